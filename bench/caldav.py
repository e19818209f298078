"""A full sync of 5,000 todos by a calendar client: CPU of the servers, beside Radicale, a CalDAV server of its own."""

import os
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import httpx
import msgspec

from bench import processes, product, table

TODOS: Final = 5_000
ROUNDS: Final = 3
#: As many as DAVx5 and Tasks.org ask for at a time, or more.
AT_ONCE: Final = 50
_DAV: Final = "{DAV:}"
_SYNC: Final = (
    '<D:sync-collection xmlns:D="DAV:"><D:sync-token/><D:sync-level>1</D:sync-level>'
    "<D:prop><D:getetag/></D:prop></D:sync-collection>"
)
_MULTIGET: Final = (
    '<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><D:getetag/>'
    "<C:calendar-data/></D:prop>{}</C:calendar-multiget>"
)


class Server(msgspec.Struct, frozen=True):
    """A CalDAV server that holds the todos in one calendar."""

    name: str
    client: httpx.Client
    calendar: str
    pids: Callable[[], list[int]]


class Cost(msgspec.Struct, frozen=True):
    """What one full sync took: seconds of CPU of all processes of the server, and seconds that the client waited."""

    cpu_seconds: float
    seconds: float


def measure() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder:
        Path(folder).chmod(0o711)
        with _ours(Path(folder)) as ours, _made_by_us(ours), _radicale(Path(folder)) as radicale:
            _fill(ours)
            _fill_at_once(radicale)
            made = msgspec.structs.replace(ours, name="Voice Todo, made elsewhere", calendar=_elsewhere(ours))
            servers = (radicale, ours, made)
            costs: dict[str, list[Cost]] = {each.name: [] for each in servers}
            for _ in range(ROUNDS):
                for server in servers:
                    costs[server.name].append(_full_sync(server))
    _show(costs)


def _show(costs: dict[str, list[Cost]]) -> None:
    cpu = {name: statistics.median(each.cpu_seconds for each in found) for name, found in costs.items()}
    waited = {name: statistics.median(each.seconds for each in found) for name, found in costs.items()}
    peer = cpu["Radicale"]
    table.show(
        f"A full sync of {TODOS:,} todos: tags first, then {AT_ONCE} at a time",
        ("", "CPU seconds", "seconds", "CPU / Radicale"),
        [(name, f"{cpu[name]:.2f}", f"{waited[name]:.2f}", f"{cpu[name] / peer:.2f}") for name in costs],
        notes=[
            "Voice Todo with PostgreSQL. The first was written by a client and is read back word for word; the other",
            "was made through the API and is put into words for each reading.",
        ],
    )


def _full_sync(server: Server) -> Cost:
    """As a telephone does that was just set up."""
    pids = server.pids()
    before, began = processes.cpu_seconds(pids), time.perf_counter()
    listed = _report(server, _SYNC)
    hrefs = [each for each in _hrefs(listed) if each.endswith(".ics")]
    fetched = 0
    for start in range(0, len(hrefs), AT_ONCE):
        asked = "".join(f"<D:href>{each}</D:href>" for each in hrefs[start : start + AT_ONCE])
        fetched += _report(server, _MULTIGET.format(asked)).count("BEGIN:VTODO")
    if fetched != TODOS:
        raise RuntimeError(f"{server.name} gave {fetched} todos")
    return Cost(processes.cpu_seconds(pids) - before, time.perf_counter() - began)


def _report(server: Server, body: str) -> str:
    answer = server.client.request("REPORT", server.calendar, content=body, headers={"depth": "1"})
    if answer.status_code != 207:
        raise RuntimeError(f"{server.name} answered {answer.status_code}: {answer.text[:300]}")
    return answer.text


def _hrefs(answer: str) -> list[str]:
    root = ElementTree.fromstring(answer)  # noqa: S314 - servers that we started
    return [each.findtext(f"{_DAV}href", "") for each in root.findall(f"{_DAV}response")]


def _fill(server: Server) -> None:
    for number in range(TODOS):
        headers = {"content-type": "text/calendar"}
        path = f"{server.calendar}todo-{number}.ics"
        answer = server.client.put(path, content=_vtodo(number).encode(), headers=headers)
        if answer.status_code != 201:
            raise RuntimeError(f"{server.name} answered {answer.status_code}: {answer.text[:300]}")


