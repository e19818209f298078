"""CPU per request of Voice Todo and of an Express server that does the same, on one database server, in one run.

CPU is what the operating system has accounted to the processes while the load ran *and until they were quiet again*:
work that is put off is counted too. Rounds are interleaved, so that a busy moment of the machine meets everybody.
"""

import asyncio
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from itertools import product as pairs
from pathlib import Path

import httpx
import msgspec

from bench import load, processes, questions, table
from bench.load import Request
from bench.peers.express import peer as express
from bench.product import Product, running, sign_up

ROUNDS = 3
WARM_UP_SECONDS = 1
LOAD_SECONDS = 3
SECONDS_BETWEEN_WRITES = 0.25

ROWS = ("get one", "list 50", "create")

NOTES = (
    f"Medians of {ROUNDS} interleaved rounds of {LOAD_SECONDS} s over {load.CONNECTIONS} connections.",
    "Voice Todo with tokens (EdDSA), rate limits, access log to a file, metrics and tracing as by default.",
    "Express with tokens (HS256, jsonwebtoken) and nothing else. Its create writes the same rows in one transaction;",
    "in “bare insert” it writes the todo alone.",
    "“Cache cold” asks for what was not asked since the user's last write, four writes a second.",
)


class Subject(msgspec.Struct, frozen=True):
    """Who is asked, and how."""

    name: str
    url: str
    requests: dict[str, Request]
    server_pids: Callable[[], list[int]]
    #: While a cold subject is asked, its user keeps writing, so that no kept answer stays good.
    writer: Callable[[], None] | None = None


class Sample(msgspec.Struct, frozen=True):
    """One load's worth; microseconds of CPU per request."""

    requests_per_second: float
    server_us: float
    postgres_us: float

    @property
    def total_us(self) -> float:
        return self.server_us + self.postgres_us


def measure() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder, running(Path(folder) / "data") as product:
        alice = sign_up(product.url)
        ids = questions.seed(product.url, alice)
        database_url = express.database_of(product.data_dir)
        asyncio.run(express.copy_tables(database_url, alice.user_id))
        with express.running(database_url, user_id=alice.user_id) as peer:
            subjects = [
                Subject(
                    "Express 5",
                    peer.url,
                    questions.plain(ids, {"authorization": f"Bearer {peer.token}"}),
                    peer.pids,
                ),
                Subject(
                    "Express 5, bare insert",
                    peer.url,
                    {"create": questions.create({"authorization": f"Bearer {peer.token}"}, path="/v1/todos/bare")},
                    peer.pids,
                ),
                Subject(
                    "Voice Todo",
                    product.url,
                    questions.warm(ids, alice.headers),
                    product.server_pids,
                ),
                Subject(
                    "Voice Todo, cache cold",
                    product.url,
                    questions.cold(ids, alice.headers),
                    product.server_pids,
                    writer=questions.writer(product.url, alice, ids[-1]),
                ),
            ]
            _compare_answers(subjects)
            samples = _rounds(product, subjects)
    _show(samples)


def _rounds(product: Product, subjects: list[Subject]) -> dict[tuple[str, str], list[Sample]]:
    samples: dict[tuple[str, str], list[Sample]] = {}
    for _, row, subject in pairs(range(ROUNDS), ROWS, subjects):
        if row in subject.requests:
            samples.setdefault((row, subject.name), []).append(_sample(product, subject, subject.requests[row]))
    return samples


def _sample(product: Product, subject: Subject, request: Request) -> Sample:
    with _writing(subject.writer):
        load.apply(subject.url, request, seconds=WARM_UP_SECONDS)
        _wait_until_quiet(product, subject)
        server, postgres = processes.cpu_seconds(subject.server_pids()), processes.cpu_seconds(product.postgres_pids())
        done = load.apply(subject.url, request, seconds=LOAD_SECONDS)
        _wait_until_quiet(product, subject)
    if done.refused:
        raise RuntimeError(f"{subject.name} refused {done.refused} of {done.requests} requests to {request.paths[0]}")
    server = processes.cpu_seconds(subject.server_pids()) - server
    postgres = processes.cpu_seconds(product.postgres_pids()) - postgres
    return Sample(done.requests_per_second, server / done.requests * 1e6, postgres / done.requests * 1e6)


def _wait_until_quiet(product: Product, subject: Subject, *, within_seconds: float = 15) -> None:
    """Until hardly any CPU is used for a quarter of a second: what was put off has been done."""
    deadline = time.perf_counter() + within_seconds
    while time.perf_counter() < deadline:
        pids = [*subject.server_pids(), *product.postgres_pids()]
        before = processes.cpu_seconds(pids)
        time.sleep(0.25)
        if processes.cpu_seconds(pids) - before <= 0.03:
            return


@contextmanager
def _writing(write: Callable[[], None] | None) -> Generator[None, None, None]:
    if write is None:
        yield
        return
    is_over = threading.Event()

    def keep_writing() -> None:
        while not is_over.wait(SECONDS_BETWEEN_WRITES):
            write()

    thread = threading.Thread(target=keep_writing)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def _compare_answers(subjects: list[Subject]) -> None:
    """Everybody must answer with the same fields, or the comparison is worth nothing."""
    for row in ROWS:
        shapes: dict[str, tuple[str, ...]] = {}
        for subject in subjects:
            request = subject.requests.get(row)
            if request is not None:
                answer = httpx.request(
                    request.method, subject.url + request.paths[0], headers=request.headers, content=request.body
                )
                value = answer.raise_for_status().json()
                todo = value["items"][0] if row == "list 50" else value
                count = len(value["items"]) if row == "list 50" else 1
                shapes[subject.name] = (str(count), *sorted(todo))
        if len(set(shapes.values())) > 1:
            raise RuntimeError(f"The answers to “{row}” differ: {shapes}")


def _show(samples: dict[tuple[str, str], list[Sample]]) -> None:
    rows: list[list[str]] = []
    for row in ROWS:
        peer = _median(samples[row, "Express 5"])
        for (name, subject), rounds in samples.items():
            if name == row:
                ours = _median(rounds)
                figures = [ours.requests_per_second, ours.server_us, ours.postgres_us, ours.total_us]
                ratios = [ours.server_us / peer.server_us, ours.total_us / peer.total_us]
                rows.append(
                    [
                        f"{row}: {subject}",
                        *(f"{value:,.0f}" for value in figures),
                        *(f"{ratio:.2f}" for ratio in ratios),
                    ]
                )
    table.show(
        "HTTP: microseconds of CPU per request (promise: server at most 0.5 of Express)",
        ["", "requests/s", "server µs", "PostgreSQL µs", "total µs", "server / Express", "total / Express"],
        rows,
        notes=NOTES,
    )


def _median(rounds: list[Sample]) -> Sample:
    return Sample(
        *(statistics.median(getattr(sample, field) for sample in rounds) for field in Sample.__struct_fields__)
    )
