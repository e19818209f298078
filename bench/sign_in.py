"""How much somebody who is signed in notices of an attack on the passwords of others.

10,000 wrong guesses against 100 accounts, from 500 addresses, 200 a second: an address that still waits for its answer
guesses later. Quiet rounds and rounds under attack are interleaved, so that a busy moment of the machine meets both;
what is compared is the median of their p95.
"""

import asyncio
import json
import multiprocessing
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from bench import questions, table
from bench.product import Member, running, sign_up

ACCOUNTS = 100
GUESSES = 10_000
ADDRESSES = 500
GUESSES_A_SECOND = 200
ROUNDS = 10
ROUND_SECONDS = GUESSES / GUESSES_A_SECOND / ROUNDS
REQUESTS_A_SECOND = 50
#: A product that has just started is still loading things.
WARM_UP_SECONDS = 3
PROMISE = 1.20

NOTES = (
    f"Medians of {ROUNDS} interleaved rounds of {ROUND_SECONDS:.0f} s, {REQUESTS_A_SECOND} requests a second (create,",
    f"list 50, get one). The attack: {GUESSES:,} guesses in all against {ACCOUNTS} accounts from {ADDRESSES}",
    f"addresses, {GUESSES_A_SECOND} a second.",
)


class Round(msgspec.Struct, frozen=True):
    """Milliseconds of requests of somebody who is signed in."""

    p50: float
    p95: float


def measure() -> None:
    """Print the table."""
    quiet: list[Round] = []
    attacked: list[Round] = []
    answers: Counter[int] = Counter()
    with tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder, running(Path(folder) / "data") as product:
        victims = [sign_up(product.url, f"victim-{number}").email for number in range(ACCOUNTS)]
        alice = sign_up(product.url)
        ids = questions.seed(product.url, alice)
        _ask(product.url, alice, ids, seconds=WARM_UP_SECONDS)
        for number in range(ROUNDS):
            quiet.append(_ask(product.url, alice, ids, seconds=ROUND_SECONDS))
            with _attacking(product.url, victims, first=number * GUESSES // ROUNDS) as answered:
                attacked.append(_ask(product.url, alice, ids, seconds=ROUND_SECONDS))
                answers.update(answered.get(timeout=120))
    _show(quiet, attacked, answers)


def _ask(url: str, member: Member, ids: list[str], *, seconds: float) -> Round:
    """At a steady pace: an answer that is late makes the next ones late too, and that counts."""
    took: list[float] = []
    with httpx.Client(base_url=url, headers=member.headers, timeout=30) as client:
        started = time.perf_counter()
        for number in count():
            due = started + number / REQUESTS_A_SECOND
            if due > started + seconds:
                break
            time.sleep(max(0.0, due - time.perf_counter()))
            match number % 3:
                case 0:
                    answer = client.post("/v1/todos", json={"title": f"todo {number}"})
                case 1:
                    answer = client.get("/v1/todos?limit=50")
                case _:
                    answer = client.get(f"/v1/todos/{ids[number % len(ids)]}")
            answer.raise_for_status()
            took.append((time.perf_counter() - due) * 1000)
    return Round(statistics.median(took), statistics.quantiles(took, n=20)[-1])


@contextmanager
def _attacking(url: str, victims: list[str], *, first: int) -> Generator[Any, None, None]:
    """A queue that holds how often each status was answered, once all guesses were."""
    answered: Any = multiprocessing.Queue()
    attacker = multiprocessing.Process(target=_attack, args=(url, victims, first, answered))
    attacker.start()
    try:
        yield answered
    finally:
        attacker.kill()
        attacker.join()


def _attack(url: str, victims: list[str], first: int, answered: Any) -> None:
    answered.put(asyncio.run(_guess_all(url, victims, first)))


async def _guess_all(url: str, victims: list[str], first: int) -> Counter[int]:
    """Each address has one connection, and guesses in its turn."""
    started = time.perf_counter()
    numbers = range(first, first + GUESSES // ROUNDS)
    # Over all rounds each account is tried from many addresses, and each address tries many accounts.
    guesses = [
        (started + (number - first) / GUESSES_A_SECOND, victims[(number * 7 + number // ADDRESSES) % len(victims)])
        for number in numbers
    ]
    found = await asyncio.gather(*(_guess(url, place, guesses[place::ADDRESSES]) for place in range(ADDRESSES)))
    return sum(found, Counter[int]())


async def _guess(url: str, place: int, guesses: list[tuple[float, str]]) -> Counter[int]:
    to, source = urlsplit(url), (f"127.0.{1 + place // 250}.{2 + place % 250}", 0)
    reader, writer = await asyncio.open_connection(to.hostname, to.port, local_addr=source)
    found: Counter[int] = Counter()
    for due, victim in guesses:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        wish = {"email": victim, "password": f"guess at {due}", "client": "native"}
        body = json.dumps(wish).encode()
        head = f"POST /v1/auth/login HTTP/1.1\r\nhost: {to.netloc}\r\ncontent-type: application/json\r\n"
        writer.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(length)
        found[int(answer[9:12])] += 1
    writer.close()
    return found


def _show(quiet: list[Round], attacked: list[Round], answers: Counter[int]) -> None:
    p50 = [statistics.median(each.p50 for each in rounds) for rounds in (quiet, attacked)]
    p95 = [statistics.median(each.p95 for each in rounds) for rounds in (quiet, attacked)]
    ratio = p95[1] / p95[0]
    table.show(
        f"Somebody signed in, while passwords are guessed (promise: p95 at most {PROMISE:.2f} of that in quiet)",
        ["", "p50 ms", "p95 ms", "p95 of each round"],
        [
            ["quiet", f"{p50[0]:.1f}", f"{p95[0]:.1f}", " ".join(f"{each.p95:.0f}" for each in quiet)],
            ["attacked", f"{p50[1]:.1f}", f"{p95[1]:.1f}", " ".join(f"{each.p95:.0f}" for each in attacked)],
            ["attacked / quiet", f"{p50[1] / p50[0]:.2f}", f"{ratio:.2f}", "kept" if ratio <= PROMISE else "MISSED"],
        ],
        notes=(
            *NOTES,
            "The guesses were answered: "
            + ", ".join(f"{many:,} × {each}" for each, many in sorted(answers.items()))
            + ".",
        ),
    )