def _fill_at_once(radicale: Server) -> None:
    """Radicale takes a whole calendar, and waits for the disk once rather than for each todo."""
    parts = [_vtodo(number).partition("BEGIN:VTODO")[2].partition("END:VTODO")[0] for number in range(TODOS)]
    todos = "".join(f"BEGIN:VTODO{part}END:VTODO\r\n" for part in parts)
    whole = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\n{todos}END:VCALENDAR\r\n"
    headers = {"content-type": "text/calendar"}
    radicale.client.put(radicale.calendar, content=whole.encode(), headers=headers).raise_for_status()


def _vtodo(number: int) -> str:
    day = f"2027{1 + number % 12:02d}{1 + number % 28:02d}"
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//bench//EN",
        "BEGIN:VTODO",
        f"UID:todo-{number}",
        "DTSTAMP:20270101T000000Z",
        f"SUMMARY:Todo number {number} of a full list",
        "DESCRIPTION:Some words\\, and more",
        f"DUE;VALUE=DATE:{day}",
        f"PRIORITY:{number % 10}",
        "STATUS:NEEDS-ACTION",
        "END:VTODO",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(lines)


@contextmanager
def _ours(folder: Path) -> Generator[Server, None, None]:
    with product.running(folder / "data") as running:
        member = product.sign_up(running.url)
        made = httpx.post(f"{running.url}/v1/me/app-passwords", json={"name": "bench"}, headers=member.headers).json()
        auth = (made["username"], made["password"])
        with httpx.Client(base_url=running.url, auth=auth, timeout=120, trust_env=False) as client:
            home = f"/dav/calendars/{member.user_id}/"
            client.request("MKCALENDAR", f"{home}bench/").raise_for_status()
            client.headers["x-bench-token"] = member.token
            pids = lambda: [*running.server_pids(), *running.postgres_pids()]  # noqa: E731 - a question asked later
            yield Server("Voice Todo", client, f"{home}bench/", pids)


@contextmanager
def _made_by_us(ours: Server) -> Generator[None, None, None]:
    """As many todos in the inbox, made through the API."""
    token = ours.client.headers.pop("x-bench-token")
    with httpx.Client(base_url=ours.client.base_url, timeout=60, trust_env=False) as client:
        client.headers["authorization"] = f"Bearer {token}"
        for start in range(0, TODOS, 100):
            operations = [
                {
                    "op": "create",
                    "title": f"Todo number {number} of a full list",
                    "notes": "Some words, and more",
                    "due": {"date": f"2027-{1 + number % 12:02d}-{1 + number % 28:02d}"},
                    "priority": 1 + number % 4,
                }
                for number in range(start, start + 100)
            ]
            client.post("/v1/todos/batch", json={"operations": operations}).raise_for_status()
    yield


def _elsewhere(ours: Server) -> str:
    return re.sub(r"bench/$", "inbox/", ours.calendar)


@contextmanager
def _radicale(folder: Path) -> Generator[Server, None, None]:
    python = os.environ.get("VOICETODO_RADICALE_PYTHON")
    if python is None:
        raise RuntimeError("`make bench-caldav` installs Radicale and says where it is.")
    port = product.free_port()
    users = folder / "users"
    users.write_text("bench:bench\n")
    options = ["--server-hosts", f"127.0.0.1:{port}", "--storage-filesystem-folder", str(folder / "radicale")]
    auth = ["--auth-type", "htpasswd", "--auth-htpasswd-filename", str(users), "--auth-htpasswd-encryption", "plain"]
    command = [python, "-m", "radicale", *options, *auth, "--auth-delay", "0", "--logging-level", "error"]
    with (folder / "radicale.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=url, auth=("bench", "bench"), timeout=120, trust_env=False) as client:
            _wait(client)
            yield Server("Radicale", client, "/bench/todos/", lambda: processes.family(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(client: httpx.Client) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            client.request("OPTIONS", "/")
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Radicale was not ready within 30 s.")
