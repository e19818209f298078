"""What is counted and digested while it goes by."""

import hashlib
from collections.abc import AsyncGenerator, AsyncIterable

import msgspec

from voicetodo.kit.errors import Malformed, TooLarge


class BlobTooLarge(TooLarge):
    """This file is larger than we accept."""


class DigestMismatch(Malformed):
    """What arrived is not what its digest says. Send the file again."""


class Written(msgspec.Struct, frozen=True):
    """What was put: bytes, and the SHA-256 of them in hexadecimal digits."""

    size: int
    sha256: str


class Intake:
    """Hands on what it is given in pieces of at least `piece_bytes`, the last one excepted, and remembers what it was.

    The last piece comes only once all of it is known to be right.
    """

    def __init__(
        self, chunks: AsyncIterable[bytes], *, max_bytes: int, piece_bytes: int, sha256: str | None = None
    ) -> None:
        self._chunks = chunks
        self._max_bytes = max_bytes
        self._piece_bytes = piece_bytes
        self._expected = sha256
        self._digest = hashlib.sha256()
        self._size = 0

    async def pieces(self) -> AsyncGenerator[bytes]:
        """Raises BlobTooLarge as soon as there is too much, DigestMismatch at the end."""
        waiting = bytearray()
        async for chunk in self._chunks:
            self._size += len(chunk)
            if self._size > self._max_bytes:
                raise BlobTooLarge(f"A file may have at most {self._max_bytes:,} bytes.")
            self._digest.update(chunk)
            waiting += chunk
            if len(waiting) >= self._piece_bytes:
                yield bytes(waiting)
                waiting.clear()
        if self._expected not in (None, self._digest.hexdigest()):
            raise DigestMismatch
        if waiting:
            yield bytes(waiting)

    @property
    def written(self) -> Written:
        return Written(self._size, self._digest.hexdigest())
