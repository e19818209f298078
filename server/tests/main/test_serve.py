"""`voicetodo serve`, as a process: how it starts, how it refuses to, and how it goes."""

import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.fixtures.product import PASSWORD
from tests.fixtures.program import Serving, environment, free_port, voicetodo
from tests.kit.db.processes import wait_until
from tests.modules.realtime.devices import Device
from voicetodo.kit.db import EmbeddedPostgres

SENTENCE = re.compile(r"voicetodo: [^\n]+\n")


@pytest.fixture(scope="module")
def serving(home: Path) -> Iterator[Serving]:
    """The whole product, running."""
    metrics_port = free_port()
    with Serving(home, metrics_port=metrics_port) as running:
        running.wait_until_ready()
        yield running


class TestStopping:
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_it_goes_cleanly_and_leaves_nobody_behind(self, home: Path, number: signal.Signals) -> None:
        running = Serving(home / "stopping")
        running.start()
        running.wait_until_ready()
        family = psutil.Process(running.process.pid).children(recursive=True)
        token = _register(running)["access_token"]

        with Device(running.url, token) as phone:
            code = running.stop(number)
            phone.wait(lambda: phone.heard("disconnect"))

        assert code == 0
        assert [each for each in family if each.is_running() and each.status() != psutil.STATUS_ZOMBIE] == []
        assert "Traceback" not in running.text

    def test_a_connection_that_is_kept_open_does_not_hold_it_up(self, home: Path) -> None:
        running = Serving(home / "stopping")
        running.start()
        with httpx.Client(base_url=running.url, trust_env=False, timeout=30) as client:
            client.get("/healthz")

            assert running.stop() == 0


