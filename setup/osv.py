"""OSV's API, as https://google.github.io/osv.dev/api/ describes it: `POST /v1/querybatch` and `GET /v1/vulns/{id}`."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from setup.lock_files import Package
from setup.steps import SetupError

_AT_ONCE: Final = 500
_SECONDS: Final = 20


class Unreachable(Exception):
    """There is no way from here to OSV."""


class Advisory(NamedTuple):
    """What is known against a package."""

    names: frozenset[str]
    summary: str
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        mended = f" Mended in {', '.join(self.fixed_in)}." if self.fixed_in else ""
        return f"{', '.join(sorted(self.names))}: {self.summary}{mended}"


class OSV:
    """Raises Unreachable where nobody answers, and SetupError for answers that make no sense."""

    def __init__(self, address: str = "https://api.osv.dev") -> None:
        self._address = address

    def known_against(self, packages: Sequence[Package]) -> dict[Package, set[str]]:
        """The ids of the advisories against each."""
        found: dict[Package, set[str]] = {package: set() for package in packages}
        queries = [(package, _query(package)) for package in packages]
        while queries:
            now, queries = queries[:_AT_ONCE], queries[_AT_ONCE:]
            answer = self._fetch("/v1/querybatch", {"queries": [query for _, query in now]})
            results: list[dict[str, Any]] = answer.get("results", [])
            if len(results) != len(now):
                raise SetupError("OSV did not answer each question; so it checked nothing.")
            for (package, query), result in zip(now, results, strict=True):
                found[package] |= {each["id"] for each in result.get("vulns", [])}
                if token := result.get("next_page_token"):
                    queries.append((package, {**query, "page_token": token}))
        return found

    def advisory(self, name: str, package: Package) -> Advisory:
        """As far as it is about this package: many are about several, mended in versions of their own."""
        told = self._fetch(f"/v1/vulns/{urllib.parse.quote(name)}")
        meant = {"ecosystem": package.ecosystem, "name": package.name}
        events = [
            event
            for affected in told.get("affected", [])
            if meant.items() <= affected.get("package", {}).items()
            for each in affected.get("ranges", [])
            if each.get("type") != "GIT"
            for event in each.get("events", [])
        ]
        fixed = sorted({event["fixed"] for event in events if "fixed" in event})
        summary = told.get("summary") or told.get("details", "")[:200] or "no words to it"
        return Advisory(frozenset({name, *told.get("aliases", [])}), summary, tuple(fixed))

    def _fetch(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        request = urllib.request.Request(
            self._address + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise SetupError(f"OSV answered {path} with {error.code} {error.reason}; so it checked nothing.") from error
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise Unreachable(f"There is no way to {self._address} from here ({reason}).") from error
        except ValueError as error:
            raise SetupError(f"OSV answered {path} with something that is no JSON; so it checked nothing.") from error


def _query(package: Package) -> dict[str, Any]:
    return {"package": {"ecosystem": package.ecosystem, "name": package.name}, "version": package.version}
