"""Whether anything is known against what the lock files hold, asked of OSV (https://osv.dev).

OSV gathers the advisories of PyPA, npm, GitHub and others. Two packages that it must know something against are asked
about as well: an answer that knows nothing of them is no answer.
"""

import os
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from setup.house import EXPRESS_PEER, OPENID_PROVIDER, SERVER, WEB
from setup.lock_files import Package, of_python, of_web
from setup.osv import OSV, Advisory, Unreachable
from setup.steps import SetupError, say

#: Advisories that were looked into and do not concern us: why, and until which day that was thought through.
ACCEPTED: Final = Path(__file__).with_name("accepted_advisories.toml")
CANARIES: Final = (Package("PyPI", "jinja2", "2.4.1"), Package("npm", "lodash", "4.17.15"))


class Found(NamedTuple):
    """A package of ours, and what is known against it."""

    package: Package
    advisory: Advisory


def check(osv: OSV | None = None, packages: set[Package] | None = None) -> bool:
    """Raises SetupError where something is known against a package and not accepted.

    False where OSV cannot be reached and that may pass (`is_required`); then nothing was checked, and it is said.
    """
    asked = sorted(packages if packages is not None else locked())
    say(f"OSV is asked about {len(asked)} locked packages")
    try:
        found = _ask(osv or OSV(), asked)
    except Unreachable as error:
        if is_required(os.environ):
            raise SetupError(
                f"{error} Advisories are required here (VOICETODO_ADVISORIES), and none was looked at."
            ) from error
        say_unchecked(str(error))
        return False
    accepted = _accepted(datetime.now(UTC).date())
    open_ones = [each for each in found if not each.advisory.names & accepted]
    for each in open_ones:
        print(f"{each.package}: {each.advisory}")
    if open_ones:
        raise SetupError(
            f"{len(open_ones)} advisories stand against what the lock files hold. Lock a mended version; or, where the"
            " flaw is out of reach here, write it with the reason and a day into setup/accepted_advisories.toml."
        )
    say(f"OSV knows nothing against them that is not accepted ({len(found)} accepted)")
    return True


def is_required(environ: Mapping[str, str]) -> bool:
    """In continuous integration, unless it says that it has no way out; and wherever it is asked for."""
    wish = environ.get("VOICETODO_ADVISORIES") or ("required" if environ.get("CI") else "reported")
    if wish not in {"required", "reported"}:
        raise SetupError(f"VOICETODO_ADVISORIES is “{wish}”; it must be `required` or `reported`.")
    return wish == "required"


def say_unchecked(why: str) -> None:
    """So that nobody takes silence for a good answer."""
    print(
        f"\n  !! NO ADVISORIES WERE CHECKED. {why}\n  !! Nothing is known of the locked packages by this run.\n",
        flush=True,
    )


def locked() -> set[Package]:
    of_node = (of_web(folder / "package-lock.json") for folder in (WEB, EXPRESS_PEER, OPENID_PROVIDER))
    return of_python(SERVER / "uv.lock").union(*of_node)


def _ask(osv: OSV, packages: Sequence[Package]) -> list[Found]:
    ids = osv.known_against([*CANARIES, *packages])
    blind = [str(canary) for canary in CANARIES if not ids[canary]]
    if blind:
        raise SetupError(
            f"OSV answers, but knows nothing against {' and '.join(blind)}, which it must; so it checked nothing."
        )
    return [Found(package, osv.advisory(name, package)) for package in packages for name in sorted(ids[package])]


def _accepted(today: date) -> set[str]:
    """Raises SetupError for one whose day has passed."""
    table = tomllib.loads(ACCEPTED.read_text(encoding="utf-8"))
    late = [name for name, entry in table.items() if entry["until"] < today]
    if late:
        raise SetupError(
            f"Think again about {', '.join(late)} in {ACCEPTED.name}: the day it was accepted until has passed."
        )
    return set(table)
