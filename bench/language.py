"""Microseconds of CPU per utterance, beside chrono-node and dateparser on the same sentences in the same run.

The sentences are our golden corpus; the context holds 500 open todos and 50 lists. CPU time of one process, one thread.
The peers find dates only; we read the whole request. `make bench-language` sets the peers up first.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

SERVER = Path(__file__).parent.parent / "server"
PEERS = Path(__file__).parent / "peers"
sys.path.insert(0, str(SERVER))

from tests.language.golden_cases import golden_cases  # noqa: E402 - the path has to be set first

from bench import table  # noqa: E402 - the same
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
    return figures(spent, len(sentences))


def figures(spent: list[float], count: int) -> tuple[float, float, float]:
    """Over `count` sentences, measured round after round: of each its best round, as the others tell of the machine."""
    best = sorted(min(spent[nth::count]) for nth in range(count))
    return statistics.median(best), best[int(len(best) * 0.99)], statistics.fmean(best)


def of_peer(command: list[str], sentences: list[str], *, rounds: int) -> tuple[float, float, float]:
    """The same figures of another program, which reads the sentences and measures itself."""
    question = json.dumps({"now": NOW.isoformat(), "texts": sentences, "rounds": rounds})
    answer = subprocess.run(command, input=question, capture_output=True, text=True, check=True).stdout
    return figures(json.loads(answer)["us"], len(sentences))


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
    """Print the table."""
    sentences = [case["say"] for _, case in golden_cases()]
    context = big_context()
    ramble = (
        "so i need to call the dentist about the tooth that hurts and maybe on tuesday buy some milk, you know, " * 60
    )[:5000]
    rows: dict[str, tuple[float, float, float]] = {
        "interpret, 500 todos and 50 lists": measure(lambda text: interpret(text, NOW, "UTC", context), sentences),
        "interpret, nothing known": measure(lambda text: interpret(text, NOW, "UTC"), sentences),
        "find_times alone": measure(lambda text: find_times(text, NOW), sentences),
        "chrono-node, dates alone": of_peer(["node", str(PEERS / "chrono" / "peer.mjs")], sentences, rounds=3),
        "dateparser, dates alone": of_peer(
            [os.environ["VOICETODO_DATEPARSER_PYTHON"], str(PEERS / "dateparser" / "peer.py")], sentences, rounds=2
        ),
        "interpret, 5,000 characters": measure(lambda text: interpret(text, NOW, "UTC", context), [ramble]),
    }
    table.show(
        "Language: microseconds of CPU per text (promise: median at most 1,000, p99 5,000; 5,000 characters 100,000)",
        ["", "median", "p99", "mean"],
        [[name, *(f"{value:,.0f}" for value in values)] for name, values in rows.items()],
        notes=[
            f"{len(sentences)} sentences of our golden corpus; of each the best of its rounds.",
            f"Import of the engine in a new interpreter: {import_milliseconds():.0f} ms (promise: 150).",
        ],
    )


if __name__ == "__main__":
    main()
