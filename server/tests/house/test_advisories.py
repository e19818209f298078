"""Locked packages are held against OSV's advisories, and silence is never taken for a good answer."""

import json
from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest
from setup import advisories, lock_files
from setup.lock_files import Package
from setup.osv import OSV
from setup.steps import SetupError

OURS = Package("PyPI", "planted", "1.0")
FINE = Package("PyPI", "fine", "2.0")
JINJA, LODASH = advisories.CANARIES
KNOWN = {JINJA: ["PYSEC-1"], LODASH: ["GHSA-lodash"], OURS: ["GHSA-planted"]}


def _affected(package: Package, *, fixed: str) -> dict[str, Any]:
    ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": fixed}]}]
    return {"package": {"ecosystem": package.ecosystem, "name": package.name}, "ranges": ranges}


#: What is known against it, as OSV answers: several packages in one, and a commit beside the versions.
PLANTED = Package("npm", "lodash", "4.17.0")
RECORD: dict[str, Any] = {
    "schema_version": "1.4.0",
    "id": "GHSA-p6mc-m468-83gw",
    "modified": "2022-02-08T22:04:28Z",
    "aliases": ["CVE-2020-8203"],
    "summary": "Prototype Pollution in lodash",
    "affected": [
        _affected(PLANTED, fixed="4.17.20"),
        _affected(Package("npm", "lodash-es", ""), fixed="4.17.21"),
        {
            "package": {"ecosystem": "npm", "name": "lodash"},
            "ranges": [{"type": "GIT", "events": [{"fixed": "c84fe82"}]}],
        },
    ],
    "database_specific": {"severity": "HIGH", "cwe_ids": ["CWE-1321", "CWE-770"]},
}


class Fake(ThreadingHTTPServer):
    """Speaks OSV's API, one answer a page, of what a test says is known."""

    known: dict[Package, list[str]]
    records: dict[str, dict[str, Any]]
    status: int = 200


