"""How long an answer may be waited for. A deadline covers everything asked beneath it, across processes too."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

DEFAULT_SECONDS: Final = 5.0
#: What is left of the caller's patience, in whole milliseconds; relative, as clocks of machines differ.
HEADER: Final = "x-deadline-ms"

_at: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def within(seconds: float) -> Generator[None]:
    """Questions asked in this block must be answered within `seconds`; an outer, nearer deadline stays in force."""
    moment = asyncio.get_running_loop().time() + seconds
    outer = _at.get()
    token = _at.set(moment if outer is None else min(moment, outer))
    try:
        yield
    finally:
        _at.reset(token)


def find_deadline() -> float | None:
    """The loop's time at which the current question is given up, if one was set."""
    return _at.get()


def remaining_seconds() -> float:
    """What is left of the deadline in force, or the default."""
    at = _at.get()
    return DEFAULT_SECONDS if at is None else at - asyncio.get_running_loop().time()
