"""Work that takes long, done beside the event loop: in one thread, in turns, so that nobody waits long for anybody."""

import asyncio
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

T = TypeVar("T")

#: One thread, as Python would not do more at once.
_THREAD: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="dav")
_TURN_SECONDS: Final = 0.05


async def in_turns(work: Iterable[T]) -> list[T]:
    """All that `work` yields. After each turn it is somebody else's; who gives up waiting is not worked for on."""
    left, done = iter(work), list[T]()
    while await asyncio.get_running_loop().run_in_executor(_THREAD, _take_turn, left, done):
        pass
    return done


def _take_turn(left: Iterator[T], done: list[T]) -> bool:
    """Whether there is more."""
    until = time.perf_counter() + _TURN_SECONDS
    for each in left:
        done.append(each)
        if time.perf_counter() > until:
            return True
    return False
