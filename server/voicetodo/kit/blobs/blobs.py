"""Blobs under keys: written whole or not at all, read from any place, listed by the beginning of their keys."""

import asyncio
import hashlib
import re
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Generator
from contextlib import aclosing, contextmanager, suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from voicetodo.kit.blobs.intake import Intake, Written
from voicetodo.kit.blobs.leftovers import remove_leftovers
from voicetodo.kit.errors import NotFound, Unavailable
from voicetodo.kit.telemetry.logs import logger

if TYPE_CHECKING:
    from obstore.store import ObjectStore

#: Buckets take no smaller parts. What is smaller as a whole is one request.
_PIECE_BYTES: Final = 5 * 1024 * 1024
_READ_BYTES: Final = 256 * 1024
#: Parts of one blob on their way at once; each is held in memory.
_PARTS_AT_ONCE: Final = 2
_KEY: Final = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")
_log: Final = logger("blobs")


class BlobMissing(NotFound):
    """This file is not there any more."""


class BlobDamaged(Unavailable):
    """This file is not what was once put there."""


class BlobsUnavailable(Unavailable):
    """Files cannot be reached just now. Try again in a moment."""


class Listed(msgspec.Struct, frozen=True):
    """A blob that is there, and since when."""

    key: str
    size: int
    written_at: datetime


class Blobs:
    """Every verb raises BlobsUnavailable where the store does not answer, or not to us.

    Keys are words of lower-case letters, digits and hyphens, with slashes between: never what a person typed.
    """

    def __init__(self, opening: "Callable[[], ObjectStore]", *, folder: Path | None = None) -> None:
        """`opening` is called at first use. `folder` is where blobs lie, if that is on this machine."""
        self._opening = opening
        self._folder = folder

    async def put(
        self, key: str, chunks: AsyncIterable[bytes], *, max_bytes: int, sha256: str | None = None
    ) -> Written:
        """Nobody sees half of it: where `chunks` raises, or this process dies, nothing stands under the key.

        Raises BlobTooLarge, DigestMismatch, and what `chunks` raises.
        """
        import obstore  # noqa: PLC0415 - 15 MB that a process without blobs does not need

        intake = Intake(chunks, max_bytes=max_bytes, piece_bytes=_PIECE_BYTES, sha256=sha256)
        async with aclosing(intake.pieces()) as pieces:
            first = await anext(pieces, b"")
            with _told(key):
                if len(first) < _PIECE_BYTES:
                    await obstore.put_async(self._store, _checked(key), first)
                else:
                    await obstore.put_async(
                        self._store,
                        _checked(key),
                        _chain(first, pieces),
                        use_multipart=True,
                        chunk_size=_PIECE_BYTES,
                        max_concurrency=_PARTS_AT_ONCE,
                    )
        return intake.written

    async def read(
        self, key: str, *, start: int = 0, end: int | None = None, sha256: str | None = None
    ) -> AsyncIterator[bytes]:
        """The bytes from `start` to before `end`, which must not be empty; or all of them, checked against `sha256`.

        Raises BlobMissing at once; BlobDamaged instead of the last chunk.
        """
        import obstore  # noqa: PLC0415 - the same

        with _told(key):
            if end is not None:
                found = await obstore.get_async(self._store, _checked(key), options={"range": (start, end)})
            elif start:
                found = await obstore.get_async(self._store, _checked(key), options={"range": {"offset": start}})
            else:
                found = await obstore.get_async(self._store, _checked(key))
            stream = found.stream(_READ_BYTES)
        chunks = _reading(key, stream)
        return chunks if sha256 is None else _verified(key, chunks, sha256)

    async def delete(self, key: str) -> None:
        """What is not there may be deleted as well."""
        import obstore  # noqa: PLC0415 - the same

        with suppress(BlobMissing), _told(key):
            await obstore.delete_async(self._store, _checked(key))

    async def list_all(self, prefix: str) -> AsyncGenerator[Listed]:
        """What lies below `prefix`, which is the first words of keys, whole."""
        import obstore  # noqa: PLC0415 - the same

        with _told(prefix):
            async for page in obstore.list(self._store, _checked(prefix)):  # pyright: ignore[reportUnknownMemberType] - only pages of Arrow have no types
                for each in page:
                    yield Listed(each["path"], each["size"], each["last_modified"])

    async def sweep(self, *, before: datetime) -> int:
        """Remove what processes that died before then left half written. How many there were.

        A bucket does that by itself, where it has a rule for incomplete uploads.
        """
        if self._folder is None:
            return 0
        return await asyncio.to_thread(remove_leftovers, self._folder, before)

    @cached_property
    def _store(self) -> "ObjectStore":
        return self._opening()


@contextmanager
def _told(key: str) -> Generator[None]:
    """Problems of the store in our words."""
    from obstore.exceptions import BaseError  # noqa: PLC0415 - the same

    try:
        yield
    except FileNotFoundError as error:
        raise BlobMissing from error
    except (BaseError, OSError) as error:
        # The first line says what; those after it may hold what the store answered.
        _log.warning("blob_store_failed", key=key, error=str(error).partition("\n")[0][:300])
        raise BlobsUnavailable(headers={"Retry-After": "5"}) from error


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise ValueError(f"no key of a blob: {key!r}")
    return key


async def _chain(first: bytes, others: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    yield first
    async for each in others:
        yield each


async def _reading(key: str, stream: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    with _told(key):
        async for chunk in stream:
            yield bytes(chunk)


async def _verified(key: str, chunks: AsyncIterable[bytes], sha256: str) -> AsyncGenerator[bytes]:
    digest, last = hashlib.sha256(), b""
    async for chunk in chunks:
        if last:
            yield last
        digest.update(chunk)
        last = chunk
    if digest.hexdigest() != sha256:
        _log.error("blob_damaged", key=key)
        raise BlobDamaged
    if last:
        yield last
