"""How quick, how heavy and how right the embedded speech engine is. Prints a table.

    server/.venv/bin/python bench/speech.py            (for one core: taskset -c 0 …)

Every clip is heard `--rounds` times through the pool, one after another, as a server would do it. `loop p99` is how
late the server's event loop woke up meanwhile; the last line shows the same work done in a thread of the server.
"""

import argparse
import asyncio
import csv
import os
import re
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from voicetodo.speech import Transcript, ensure_model, open_pool
from voicetodo.speech.recogniser import Recogniser
from voicetodo.speech.registry import open_engine

CLIPS = Path(__file__).parents[1] / "server" / "tests" / "speech" / "clips"
Hear = Callable[[bytes], Awaitable[Transcript]]


async def run(models_dir: Path, rounds: int) -> None:
    """Measure and print."""
    ensure_model(models_dir, progress=print)
    pool = open_pool(models_dir=models_dir)
    began = time.perf_counter()
    await pool.start()
    while not pool.is_ready:
        await asyncio.sleep(0.005)
    loaded = time.perf_counter() - began
    idle = [memory(pid) for pid in pool.worker_pids]
    print(f"ready after {loaded:.2f} s; memory idle: worker {idle[0]} MB, server side {memory(os.getpid())} MB\n")
    print(f"{'clips':<22}{'p50 ms':>8}{'p95 ms':>8}{'max ms':>8}{'CPU s/s':>9}{'WER %':>8}{'loop p99 ms':>13}")
    try:
        for label, clips in groups().items():
            await measure(label, clips, pool.transcribe, rounds)
        print(f"\nmemory after: worker {memory(pool.worker_pids[0])} MB, peak {peak(pool.worker_pids[0])} MB")
    finally:
        await pool.stop()
    recogniser = Recogniser(open_engine("moonshine-base", models_dir=models_dir))
    recogniser.load()
    await measure(
        "in a thread instead", groups()["2-4 s"], lambda a: asyncio.to_thread(recogniser.transcribe, a), rounds
    )


async def measure(label: str, clips: list[tuple[bytes, str]], hear: Hear, rounds: int) -> None:
    """Hear every clip `rounds` times and print one line."""
    walls: list[float] = []
    cpu = audio = 0.0
    errors = words = 0
    late: list[float] = []
    watch = asyncio.create_task(watch_loop(late))
    for _ in range(rounds):
        for sound, said in clips:
            began = time.perf_counter()
            heard = await hear(sound)
            walls.append((time.perf_counter() - began) * 1000)
            cpu, audio = cpu + heard.seconds_cpu, audio + heard.seconds_audio
            errors += count_errors(said, heard.text)
            words += len(split_words(said))
    watch.cancel()
    cuts = statistics.quantiles(walls, n=20)
    print(
        f"{label:<22}{statistics.median(walls):>8.0f}{cuts[18]:>8.0f}{max(walls):>8.0f}{cpu / audio:>9.3f}"
        f"{100 * errors / words:>8.1f}{statistics.quantiles(late, n=100)[98]:>13.1f}"
    )


async def watch_loop(late: list[float]) -> None:
    """Ask to be woken every 2 ms; note how late that was, in ms."""
    while True:
        due = time.perf_counter() + 0.002
        await asyncio.sleep(0.002)
        late.append((time.perf_counter() - due) * 1000)


def groups() -> dict[str, list[tuple[bytes, str]]]:
    """Recordings and their words: by people, by a synthesiser, and those as long as a usual command."""
    people, todo = read_clips(CLIPS), read_clips(CLIPS / "todo")
    usual = [clip for clip in people + todo if 2 * 32_000 <= len(clip[0]) <= 4 * 32_000]
    return {"people (0.6-11 s)": people, "todo commands": todo, "2-4 s": usual}


def read_clips(folder: Path) -> list[tuple[bytes, str]]:
    """Recordings of `folder` with their words."""
    with (folder / "transcripts.tsv").open(newline="") as lines:
        rows = [row for row in csv.reader(lines, delimiter="\t") if row[0] != "file"]
    return [((folder / row[0]).read_bytes(), row[1]) for row in rows]


def split_words(text: str) -> list[str]:
    """Words as they sound: without case, hyphens and punctuation."""
    spoken = text.lower().replace("-", " ").replace("mr.", "mister")
    return re.sub(r"[^a-z0-9' ]", " ", spoken).split()


def count_errors(said: str, heard: str) -> int:
    """Words to insert, delete or replace to turn one into the other (Levenshtein)."""
    left, right = split_words(said), split_words(heard)
    row = list(range(len(right) + 1))
    for count, word in enumerate(left, 1):
        above, row = row, [count]
        for column, other in enumerate(right, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (word != other)))
    return row[-1]


def memory(pid: int) -> int:
    """Resident memory now, in MB."""
    return _status(pid, "VmRSS")


def peak(pid: int) -> int:
    """The most resident memory so far, in MB."""
    return _status(pid, "VmHWM")


def _status(pid: int, field: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split(f"{field}:")[1].split()[0]) // 1024


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--models-dir", type=Path, default=Path("~/.cache/voicetodo/models").expanduser())
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    asyncio.run(run(given.models_dir, given.rounds))
