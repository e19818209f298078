"""Documents on their way into an index, several by one request."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec

#: Servers refuse requests of more than 10 MB on the smallest machines that are let.
MAX_BYTES: Final = 4_000_000


class Write(msgspec.Struct, frozen=True):
    """A document as it shall be, or, without one, its removal.

    Only what is newer counts: where the index knows this or a higher `version` of `id`, the write changes nothing.
    """

    id: str
    version: int
    #: Documents with the same one lie together, and are found by one part of the server.
    routing: str
    document: bytes | None = None


def bodies(writes: Sequence[Write]) -> Iterator[bytes]:
    """As requests of no more than `MAX_BYTES`, unless a single document is larger."""
    parts: list[bytes] = []
    size = 0
    for write in writes:
        part = _lines(write)
        if parts and size + len(part) > MAX_BYTES:
            yield b"".join(parts)
            parts, size = [], 0
        parts.append(part)
        size += len(part)
    if parts:
        yield b"".join(parts)


def _lines(write: Write) -> bytes:
    about: dict[str, Any] = {
        "_id": write.id,
        "version": write.version,
        "version_type": "external",
        "routing": write.routing,
    }
    if write.document is None:
        return msgspec.json.encode({"delete": about}) + b"\n"
    return msgspec.json.encode({"index": about}) + b"\n" + write.document + b"\n"
