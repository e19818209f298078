"""Text that was made to take long takes no longer than its length: twice as much of it, about twice the time.

Ratios are measured, not times, and of CPU time: a machine that is busy measures the same.
"""

import math
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from voicetodo.kit.errors import DomainError
from voicetodo.kit.telemetry.masking import masked
from voicetodo.language import interpret
from voicetodo.modules.auth.model.accounts import clean_email
from voicetodo.modules.auth.service.breached_passwords import refuse_breached
from voicetodo.modules.todo.filtering.parser import parse

#: What quadratic work would reach is 4; between it and what is in proportion stands a wide margin for noise.
MOST: Final = 3.2
#: What takes less than this in all is no danger, whatever its ratio.
NOTHING_SECONDS: Final = 0.02
ROUNDS: Final = 12
NOW: Final = datetime(2026, 1, 7, 9, tzinfo=UTC)

SAID: Final[dict[str, Callable[[int], str]]] = {
    "one word": lambda n: "a" * n,
    "blanks": lambda n: "add " + " " * n + "x",
    "and": lambda n: "add a and " * (n // 10),
    "every": lambda n: "every " * (n // 6),
    "days": lambda n: "tomorrow monday " * (n // 16),
    "numbers": lambda n: "1" * n,
    "times": lambda n: "12:12:" * (n // 6),
    "hashes": lambda n: "#" * n,
    "brackets": lambda n: "{" * n,
    "dots": lambda n: "." * n,
    "hyphens": lambda n: "to-" * (n // 3),
}
ASKED: Final[dict[str, Callable[[int], str]]] = {
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "not": lambda n: "!" * n,
    "and": lambda n: "p1 & " * (n // 5) + "p1",
    "or": lambda n: "p1 | " * (n // 5) + "p1",
    "stars": lambda n: "#" + "*" * (n - 1),
    "escapes": lambda n: "search: " + "\\" * n,
    "quotes": lambda n: '"' * n,
    "blanks": lambda n: " " * n + "p1",
    "dates": lambda n: "due before: " + "1" * n,
}


def interpreted(text: str) -> object:
    return interpret(text, NOW, "Europe/Berlin")


@pytest.mark.parametrize("kind", SAID)
def test_what_is_said(kind: str) -> None:
    # a command holds 2,000 characters at most
    _check(interpreted, SAID[kind], 1_000)


@pytest.mark.parametrize("kind", ASKED)
def test_what_a_filter_asks(kind: str) -> None:
    _check(parse, ASKED[kind], 1_000)


@pytest.mark.parametrize("kind", ["a" * 2, "a.", "@", "a@", "é", ".@", "-"])
def test_an_address(kind: str) -> None:
    _check(clean_email, lambda n: kind * n + "@example.org", 20_000)


def test_a_line_of_the_log() -> None:
    for kind in ("a@", "eyJ.", "Bearer ", "vtp_", "a.a@a."):
        _check(lambda text: masked({"event": text}), lambda n, kind=kind: kind * n, 5_000)


def test_a_password() -> None:
    _check(refuse_breached, lambda n: "a1" * n, 2_000)


def test_what_grows_faster_is_seen() -> None:
    def quadratic(text: str) -> int:
        return sum(text.count(each) for each in text)

    with pytest.raises(AssertionError, match="grew"):
        _check(quadratic, lambda n: "ab" * n, 6_000)


def _check(work: Callable[[str], Any], text: Callable[[int], str], size: int) -> None:
    """The least of some: what else happened only adds to it. What does grow stays so, however often it is tried."""
    texts = text(size), text(2 * size)
    one = two = math.inf
    for _ in range(ROUNDS):
        one, two = min(one, _once(work, texts[0])), min(two, _once(work, texts[1]))
        if two < NOTHING_SECONDS or two / one < MOST:
            return
    raise AssertionError(f"grew {two / one:.1f} times, to {two:.3f} s")


def _once(work: Callable[[str], Any], text: str) -> float:
    started = time.thread_time()
    with suppress(ValueError, DomainError):  # refused: that took its time as well
        work(text)
    return time.thread_time() - started
