"""An import of ten thousand rows, beside the same rows sent one by one, and PostgreSQL's own COPY as the floor."""

import asyncio
import csv
import io
import json
import tempfile
import time
from pathlib import Path
from typing import Final, Self

import asyncpg
import httpx
import msgspec

from bench import processes, table
from bench.product import Product, running, sign_up
from voicetodo.kit.db import find_running
from voicetodo.kit.ids import new_id

ROWS: Final = 10_000
#: One by one takes too long for all of them.
ONE_BY_ONE: Final = 1_000
_BARE: Final = "create table copied (id uuid, title text, notes text, priority smallint, document json)"
#: Requests under way at once.
_CONNECTIONS: Final = 16


class Cost(msgspec.Struct, frozen=True):
    """Of so many rows."""

    rows: int
    seconds: float
    server_cpu: float
    postgres_cpu: float

    def shown(self) -> list[str]:
        per_row = (self.server_cpu / self.rows * 1e6, self.postgres_cpu / self.rows * 1e6)
        return [f"{self.rows / self.seconds:,.0f}", f"{per_row[0]:,.0f}", f"{per_row[1]:,.0f}"]


def measure() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder, running(Path(folder) / "data") as product:
        with httpx.Client(base_url=product.url, timeout=120) as client:
            reading, bringing, again, undoing = _imported(product, client)
        rows = [
            ["read and preview", *reading.shown()],
            ["bring in", *bringing.shown()],
            ["both", *_sum(reading, bringing).shown()],
            ["the same file again: read, and skip every row", *again.shown()],
            ["undo", *undoing.shown()],
            [f"POST /v1/todos, one by one, {_CONNECTIONS} at once", *asyncio.run(_one_by_one(product)).shown()],
            ["COPY of the same todos into a bare table", *asyncio.run(_copied(product)).shown()],
        ]
    table.show(
        f"Import of {ROWS:,} rows (promise: 2,000 rows a second)",
        ["", "rows/s", "server CPU µs/row", "PostgreSQL CPU µs/row"],
        rows,
        notes=[
            "A CSV with list, labels, due date and, for one in five, a parent. Each row is a todo, its journal and its",
            "event, in one transaction, and the event's way to other devices. COPY writes five columns, and no index.",
        ],
    )


def _imported(product: Product, client: httpx.Client) -> tuple[Cost, Cost, Cost, Cost]:
    client.headers = sign_up(product.url).headers
    # What reads files and runs jobs is loaded with the first of them, once.
    _settled(client, client.post("/v1/imports", json={"text": "title,parent\nWarm up,\n"}).json()["id"])
    file = _file()
    with _Meter(product) as reading:
        import_id = _settled(client, client.post("/v1/imports", files={"file": ("todos.csv", file)}).json()["id"])
    with _Meter(product) as bringing:
        client.put(f"/v1/imports/{import_id}/approval").raise_for_status()
        _settled(client, import_id)
    with _Meter(product) as again:
        second = _settled(client, client.post("/v1/imports", files={"file": ("todos.csv", file)}).json()["id"])
        client.put(f"/v1/imports/{second}/approval").raise_for_status()
        _settled(client, second)
    with _Meter(product) as undoing:
        client.delete(f"/v1/imports/{import_id}/approval").raise_for_status()
        _settled(client, import_id)
    return reading.cost(ROWS), bringing.cost(ROWS), again.cost(ROWS), undoing.cost(ROWS)


def _settled(client: httpx.Client, import_id: str) -> str:
    while (found := client.get(f"/v1/imports/{import_id}").json())["state"] in {"reading", "running", "undoing"}:
        time.sleep(0.05)
    if found["state"] not in {"ready", "done", "undone"}:
        raise RuntimeError(f"The import is {found['state']}: {found['reason']}")
    return import_id


async def _one_by_one(product: Product) -> Cost:
    member, number = sign_up(product.url), iter(range(ONE_BY_ONE))
    async with httpx.AsyncClient(base_url=product.url, headers=member.headers, timeout=60) as client:

        async def send() -> None:
            for each in number:
                (await client.post("/v1/todos", json=_body(each))).raise_for_status()

        with _Meter(product) as meter:
            await asyncio.gather(*(send() for _ in range(_CONNECTIONS)))
    return meter.cost(ONE_BY_ONE)


async def _copied(product: Product) -> Cost:
    url = find_running(product.data_dir / "postgres")
    if url is None:
        raise RuntimeError("The product's PostgreSQL is not there.")
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_BARE)
        rows = [
            (new_id(), f"Todo number {number} of the list", "", number % 4 + 1, json.dumps(_body(number)))
            for number in range(ROWS)
        ]
        with _Meter(product) as meter:
            await connection.copy_records_to_table("copied", records=rows)
        return meter.cost(ROWS)
    finally:
        await connection.close()


class _Meter:
    """Wall clock, and CPU of both until the block's end."""

    def __init__(self, product: Product) -> None:
        self._product = product

    def __enter__(self) -> Self:
        _wait_until_quiet(self._product)
        self._before = self._read()
        return self

    def __exit__(self, *_: object) -> None:
        seconds = time.perf_counter() - self._before[0]
        _wait_until_quiet(self._product)
        after = self._read()
        self._spent = (seconds, after[1] - self._before[1], after[2] - self._before[2])

    def cost(self, rows: int) -> Cost:
        seconds, server, postgres = self._spent
        return Cost(rows, seconds, server, postgres)

    def _read(self) -> tuple[float, float, float]:
        return (
            time.perf_counter(),
            processes.cpu_seconds(self._product.server_pids()),
            processes.cpu_seconds(self._product.postgres_pids()),
        )


def _wait_until_quiet(product: Product, *, within_seconds: float = 30) -> None:
    """Until hardly any CPU is used for a quarter of a second: what was put off has been done, and counts."""
    deadline = time.perf_counter() + within_seconds
    while time.perf_counter() < deadline:
        pids = [*product.server_pids(), *product.postgres_pids()]
        before = processes.cpu_seconds(pids)
        time.sleep(0.25)
        if processes.cpu_seconds(pids) - before <= 0.03:
            return


def _sum(first: Cost, second: Cost) -> Cost:
    return Cost(
        first.rows,
        first.seconds + second.seconds,
        first.server_cpu + second.server_cpu,
        first.postgres_cpu + second.postgres_cpu,
    )


def _file() -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "title", "notes", "list", "labels", "due", "priority", "parent"])
    for number in range(1, ROWS + 1):
        parent = number - number % 5 if number % 5 and number > 5 else ""
        writer.writerow([
            number, f"Todo number {number} of the list", "", f"List {number // 5 % 20}", f"label{number % 7}",
            f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}", number % 4 + 1, parent if number % 5 == 1 else "",
        ])  # fmt: skip
    return text.getvalue().encode()


def _body(number: int) -> dict[str, object]:
    day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return {"title": f"Todo number {number} of the list", "priority": number % 4 + 1, "due": {"date": day}}
