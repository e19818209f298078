"""How long a spoken and a typed command take from request to answer, the whole product on one core."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import msgspec

from bench import processes, table
from bench.product import Member, running, sign_up

CLIP = Path(__file__).resolve().parent / "clips" / "living_room_lamp.wav"
CLIP_SECONDS = 2.99
ROUNDS = 3
TEXTS_PER_ROUND = 60
CLIPS_PER_ROUND = 20
#: The product has this core to itself, as far as the machine lets it; the questions come from another.
CORE = "1"

THINGS = ("milk", "bread", "stamps", "batteries", "apples", "soap", "paper", "candles", "rice", "a new lamp")
PHRASES = (
    "buy {} tomorrow at nine",
    "add {} to my shopping list",
    "remind me to order {} every other friday",
    "get {} and call mom on monday, urgent",
    "return {} by next thursday afternoon",
    "ask sarah about {} in two weeks",
)


#: A long list to look through: each of these verbs with each thing for each of these.
VERBS = ("order", "return", "clean", "sort", "pack", "repair", "paint", "label", "photograph", "wrap")
RECIPIENTS = ("the office", "the garden", "grandma", "school", "the trip")
TITLES = tuple(f"{verb} {thing} for {whom}" for verb in VERBS for thing in THINGS for whom in RECIPIENTS)
#: Half of what is said adds something, half is about something on the list.
PHRASES_OF_LIST = ("mark {} as done", "move {} to next friday", "what about {}")


class Answer(msgspec.Struct, frozen=True):
    """Milliseconds: as the client saw it, and as the answer itself accounts for it."""

    client_ms: float
    speech_ms: float
    language_ms: float
    total_ms: float


def measure() -> None:
    """Print the table."""
    texts: list[list[Answer]] = []
    long_list: list[list[Answer]] = []
    clips: list[list[Answer]] = []
    cpu_seconds = 0.0
    with (
        tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder,
        running(Path(folder) / "data", cores=CORE) as product,
        httpx.Client(base_url=product.url) as client,
    ):
        member, busy = sign_up(product.url), sign_up(product.url, "busy")
        fill(client, busy)
        for number in range(3):
            send_text(client, member, _sentence(number))
            send_audio(client, member, CLIP)
        for round_ in range(1, ROUNDS + 1):
            numbers = range(round_ * 1000, round_ * 1000 + TEXTS_PER_ROUND)
            texts.append([send_text(client, member, _sentence(number)) for number in numbers])
            long_list.append([send_text(client, busy, _sentence_of_list(number)) for number in numbers])
            before = processes.cpu_seconds(product.server_pids())
            clips.append([send_audio(client, member, CLIP) for _ in range(CLIPS_PER_ROUND)])
            cpu_seconds += processes.cpu_seconds(product.server_pids()) - before
    _show(texts, long_list, clips, cpu_seconds / (ROUNDS * CLIPS_PER_ROUND * CLIP_SECONDS))


def _show(
    texts: list[list[Answer]], long_list: list[list[Answer]], clips: list[list[Answer]], cpu_per_second: float
) -> None:
    table.show(
        "Voice commands, end to end over HTTP, the whole product on one core (milliseconds)",
        ["command", "p50", "p95", "speech p50", "language p50", "server p50", "promise"],
        [
            _row("text", texts, "p95 < 20"),
            _row(f"text, with {len(TITLES)} open todos", long_list, "p95 < 20"),
            _row(f"audio, {CLIP_SECONDS:.0f} s, a person", clips, "p95 < 500"),
        ],
        notes=[
            f"Medians of {ROUNDS} rounds of {TEXTS_PER_ROUND} texts and {CLIPS_PER_ROUND} clips, one after the other.",
            f"CPU seconds per second of audio, without PostgreSQL: {cpu_per_second:.3f}",
        ],
    )


def fill(client: httpx.Client, member: Member) -> None:
    """Give them a long list."""
    for first in range(0, len(TITLES), 100):
        wishes = [{"op": "create", "title": title} for title in TITLES[first : first + 100]]
        answer = client.post("/v1/todos/batch", json={"operations": wishes}, headers=member.headers, timeout=60)
        answer.raise_for_status()


def send_text(client: httpx.Client, member: Member, sentence: str) -> Answer:
    """Say it in writing."""
    wish = {"text": sentence, "timezone": "Europe/Berlin"}
    return _send(lambda: client.post("/v1/voice/commands", json=wish, headers=member.headers))


def send_audio(client: httpx.Client, member: Member, clip: Path) -> Answer:
    """Say it aloud."""
    files = {"audio": (clip.name, clip.read_bytes(), "audio/wav")}
    wish = {"timezone": "Europe/Berlin"}
    return _send(lambda: client.post("/v1/voice/commands", data=wish, files=files, headers=member.headers, timeout=60))


def _send(ask: Callable[[], httpx.Response]) -> Answer:
    began = time.perf_counter()
    answer = ask()
    client_ms = (time.perf_counter() - began) * 1000
    timings: dict[str, Any] = answer.raise_for_status().json()["timings"]
    return Answer(client_ms, *(float(timings.get(name) or 0) for name in ("speech_ms", "language_ms", "total_ms")))


def _row(name: str, rounds: list[list[Answer]], promise: str) -> list[str]:
    everything = [answer for answers in rounds for answer in answers]
    client = [[answer.client_ms for answer in answers] for answers in rounds]
    middles = [statistics.median(getattr(answer, field) for answer in everything) for field in Answer.__struct_fields__]
    p95 = statistics.median(statistics.quantiles(times, n=20)[18] for times in client)
    return [name, *(f"{value:.1f}" for value in (middles[0], p95, *middles[1:])), promise]


def _sentence(number: int) -> str:
    return PHRASES[number % len(PHRASES)].format(f"{THINGS[number // len(PHRASES) % len(THINGS)]} {number}")


def _sentence_of_list(number: int) -> str:
    if number % 2:
        return _sentence(number)
    return PHRASES_OF_LIST[number // 2 % len(PHRASES_OF_LIST)].format(TITLES[number * 7 % len(TITLES)])
