"""A request's body that is read twice: once to know it, and then by whoever it is for."""

import asyncio
from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import Final, Self

from voicetodo.kit.http.asgi import Message, Receive

#: What is larger lies in a file.
IN_MEMORY_BYTES: Final = 1_000_000
_PIECE_BYTES: Final = 256 * 1024


class Spool:
    """Used within `with`, after which nothing of it is left."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115
        self._size = 0
        self._is_whole = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    async def fill(self, seen: Callable[[bytes], None], *, most: int | None = None) -> bool:
        """Read the body, showing each piece. False where it has more than `most` bytes, and is not read any further."""
        while not self._is_whole:
            message = await self._receive()
            body: bytes = message.get("body", b"")
            self._is_whole = not message.get("more_body", False)
            seen(body)
            self._size += len(body)
            if self._size > IN_MEMORY_BYTES:
                await asyncio.to_thread(self._file.write, body)
            else:
                self._file.write(body)
            if most is not None and self._size > most:
                return False
        return True

    def again(self) -> Receive:
        """A `receive` that tells what was read, and then what comes."""
        self._file.seek(0)
        left = self._size
        is_told = False

        async def receive() -> Message:
            nonlocal left, is_told
            if is_told:
                return await self._receive()
            if self._size > IN_MEMORY_BYTES:
                body = await asyncio.to_thread(self._file.read, _PIECE_BYTES)
            else:
                body = self._file.read()
            left -= len(body)
            is_told = left == 0
            return {"type": "http.request", "body": body, "more_body": not (is_told and self._is_whole)}

        return receive