class TestRefusing:
    def test_a_second_one_on_the_same_data_says_so(self, serving: Serving) -> None:
        second = voicetodo("serve", environ={**serving.environ, "VOICETODO_PORT": str(free_port())})

        assert second.returncode == 1
        assert SENTENCE.fullmatch(second.stderr)
        assert "already running on the data" in second.stderr

    def test_and_so_it_does_on_the_same_port(self, serving: Serving) -> None:
        second = voicetodo("serve", environ=serving.environ)

        assert second.returncode == 1
        assert SENTENCE.fullmatch(second.stderr)
        assert "already running on the data" in second.stderr
        assert str(serving.port) in second.stderr

    def test_a_port_that_is_taken_by_another_program_is_named(self, home: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            refused = voicetodo("serve", "--port", port, "--data-dir", str(home / "other"))

        assert refused.returncode == 1
        assert SENTENCE.fullmatch(refused.stderr)
        assert port in refused.stderr
        assert not (home / "other").exists()

    @pytest.mark.parametrize(
        ("settings", "named"),
        [
            ({"port": "eighty"}, "VOICETODO_PORT"),
            ({"log_level": "loud"}, "VOICETODO_LOG_LEVEL"),
            ({"rate_user": "often"}, "600/minute"),
            ({"timeout_seconds": "-1"}, "VOICETODO_TIMEOUT_SECONDS"),
            ({"service_secret": "short"}, "VOICETODO_SERVICE_SECRET"),
            ({"service_secret_file": "/nowhere"}, "VOICETODO_SERVICE_SECRET_FILE"),
            ({"database_url": "mysql://db"}, "database"),
            ({"database_url": "postgresql://127.0.0.1:1/none"}, "database"),
            ({"redis_url": "not-redis"}, "VOICETODO_REDIS_URL"),
            ({"speech_workers": "none"}, "VOICETODO_SPEECH_WORKERS"),
            ({"access_log": "/nowhere/at/all"}, "VOICETODO_ACCESS_LOG"),
            ({"database_settings": "nonsense"}, "nonsense"),
        ],
    )
    def test_a_setting_that_will_not_do_is_named(self, home: Path, settings: dict[str, str], named: str) -> None:
        given = {"port": free_port(), "data_dir": home / "settings", **settings}

        refused = voicetodo("serve", environ=environment(**given))

        assert refused.returncode == 1
        assert SENTENCE.fullmatch(refused.stderr), refused.stderr
        assert named in refused.stderr

    def test_data_that_cannot_be_written_is_named(self, tmp_path: Path) -> None:
        file = tmp_path / "file"
        file.touch()

        refused = voicetodo("serve", environ=environment(port=free_port(), data_dir=file / "data"))

        assert refused.returncode == 1
        assert SENTENCE.fullmatch(refused.stderr)
        assert str(file) in refused.stderr

    def test_an_unknown_module_is_told_which_there_are(self) -> None:
        refused = voicetodo("serve", "--modules", "auth,tudu")

        assert refused.returncode == 1
        assert "tudu" in refused.stderr
        assert "auth, todo, voice, realtime" in refused.stderr

    def test_a_module_without_those_it_asks_is_told_whom(self, home: Path) -> None:
        given = environment(port=free_port(), data_dir=home / "settings")

        refused = voicetodo("serve", "--modules", "voice", environ=given)

        assert refused.returncode == 1
        assert SENTENCE.fullmatch(refused.stderr)
        assert "auth, todo" in refused.stderr


class TestOperations:
    def test_metrics_have_a_port_of_their_own(self, serving: Serving) -> None:
        httpx.get(f"{serving.url}/v1/me", trust_env=False)
        metrics_port = serving.environ["VOICETODO_METRICS_PORT"]

        metrics = httpx.get(f"http://127.0.0.1:{metrics_port}/metrics", trust_env=False).text

        assert 'http_requests_total{method="GET",route="/v1/me",status="401"}' in metrics
        assert "http_requests_total" not in httpx.get(f"{serving.url}/metrics", trust_env=False).text

    def test_a_metrics_port_that_is_taken_costs_the_metrics_only(self, home: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            with Serving(home / "settings", "--modules", "auth", metrics_port=port) as running:
                assert running.answers("/healthz")
                assert "VOICETODO_METRICS_PORT" in running.text

    def test_alive_and_ready_are_two_questions(self, home: Path) -> None:
        database = EmbeddedPostgres(home / "external")
        database.start()
        try:
            settings = {"database_url": database.url}
            assert voicetodo("migrate", environ=environment(**settings)).returncode == 0
            with Serving(home / "ready", "--modules", "auth", **settings) as running:
                running.wait_until_ready()

                database.stop()

                assert running.answers("/healthz")
                answer = httpx.get(f"{running.url}/readyz", trust_env=False)
                assert answer.status_code == 503
                assert answer.json() == {"status": "not ready", "checks": {"database": False}}
                asked = httpx.get(f"{running.url}/.well-known/jwks.json", trust_env=False, timeout=30)
                assert asked.status_code == 503
                assert asked.headers["content-type"] == "application/problem+json"

                database.start()

                wait_until(lambda: running.answers("/readyz"))
        finally:
            database.stop()

    def test_the_tables_can_be_looked_after_while_it_runs(self, serving: Serving) -> None:
        checked = voicetodo("migrate", "--check", environ=serving.environ)

        assert (checked.returncode, checked.stdout) == (0, "The database is up to date.\n")

    def test_its_log_tells_nothing_personal(self, home: Path) -> None:
        log = home / "access.log"
        with Serving(home / "stopping", access_log=log) as running:
            _register(running)

        (line,) = [line for line in log.read_text().splitlines() if "/v1/auth/register" in line]
        assert '"status":201' in line
        for private in ("example.org", "Alice", PASSWORD, "127.0.0.1"):
            assert private not in log.read_text() + running.text


def _register(running: Serving) -> dict[str, str]:
    body = {"email": f"alice.{free_port()}@example.org", "password": PASSWORD, "name": "Alice", "client": "native"}
    answer = httpx.post(f"{running.url}/v1/auth/register", json=body, trust_env=False, timeout=30)
    assert answer.status_code == 201, answer.text
    return answer.json()
