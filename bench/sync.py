"""What it costs to bring a client up to date: 5,000 todos, and ten that changed; beside the query usually written."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import product as pairs
from pathlib import Path
from typing import Any, Final

import asyncpg
import httpx
import msgspec

from bench import load, processes, questions, table
from bench.load import Request
from bench.peers.express import peer as express
from bench.product import Member, Product, running, sign_up

TODOS: Final = 5000
CHANGED: Final = 10
ROUNDS: Final = 5
FIRST_SYNCS: Final = 4
LOAD_SECONDS: Final = 3

NOTES: Final = (
    f"Medians of {ROUNDS} interleaved rounds; {FIRST_SYNCS} first syncs, or {LOAD_SECONDS} s of following ones, each.",
    "A first sync is all its requests, one after the other: ours comes in pages of 1,000, Express's at once.",
    "Express selects by updated_at, with an index made for it; it tells of no deletions for good, takes no",
    "mutations, and misses what is committed late. Neither compresses, but where the row says so.",
)


class Subject(msgspec.Struct, frozen=True):
    """Who is asked. `first` does a whole first sync and answers how many todos came; `following` asks what changed."""

    name: str
    url: str
    first: Callable[[], int]
    following: Request | None
    server_pids: Callable[[], list[int]]


class Sample(msgspec.Struct, frozen=True):
    """Milliseconds until a client has it all, and milliseconds of CPU for that."""

    wall_ms: float
    server_ms: float
    postgres_ms: float


def measure() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder, running(Path(folder) / "data") as product:
        alice = sign_up(product.url)
        ids = questions.seed(product.url, alice, TODOS)
        database_url = express.database_of(product.data_dir)
        token = _synced(product.url, alice)
        before = int(time.time() * 1000)
        _change(product.url, alice, ids[:: TODOS // CHANGED][:CHANGED])
        asyncio.run(express.copy_tables(database_url, alice.user_id))
        asyncio.run(_index(database_url))
        with express.running(database_url, user_id=alice.user_id) as peer:
            theirs = {"authorization": f"Bearer {peer.token}", "accept-encoding": "identity"}
            ours = {**alice.headers, "accept-encoding": "identity", "content-type": "application/json"}
            body = msgspec.json.encode({"sync_token": token}).decode()
            subjects = [
                Subject(
                    "Express 5, updated_at",
                    peer.url,
                    lambda: _all_at_once(peer.url, theirs),
                    Request("GET", (f"/v1/sync?since={before}",), theirs),
                    peer.pids,
                ),
                Subject(
                    "Voice Todo",
                    product.url,
                    lambda: _in_pages(product.url, ours),
                    Request("POST", ("/v1/sync",), ours, body),
                    product.server_pids,
                ),
                Subject(
                    "Voice Todo, compressed",
                    product.url,
                    lambda: _in_pages(product.url, {**ours, "accept-encoding": "gzip"}),
                    None,
                    product.server_pids,
                ),
            ]
            _compare_answers(subjects)
            samples = _rounds(product, subjects)
    _show(samples)


def _rounds(product: Product, subjects: list[Subject]) -> dict[tuple[str, str], list[Sample]]:
    samples: dict[tuple[str, str], list[Sample]] = {}
    for _, subject in pairs(range(ROUNDS), subjects):
        first = _sample(product, subject, lambda subject=subject: _some_first(subject))
        samples.setdefault(("first, 5,000 todos", subject.name), []).append(first)
    for _, subject in pairs(range(ROUNDS), subjects):
        request = subject.following
        if request is not None:
            asked = _sample(product, subject, lambda subject=subject, request=request: _ask(subject.url, request))
            samples.setdefault(("following, 10 changes", subject.name), []).append(asked)
    return samples


def _sample(product: Product, subject: Subject, work: Callable[[], tuple[int, float]]) -> Sample:
    """`work` answers how often it did it, and the milliseconds each took."""
    server, postgres = processes.cpu_seconds(subject.server_pids()), processes.cpu_seconds(product.postgres_pids())
    times, wall_ms = work()
    server = processes.cpu_seconds(subject.server_pids()) - server
    postgres = processes.cpu_seconds(product.postgres_pids()) - postgres
    return Sample(wall_ms, server / times * 1000, postgres / times * 1000)


def _some_first(subject: Subject) -> tuple[int, float]:
    spent: list[float] = []
    for _ in range(FIRST_SYNCS):
        began = time.perf_counter()
        subject.first()
        spent.append((time.perf_counter() - began) * 1000)
    return FIRST_SYNCS, statistics.median(spent)


def _ask(url: str, request: Request) -> tuple[int, float]:
    done = load.apply(url, request, seconds=LOAD_SECONDS)
    if done.refused:
        raise RuntimeError(f"{done.refused} of {done.requests} requests were refused.")
    return done.requests, done.seconds * 1000 * load.CONNECTIONS / done.requests


def _all_at_once(url: str, headers: dict[str, str]) -> int:
    with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
        return len(msgspec.json.decode(client.get("/v1/sync").raise_for_status().content)["todos"])


def _in_pages(url: str, headers: dict[str, str]) -> int:
    return len(_pages(url, headers)[1])


def _pages(url: str, headers: dict[str, str]) -> tuple[str, dict[str, Any]]:
    body: dict[str, Any] = {}
    found: dict[str, Any] = {}
    with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
        while True:
            answer = msgspec.json.decode(client.post("/v1/sync", json=body).raise_for_status().content)
            found |= {todo["id"]: todo for todo in answer["todos"]}
            body = {"sync_token": answer["sync_token"]}
            if not answer["has_more"]:
                return answer["sync_token"], found


def _synced(url: str, member: Member) -> str:
    return _pages(url, member.headers)[0]


def _change(url: str, member: Member, ids: list[str]) -> None:
    with httpx.Client(base_url=url, headers=member.headers, timeout=60) as client:
        for todo_id in ids:
            client.patch(f"/v1/todos/{todo_id}", json={"notes": "the one in the green bottle"}).raise_for_status()


async def _index(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("create index on peer.todos (user_id, updated_at, id); analyze peer.todos")
    finally:
        await connection.close()


def _compare_answers(subjects: list[Subject]) -> None:
    """Everybody must bring all of it, and the same changes."""
    for subject in subjects:
        if (came := subject.first()) != TODOS:
            raise RuntimeError(f"{subject.name} brought {came} todos.")
        if subject.following is not None:
            request = subject.following
            answer = httpx.request(
                request.method, subject.url + request.paths[0], headers=request.headers, content=request.body
            )
            if (came := len(answer.raise_for_status().json()["todos"])) != CHANGED:
                raise RuntimeError(f"{subject.name} brought {came} changes.")


def _show(samples: dict[tuple[str, str], list[Sample]]) -> None:
    rows: list[list[str]] = []
    for (row, name), rounds in samples.items():
        ours, peer = _median(rounds), _median(samples[row, "Express 5, updated_at"])
        figures = [ours.wall_ms, ours.server_ms, ours.postgres_ms]
        ratios = [
            ours.server_ms / peer.server_ms,
            (ours.server_ms + ours.postgres_ms) / (peer.server_ms + peer.postgres_ms),
        ]
        rows.append([f"{row}: {name}", *(f"{each:,.2f}" for each in figures), *(f"{each:.2f}" for each in ratios)])
    table.show(
        "Sync: milliseconds for one client (promise: a first sync of 5,000 todos within 1,000)",
        ["", "ms", "server CPU ms", "PostgreSQL CPU ms", "server / Express", "total / Express"],
        rows,
        notes=NOTES,
    )


def _median(rounds: list[Sample]) -> Sample:
    return Sample(
        *(statistics.median(getattr(sample, field) for sample in rounds) for field in Sample.__struct_fields__)
    )
