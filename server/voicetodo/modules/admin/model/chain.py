"""How entries of the audit log hold together: each has a hash of itself and of the hash before (SHA-256).

What is hashed is written as RFC 8785 has it (JSON Canonicalization Scheme), without what is not there. From where
somebody acted stands apart, under a salted digest: it can be erased, and the chain holds all the same.
"""

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit.actor import Role
from voicetodo.kit.audit.audited import Result

#: What stands before the first entry.
START: Final = bytes(32)

# Texts and whole numbers are all there is: for these the two agree.
_canonical: Final = msgspec.json.Encoder(order="sorted")


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept for good. None of it was typed by a person."""

    seq: int
    event_id: UUID
    at: datetime
    action: str
    result: Result
    role: Role
    actor_id: UUID | None
    credential_id: UUID | None
    object_kind: str
    object_id: str | None
    owner_id: UUID | None
    facts: dict[str, str]
    origin_digest: bytes | None


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """From where somebody acted, until it is erased."""

    salt: bytes
    address: str
    user_agent: str
    request_id: str | None


class Link(msgspec.Struct, frozen=True):
    """An entry in its place. `origin` is None where there never was one, and where it was erased."""

    entry: Entry
    hash: bytes
    origin: Origin | None


class Head(msgspec.Struct, frozen=True):
    """How far a log has come: its last entry, and that entry's hash, which stands for all before it too."""

    seq: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash.hex()}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """Raises ValueError for what is not written like this."""
        seq, _, digest = text.strip().partition(":")
        head = cls(int(seq), bytes.fromhex(digest))
        if len(head.hash) != len(START) or head.seq < 0:
            raise ValueError(text)
        return head

    def sealed(self, key: bytes) -> bytes:
        """What nobody can write who only has the database."""
        return hmac.digest(key, str(self).encode(), hashlib.sha256)


NOTHING: Final = Head(0, START)


def linked(entry: Entry, origin: Origin | None, before: bytes) -> Link:
    """The entry after the one with the hash `before`."""
    return Link(entry, entry_hash(entry, before), origin)


def entry_hash(entry: Entry, before: bytes) -> bytes:
    written: dict[str, Any] = msgspec.structs.asdict(entry)
    written["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    written["origin_digest"] = entry.origin_digest.hex() if entry.origin_digest else None
    present = {name: value for name, value in written.items() if value is not None}
    return hashlib.sha256(before + _canonical.encode(present)).digest()


def origin_digest(origin: Origin) -> bytes:
    """Tells nothing of the origin once the salt is gone."""
    words = [origin.address, origin.user_agent, origin.request_id or ""]
    return hashlib.sha256(origin.salt + _canonical.encode(words)).digest()
