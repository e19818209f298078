"""Entries become an archive as their bytes come: nothing of it is held but the pieces on their way."""

import asyncio
import zipfile
from collections.abc import AsyncGenerator, AsyncIterable
from datetime import UTC, datetime
from typing import Final

import msgspec

#: The first year that an entry can have been written in.
_FIRST: Final = (1980, 1, 1, 0, 0, 0)
_READ_BY_OWNER: Final = 0o100600 << 16


class Entry(msgspec.Struct, frozen=True):
    """A file of the archive, of less than 2 GiB unless it `may_be_large`, which a few old programs cannot open.

    What is packed already, as pictures are, need not be compressed.
    """

    name: str
    chunks: AsyncIterable[bytes]
    written_at: datetime | None = None
    is_compressed: bool = True
    may_be_large: bool = False


async def zipped(entries: AsyncIterable[Entry]) -> AsyncGenerator[bytes]:
    """One entry after the other, then the directory, without which no program opens it: where this raises, or is not
    followed to its end, the archive is broken and seen to be.

    Raises ValueError for a name that stands for two entries, or leads out of the folder an archive is unpacked into.
    """
    out, names = _Out(), set[str]()
    with zipfile.ZipFile(out, "w") as archive:
        async for entry in entries:
            if entry.name in names or _leads_out(entry.name):
                raise ValueError(f"no name of an entry: {entry.name!r}")
            names.add(entry.name)
            with archive.open(_info(entry), "w", force_zip64=entry.may_be_large) as place:
                async for chunk in entry.chunks:
                    if entry.is_compressed:
                        await asyncio.to_thread(place.write, chunk)
                    else:
                        place.write(chunk)
                    if piece := out.taken():
                        yield piece
            if piece := out.taken():
                yield piece
    yield out.taken()


def _leads_out(name: str) -> bool:
    return "\\" in name or bool({"", ".", ".."} & set(name.split("/")))


def _info(entry: Entry) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(entry.name, _moment(entry.written_at))
    info.compress_type = zipfile.ZIP_DEFLATED if entry.is_compressed else zipfile.ZIP_STORED
    info.external_attr = _READ_BY_OWNER
    return info


def _moment(at: datetime | None) -> tuple[int, int, int, int, int, int]:
    if at is None or not 1980 <= at.year < 2108:
        return _FIRST
    utc = at.astimezone(UTC)
    return utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second


class _Out:
    """Where the archive is written to: it can only go on, and what was written is taken away."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def write(self, data: bytes) -> int:
        self._waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is left open."""

    def taken(self) -> bytes:
        """All since it was last asked."""
        piece = bytes(self._waiting)
        self._waiting.clear()
        return piece