class Handler(BaseHTTPRequestHandler):
    @property
    def fake(self) -> Fake:
        return cast("Fake", self.server)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._send({"results": [self._result(query) for query in body["queries"]]})

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        affected = [_affected(OURS, fixed="1.0.1")]
        told = {"id": name, "aliases": ["CVE-2026-1"], "summary": "It can be fooled.", "affected": affected}
        self._send(self.fake.records.get(name, told))

    def _result(self, query: dict[str, Any]) -> dict[str, Any]:
        named = query["package"]
        ids = self.fake.known.get(Package(named["ecosystem"], named["name"], query["version"]), [])
        page = int(query.get("page_token", 0))
        result: dict[str, Any] = {"vulns": [{"id": name} for name in ids[page : page + 1]]} if ids else {}
        return result | ({"next_page_token": str(page + 1)} if page + 1 < len(ids) else {})

    def _send(self, answer: dict[str, Any]) -> None:
        self.send_response(self.fake.status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so it is named there
        pass


@pytest.fixture
def server() -> Generator[Fake]:
    with Fake(("127.0.0.1", 0), Handler) as server:
        server.known, server.records = dict(KNOWN), {}
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def osv(server: Fake) -> OSV:
    return OSV(f"http://127.0.0.1:{server.server_port}")


class TestAsking:
    def test_an_advisory_against_a_locked_package_is_stopped(
        self, osv: OSV, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SetupError, match="1 advisories stand"):
            advisories.check(osv, {OURS, FINE})

        told = capsys.readouterr().out
        assert "planted 1.0 (PyPI): CVE-2026-1, GHSA-planted: It can be fooled. Mended in 1.0.1." in told

    def test_a_version_with_a_known_flaw_that_comes_into_a_lock_file_is_stopped(
        self, osv: OSV, server: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        server.known[PLANTED], server.records[RECORD["id"]] = [RECORD["id"]], RECORD
        lock = tmp_path / "package-lock.json"
        lock.write_text(json.dumps({"packages": {"": {}, "node_modules/lodash": {"version": "4.17.0"}}}))

        with pytest.raises(SetupError, match="1 advisories stand"):
            advisories.check(osv, lock_files.of_web(lock) | {FINE})

        told = capsys.readouterr().out
        assert "lodash 4.17.0 (npm): CVE-2020-8203, GHSA-p6mc-m468-83gw: Prototype Pollution in lodash" in told
        assert "Mended in 4.17.20." in told

    def test_packages_that_nothing_is_known_against_pass(self, osv: OSV) -> None:
        assert advisories.check(osv, {FINE})

    def test_every_page_of_an_answer_is_read(self, osv: OSV, server: Fake) -> None:
        server.known[OURS] = ["GHSA-planted", "GHSA-second", "GHSA-third"]

        with pytest.raises(SetupError, match="3 advisories stand"):
            advisories.check(osv, {OURS})

    @pytest.mark.parametrize("blind", advisories.CANARIES, ids=str)
    def test_an_answer_that_misses_what_it_must_know_is_none(self, osv: OSV, server: Fake, blind: Package) -> None:
        del server.known[blind]

        with pytest.raises(SetupError, match="checked nothing"):
            advisories.check(osv, {FINE})

    def test_a_refusal_is_never_a_good_answer(self, osv: OSV, server: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VOICETODO_ADVISORIES", "reported")
        server.status = 403

        with pytest.raises(SetupError, match="with 403"):
            advisories.check(osv, {FINE})


class TestAccepting:
    @pytest.mark.parametrize("name", ["GHSA-planted", "CVE-2026-1"])
    def test_one_that_was_thought_through_passes_by_any_of_its_names(
        self, osv: OSV, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        accept(name, days=1, folder=tmp_path, monkeypatch=monkeypatch)

        assert advisories.check(osv, {OURS})

    def test_it_is_thought_through_again_when_its_day_has_passed(
        self, osv: OSV, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        accept("GHSA-planted", days=-1, folder=tmp_path, monkeypatch=monkeypatch)

        with pytest.raises(SetupError, match="Think again about GHSA-planted"):
            advisories.check(osv, {OURS})


class TestNobodyAnswering:
    @pytest.fixture
    def away(self, osv: OSV, server: Fake) -> OSV:
        server.server_close()
        return osv

    def test_that_nothing_was_checked_is_said_aloud(
        self, away: OSV, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("VOICETODO_ADVISORIES", "reported")

        assert not advisories.check(away, {FINE})
        assert "NO ADVISORIES WERE CHECKED" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "variable", [("CI", "true"), ("VOICETODO_ADVISORIES", "required")], ids=lambda each: each[0]
    )
    def test_it_is_an_error_where_advisories_are_required(
        self, away: OSV, monkeypatch: pytest.MonkeyPatch, variable: tuple[str, str]
    ) -> None:
        monkeypatch.delenv("VOICETODO_ADVISORIES", raising=False)
        monkeypatch.setenv(*variable)

        with pytest.raises(SetupError, match="none was looked at"):
            advisories.check(away, {FINE})


class TestLockFiles:
    def test_every_package_of_both_is_asked_about(self) -> None:
        packages = advisories.locked()

        assert {package.ecosystem for package in packages} == {"PyPI", "npm"}
        assert {"litestar", "svelte", "bandit", "express"} <= {package.name for package in packages}
        assert len(packages) > 300

    def test_a_package_within_another_is_named_as_itself(self, tmp_path: Path) -> None:
        lock = tmp_path / "package-lock.json"
        held = {
            "": {"version": "0"},
            "node_modules/@a/b": {"version": "1.0.0"},
            "node_modules/c/node_modules/@a/b": {"version": "2.0.0"},
            "node_modules/ours": {"link": True},
            "node_modules/alias": {"name": "real", "version": "3.0.0"},
        }
        lock.write_text(json.dumps({"packages": held}))

        assert lock_files.of_web(lock) == {
            Package("npm", "@a/b", "1.0.0"),
            Package("npm", "@a/b", "2.0.0"),
            Package("npm", "real", "3.0.0"),
        }


def accept(name: str, *, days: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = datetime.now(UTC).date() + timedelta(days=days)
    table = folder / "accepted_advisories.toml"
    table.write_text(f'[{name}]\nreason = "out of reach"\nuntil = {day.isoformat()}\n')
    monkeypatch.setattr(advisories, "ACCEPTED", table)
