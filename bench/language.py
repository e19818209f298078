"""Microseconds of CPU per utterance, beside dateparser where it is installed.

    cd server && .venv/bin/python ../bench/language.py

The sentences are our golden corpus; the context holds 500 open todos and 50 lists. CPU time of this process, one
thread.
"""

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path

SERVER = Path(__file__).parent.parent / "server"
sys.path.insert(0, str(SERVER))

from tests.language.golden_cases import golden_cases  # noqa: E402 - the path has to be set first

from voicetodo.language import interpret  # noqa: E402
from voicetodo.language.interpretation import Context, KnownTask, Named  # noqa: E402
from voicetodo.language.time import find_times  # noqa: E402

NOW = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - local by contract
VERBS = ("call", "buy", "fix", "review", "send", "plan", "book", "clean", "write", "order")
THINGS = ("invoice", "garden", "kitchen", "report", "budget", "flight", "present", "contract", "bicycle", "passport")
PEOPLE = ("Anna", "Bob", "Carla", "Dmitri", "Erin", "Farid", "Grace", "Hugo", "Ines", "Jonas")


def big_context() -> Context:
    """500 open todos with plausible names and 50 lists, the same at every run."""
    dice = random.Random(7)
    tasks = tuple(
        KnownTask(
            f"t{number}", f"{dice.choice(VERBS)} {dice.choice(THINGS)} for {dice.choice(PEOPLE)} {number}".capitalize()
        )
        for number in range(500)
    )
    return Context(tasks=tasks, lists=tuple(Named(f"l{number}", f"List {number}") for number in range(50)))


def measure(work: Callable[[str], object], sentences: list[str], rounds: int = 5) -> tuple[float, float, float]:
    """Median, 99th percentile and mean in microseconds of CPU."""
    for sentence in sentences:
        work(sentence)
    spent: list[float] = []
    for _ in range(rounds):
        for sentence in sentences:
            started = time.process_time_ns()
            work(sentence)
            spent.append((time.process_time_ns() - started) / 1000)
    spent.sort()
    return statistics.median(spent), spent[int(len(spent) * 0.99)], statistics.fmean(spent)


def import_milliseconds() -> float:
    """CPU time to import the engine in a new interpreter, its own start taken away; the best of three."""
    code = (
        "import time; a = time.process_time(); from voicetodo.language import interpret; print(time.process_time() - a)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], cwd=SERVER, capture_output=True, text=True, check=True)
        for _ in range(3)
    ]
    return min(float(run.stdout) for run in runs) * 1000


def main() -> None:
    """Prints one line per contestant, or JSON with --json."""
    sentences = [case["say"] for _, case in golden_cases()]
    context = big_context()
    ramble = (
        "so i need to call the dentist about the tooth that hurts and maybe on tuesday buy some milk, you know, " * 60
    )[:5000]
    rows: dict[str, tuple[float, float, float]] = {
        "interpret, 500 todos": measure(lambda text: interpret(text, NOW, "UTC", context), sentences),
        "interpret, nothing known": measure(lambda text: interpret(text, NOW, "UTC"), sentences),
        "find_times alone": measure(lambda text: find_times(text, NOW), sentences),
        "interpret, 5,000 characters": measure(lambda text: interpret(text, NOW, "UTC", context), [ramble]),
    }
    try:
        search_dates = import_module("dateparser.search").search_dates  # a peer, not a dependency
    except ImportError:
        pass
    else:
        rows["dateparser.search_dates"] = measure(
            lambda text: search_dates(text, languages=["en"]), sentences, rounds=1
        )
    milliseconds = import_milliseconds()
    if "--json" in sys.argv:
        print(json.dumps({"import_ms": milliseconds, "us": rows}))
        return
    print(f"{len(sentences)} sentences; import {milliseconds:.0f} ms; microseconds of CPU per text")
    print(f"{'':30}{'median':>10}{'p99':>10}{'mean':>10}")
    for name, (median, worst, mean) in rows.items():
        print(f"{name:30}{median:10.0f}{worst:10.0f}{mean:10.0f}")


if __name__ == "__main__":
    main()
