"""Waiting for what becomes so by itself, in the loop that does it."""

import asyncio
from collections.abc import Callable


async def until(is_so: Callable[[], bool], *, within_seconds: float) -> None:
    async with asyncio.timeout(within_seconds):
        while not is_so():  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.01)
