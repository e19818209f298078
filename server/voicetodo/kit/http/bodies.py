"""Bodies of requests: no larger than allowed, and whole."""

import asyncio
from contextlib import suppress
from typing import Final

from voicetodo.kit.errors import DomainError, Malformed, TooLarge
from voicetodo.kit.http.asgi import Message, Receive
from voicetodo.kit.http.deadline import Progress

_DISCARD_BYTES: Final = 64_000_000
_DISCARD_SECONDS: Final = 10.0


class Interrupted(Malformed):
    """The connection was closed before the whole request had come."""


def too_large(max_bytes: int) -> DomainError:
    return TooLarge(f"A request may hold at most {max_bytes:,} bytes.", headers={"Connection": "close"})


def bounded(receive: Receive, max_bytes: int, progress: Progress) -> Receive:
    """A `receive` that raises TooLarge beyond `max_bytes`, and Interrupted where the client leaves before the end."""
    left, is_whole = max_bytes, False

    async def counted() -> Message:
        nonlocal left, is_whole
        message = await receive()
        if message["type"] == "http.request":
            left -= len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if not is_whole:
                progress.move(len(message.get("body", b"")))
        elif not is_whole:
            raise Interrupted
        if left < 0:
            if not is_whole:
                await discard(receive)
            raise too_large(max_bytes)
        return message

    return counted


async def discard(receive: Receive) -> None:
    """Read on for a while: a client that is still sending hears a refusal only when it has finished."""
    left = _DISCARD_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(_DISCARD_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
