"""Starts the Express server on tables of its own, made by the very migrations that made ours."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import httpx
import msgspec

from bench import processes
from voicetodo.kit.db.embedded import find_running

HERE = Path(__file__).resolve().parent
VOICETODO = HERE.parents[2] / "server" / "voicetodo"
MIGRATIONS = (VOICETODO / "kit" / "bus" / "migrations" / "module", VOICETODO / "modules" / "todo" / "migrations")
SECRET = "known to this measurement only"

#: All that can be written: not what the database works out itself.
COLUMNS = """
    select string_agg(column_name, ', ' order by ordinal_position) from information_schema.columns
    where table_schema = 'peer' and table_name = $1 and is_generated = 'NEVER'
"""


class Peer(msgspec.Struct, frozen=True):
    """The running server, and a token it honours."""

    process: "subprocess.Popen[bytes]"
    url: str
    token: str

    def pids(self) -> list[int]:
        return processes.family(self.process.pid)


async def copy_tables(database_url: str, user_id: str) -> None:
    """A schema `peer` with the same tables, indexes and triggers as `todo`, and the same todos in it."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("drop schema if exists peer cascade; create schema peer")
        await connection.execute("set search_path = peer, extensions")
        for folder in MIGRATIONS:
            for migration in sorted(folder.glob("*.sql")):
                # nobody else is at these tables yet, and one query of several statements is a transaction
                apply = _apply_part(migration.read_text(encoding="utf-8")).replace(" concurrently ", " ")
                await connection.execute(apply)
        for name in ("categories", "todos"):
            columns = await connection.fetchval(COLUMNS, name)
            copy = f"insert into peer.{name} ({columns}) select {columns} from todo.{name} where user_id = $1"  # noqa: S608 - names of our own
            await connection.execute(copy, user_id)
        await connection.execute("analyze")
    finally:
        await connection.close()


@contextmanager
def running(database_url: str, *, user_id: str) -> Generator[Peer, None, None]:
    """Start it as its documentation says, in production mode, and stop it again."""
    node = shutil.which("node")
    if node is None:
        raise RuntimeError("There is no node here; `make bench` brings one.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    address = urlsplit(database_url)
    where = parse_qs(address.query)
    environment = {
        **os.environ,
        "NODE_ENV": "production",
        "PORT": str(port),
        "JWT_SECRET": SECRET,
        "PGHOST": where["host"][0],
        "PGPORT": where["port"][0],
        "PGUSER": address.username or "voicetodo",
        "PGDATABASE": address.path.lstrip("/"),
    }
    process = subprocess.Popen([node, str(HERE / "server.mjs")], env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(process, url)
        yield Peer(process, url, _token(user_id))
    finally:
        process.terminate()
        process.wait(timeout=10)


def database_of(data_dir: Path) -> str:
    """The address of the product's embedded server."""
    found = find_running(data_dir / "postgres")
    if found is None:
        raise RuntimeError(f"No database server runs on {data_dir}.")
    return found


def _token(user_id: str) -> str:
    """HS256, as jsonwebtoken signs by default; good for an hour."""
    parts = [{"alg": "HS256", "typ": "JWT"}, {"sub": user_id, "aud": "voicetodo", "exp": int(time.time()) + 3600}]
    signed = ".".join(_base64(json.dumps(part).encode()) for part in parts)
    return f"{signed}.{_base64(hmac.digest(SECRET.encode(), signed.encode(), hashlib.sha256))}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _apply_part(migration: str) -> str:
    return migration.partition("-- migrate: apply")[2].partition("-- migrate: rollback")[0]


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.perf_counter() + 20
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            httpx.get(f"{url}/healthz").raise_for_status()
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The Express server did not start.")
