"""Voice Todo as people run it, started for a measurement: its own data, its own port, everything switched on."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec

from bench import processes

SERVER = Path(__file__).resolve().parent.parent / "server"
START_SECONDS = 120


class Product(msgspec.Struct, frozen=True):
    """A running server; `seconds_to_ready` counts from its start to the first good answer of `/readyz`."""

    process: "subprocess.Popen[bytes]"
    url: str
    metrics_url: str
    data_dir: Path
    seconds_to_ready: float

    def server_pids(self) -> list[int]:
        """All processes of the product but PostgreSQL's."""
        return [pid for pid in processes.family(self.process.pid) if not processes.is_postgres(pid)]

    def postgres_pids(self) -> list[int]:
        return [pid for pid in processes.family(self.process.pid) if processes.is_postgres(pid)]


class Member(msgspec.Struct, frozen=True):
    """Somebody signed up for the measurement."""

    user_id: str
    email: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"}


@contextmanager
def running(
    data_dir: Path, *, settings: Mapping[str, str] = {}, cores: str | None = None
) -> Generator[Product, None, None]:
    """Start it, wait until it is ready, and stop it as Ctrl-C does. `cores` pins all of it, as `taskset` reads it."""
    port, metrics_port = free_port(), free_port()
    environment = {
        **os.environ,
        "VOICETODO_HOST": "127.0.0.1",
        "VOICETODO_PORT": str(port),
        "VOICETODO_METRICS_PORT": str(metrics_port),
        "VOICETODO_DATA_DIR": str(data_dir),
        "VOICETODO_ACCESS_LOG": str(data_dir.parent / "access.log"),
        # High enough never to refuse; each request is counted all the same.
        "VOICETODO_RATE_USER": "100000000/minute",
        "VOICETODO_RATE_ADDRESS": "100000000/minute",
        "VOICETODO_RATE_SIGN_IN": "100000/minute",
        **settings,
    }
    command = [*(["taskset", "-c", cores] if cores else []), str(SERVER / ".venv" / "bin" / "voicetodo"), "serve"]
    began = time.perf_counter()
    with (data_dir.parent / "server.log").open("ab") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(process, url, log=data_dir.parent / "server.log")
        metrics_url = f"http://127.0.0.1:{metrics_port}/metrics"
        yield Product(process, url, metrics_url, data_dir, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def sign_up(url: str, name: str = "alice") -> Member:
    """A new user with a fresh access token (good for ten minutes)."""
    email = f"{name}-{time.time_ns()}@example.org"
    answer = _let_in(f"{url}/v1/auth/register", email)
    return Member(user_id=answer["user"]["id"], email=email, token=answer["access_token"])


def sign_in(url: str, member: Member) -> Member:
    """The same user with another token."""
    return msgspec.structs.replace(member, token=_let_in(f"{url}/v1/auth/login", member.email)["access_token"])


def _let_in(address: str, email: str) -> Any:
    wish = {"email": email, "password": "a long pass phrase 7", "client": "native"}
    return httpx.post(address, json=wish).raise_for_status().json()


def _wait_until_ready(process: "subprocess.Popen[bytes]", url: str, *, log: Path) -> None:
    deadline = time.perf_counter() + START_SECONDS
    while time.perf_counter() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode}: {log.read_text()[-2000:]}")
        try:
            if httpx.get(f"{url}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.02)
    raise RuntimeError(f"The server was not ready within {START_SECONDS} s; see {log}.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
