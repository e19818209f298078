"""Load for a few seconds over a fixed set of connections: by wrk where the machine has it, otherwise by our own loop.

Which one was used is part of the answer, since our loop takes more of the machine than wrk does.
"""

import asyncio
import json
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

CONNECTIONS = 16

WRK_SCRIPT = """
local paths = %(paths)s
local next_path = 0
request = function()
  next_path = next_path %% #paths + 1
  return wrk.format(%(method)s, paths[next_path], %(headers)s, %(body)s)
end
"""


class Request(msgspec.Struct, frozen=True):
    """What is asked again and again; several paths are asked in turn."""

    method: str
    paths: tuple[str, ...]
    headers: dict[str, str]
    body: str | None = None


class Load(msgspec.Struct, frozen=True):
    """What was answered, `refused` being all that was not 2xx."""

    requests: int
    refused: int
    seconds: float

    @property
    def requests_per_second(self) -> float:
        return self.requests / self.seconds


def generator() -> str:
    """The name of what makes the load here."""
    return "wrk" if shutil.which("wrk") else "bench.load (wrk is not installed)"


def apply(base_url: str, request: Request, *, seconds: int) -> Load:
    """Ask as fast as the answers come."""
    if shutil.which("wrk"):
        return _by_wrk(base_url, request, seconds)
    return asyncio.run(_by_ourselves(base_url, request, seconds))


def _by_wrk(base_url: str, request: Request, seconds: int) -> Load:
    script = WRK_SCRIPT % {
        "paths": _lua(list(request.paths)),
        "method": _lua(request.method),
        "headers": _lua(request.headers),
        "body": _lua(request.body),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "request.lua"
        path.write_text(script)
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(path), base_url]
        words = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    answered = re.search(r"(\d+) requests in ([\d.]+)(ms|s|m)", words)
    if answered is None:
        raise RuntimeError(f"wrk said something unexpected: {words}")
    unit = {"ms": 0.001, "s": 1, "m": 60}[answered[3]]
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", words)
    return Load(int(answered[1]), int(refused[1]) if refused else 0, float(answered[2]) * unit)


def _lua(value: object) -> str:
    """Strings in Lua read like those of JSON here: all we send is printable ASCII."""
    match value:
        case None:
            return "nil"
        case dict():
            return "{" + ", ".join(f"[{_lua(key)}] = {_lua(item)}" for key, item in value.items()) + "}"
        case list():
            return "{" + ", ".join(_lua(item) for item in value) + "}"
        case _:
            return json.dumps(value)


async def _by_ourselves(base_url: str, request: Request, seconds: int) -> Load:
    address = urlsplit(base_url)
    body = (request.body or "").encode()
    messages: list[bytes] = []
    for path in request.paths:
        lines = [f"{request.method} {path} HTTP/1.1", f"host: {address.netloc}", f"content-length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in request.headers.items()]
        messages.append("\r\n".join([*lines, "", ""]).encode() + body)
    began = time.perf_counter()
    counts = await asyncio.gather(
        *(_ask(address.hostname or "", address.port or 80, messages, began + seconds) for _ in range(CONNECTIONS))
    )
    return Load(sum(done for done, _ in counts), sum(bad for _, bad in counts), time.perf_counter() - began)


async def _ask(host: str, port: int, messages: list[bytes], until: float) -> tuple[int, int]:
    reader, writer = await asyncio.open_connection(host, port)
    done = refused = 0
    while time.perf_counter() < until:
        writer.write(messages[done % len(messages)])
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        await reader.readexactly(int(length[1]) if length else 0)
        done += 1
        refused += not head.startswith(b"HTTP/1.1 2")
    writer.close()
    return done, refused
