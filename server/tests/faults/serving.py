"""The whole product as a process of its own, on an embedded database, to be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from tests.fixtures.product import PASSWORD
from tests.kit.db.processes import is_running, wait_until
from voicetodo.kit.db.postmaster import find_postmaster

PROGRAM = Path(sys.executable).with_name("voicetodo")


class Server:
    """`voicetodo serve` on a folder and a port that stay the same. Started within `with`."""

    def __init__(self, folder: Path, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        models = os.environ.get("VOICETODO_MODELS_DIR", str(Path.home() / ".cache/voicetodo/models"))
        given = {"DATA_DIR": str(folder), "PORT": str(self.port), "METRICS_PORT": "0", "MODELS_DIR": models}
        given |= {"ACCESS_LOG": "off", "RATE_USER": "100000/minute", "RATE_ADDRESS": "100000/minute", **settings}
        self.environ = {**os.environ, **{f"VOICETODO_{name}": value for name, value in given.items()}}
        self._process: subprocess.Popen[bytes] | None = None
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - open for as long as we are

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=60)
        self._log.close()

    def start(self) -> None:
        """Takes requests on return."""
        self._process = subprocess.Popen(  # noqa: S603 - ourselves
            [PROGRAM, "serve"], env=self.environ, stdout=self._log, stderr=self._log
        )
        wait_until(self.is_answering, within_seconds=60)

    def is_answering(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, self.log()
        try:
            return httpx.get(f"{self.url}/healthz", trust_env=False).is_success
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """As a crash does: at once, and with no chance to tidy up."""
        assert self._process is not None
        database = self._database_pid()
        self._process.kill()
        self._process.wait()
        wait_until(lambda: database is None or not is_running(database))

    def kill_database(self) -> None:
        """The same for PostgreSQL alone; on return the server runs another."""
        first = self._database_pid()
        assert first is not None
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: self._database_pid() not in (first, None), within_seconds=60)

    def log(self) -> str:
        self._log.seek(0)
        return self._log.read().decode()

    def sign_up(self, name: str) -> httpx.Client:
        """An HTTP client that speaks for a new person."""
        body = {"email": f"{name}@example.org", "password": PASSWORD, "client": "native"}
        answer = httpx.post(f"{self.url}/v1/auth/register", json=body, timeout=30, trust_env=False)
        assert answer.status_code == 201, answer.text
        headers = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30, trust_env=False)

    def _database_pid(self) -> int | None:
        link = self._folder / "postgres" / "elsewhere"
        home = link if link.is_symlink() else self._folder / "postgres"
        found = find_postmaster(home / "cluster")
        return found.pid if found is not None and found.is_ready else None
