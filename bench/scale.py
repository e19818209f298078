"""The database's time for each route, and how many answers are kept: ten million todos of a hundred thousand people.

The filling takes half an hour and 25 GB of disk; `VOICETODO_BENCH_TODOS=1000000` makes a tenth of it. With
`VOICETODO_BENCH_FOLDER` what was filled is kept there, and measured again as it is the next time.
"""

import asyncio
import os
import random
import shutil
import statistics
import tempfile
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

import asyncpg
import httpx
import msgspec

from bench import statements, table
from bench.dataset import People, fill
from bench.mix import HitRate, hit_rate
from bench.peers.express.peer import database_of
from bench.product import Member, Product, running, sign_in, sign_up
from bench.routes import ROUTES, Known, Route
from bench.statements import Watch

TODOS: Final = int(os.environ.get("VOICETODO_BENCH_TODOS", "10_000_000"))
PEOPLE: Final = max(100, TODOS // 100)
#: Where those who ask stand in the order by wealth: who has most, some who have many, and most of them anywhere.
PLACES: Final = tuple(sorted({0, 1, 5, 20, 50, *(PEOPLE * n // 33 for n in range(1, 33))}))
REQUESTS: Final = 400
#: Open todos of who asks, at least.
FEWEST: Final = 30
KEPT_IN: Final = os.environ.get("VOICETODO_BENCH_FOLDER")
#: Reads for each write of one person, whose other devices read as well.
READS_PER_WRITE: Final = (20, 100, 400)


def measure() -> None:
    """Print both tables."""
    with _folder() as folder:
        data_dir = folder / "data"
        members = _filled(folder, data_dir)
        with running(data_dir) as product:
            asking = [sign_in(product.url, member) for member in members]
            rates = {reads: hit_rate(product, asking, reads_per_write=reads) for reads in READS_PER_WRITE}
            asyncio.run(statements.log_all(database_of(product.data_dir)))
            samples = _samples(product, asyncio.run(_all_known(product, asking)))
    _show(samples)
    _show_rates(rates)


@contextmanager
def _folder() -> Generator[Path]:
    if KEPT_IN is None:
        with tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder:
            yield Path(folder)
            # where we are root the cluster lies elsewhere, and is large
            shutil.rmtree((Path(folder) / "data" / "postgres" / "elsewhere").resolve(), ignore_errors=True)
    else:
        folder = Path(KEPT_IN)
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        yield folder


def _filled(folder: Path, data_dir: Path) -> list[Member]:
    """Those who ask; filled now, or some time before."""
    note = folder / f"filled-{TODOS}.json"
    if not note.exists():
        with running(data_dir) as product:
            members = {place: sign_up(product.url, f"person{place}") for place in PLACES}
            asyncio.run(_fill(product, members))
        note.write_bytes(msgspec.json.encode(list(members.values())))
    return msgspec.json.decode(note.read_bytes(), type=list[Member])


async def _fill(product: Product, members: Mapping[int, Member]) -> None:
    known = {place: UUID(member.user_id) for place, member in members.items()}
    connection = await asyncpg.connect(
        database_of(product.data_dir), server_settings={"search_path": "todo,extensions", "statement_timeout": "0"}
    )
    began = time.perf_counter()

    def tell(done: float) -> None:
        print(f"  {done:4.0%} of {TODOS:,} todos after {time.perf_counter() - began:,.0f} s", flush=True)

    await fill(connection, People(number=PEOPLE, todos=TODOS, known=known), tell)
    await connection.close()


def _samples(product: Product, known: list[Known]) -> dict[Route, list[tuple[float, float]]]:
    """Milliseconds of the database and of the whole, for each request."""
    watch = Watch(product.data_dir / "postgres" / "postgres.log")
    samples: dict[Route, list[tuple[float, float]]] = {}
    with httpx.Client(base_url=product.url, timeout=60) as client:
        for route in ROUTES:
            for number in range(REQUESTS):
                whose = known[number % len(known)]
                method, path, body = route.ask(whose, number // len(known))
                watch.skip()
                began = time.perf_counter()
                client.request(method, path, json=body, headers=whose.member.headers).raise_for_status()
                whole = (time.perf_counter() - began) * 1000
                samples.setdefault(route, []).append((watch.milliseconds(), whole))
    return samples


async def _all_known(product: Product, members: list[Member]) -> list[Known]:
    """Those who have enough to ask for."""
    connection = await asyncpg.connect(
        database_of(product.data_dir), server_settings={"search_path": "todo,extensions"}
    )
    known = [await _known(connection, member) for member in members]
    await connection.close()
    return [each for each in known if len(each.todos) >= FEWEST]


async def _known(connection: asyncpg.Connection, member: Member) -> Known:
    user_id = UUID(member.user_id)
    todos = await connection.fetch(
        "select id from todos where user_id = $1 and deleted_at is null and is_done = false limit 2000", user_id
    )
    lists = await connection.fetch("select id from categories where user_id = $1 order by name", user_id)
    ids = [str(row[0]) for row in todos]
    random.Random(member.user_id).shuffle(ids)
    return Known(member=member, todos=ids, lists=[str(row[0]) for row in lists])


def _show(samples: Mapping[Route, list[tuple[float, float]]]) -> None:
    rows: list[list[str]] = []
    for route, spent in samples.items():
        database, whole = sorted(each[0] for each in spent), sorted(each[1] for each in spent)
        figures = [statistics.median(database), _p99(database), database[-1], statistics.median(whole), _p99(whole)]
        rows.append([route.name, *(f"{figure:.2f}" for figure in figures)])
    table.show(
        f"Routes over {TODOS:,} todos of {PEOPLE:,} people: milliseconds (promise: database p99 under 50, aim: 5)",
        ["route", "database p50", "p99", "most", "whole p50", "p99"],
        rows,
        notes=[
            f"{REQUESTS} requests each, one after the other, of who has most and of others of every wealth.",
            "The database's time is what its log says of the statements a request waited for. Nothing was kept.",
        ],
    )


def _show_rates(rates: Mapping[int, HitRate]) -> None:
    table.show(
        "Answers kept on a mix of reads (promise: more than 90 %)",
        ["reads for each write", "from the cache", "of them 304"],
        [[f"{reads}", f"{rate.kept:.1%}", f"{rate.unchanged:.1%}"] for reads, rate in rates.items()],
        notes=["Ten views of the app, switched between on three devices; after a write each is asked for anew."],
    )


def _p99(ordered: list[float]) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
