"""What a key file holds: keys that open, the one of them that seals, and the root that other secrets follow from.

The file is JSON. One of exactly 32 bytes is the first kind there was: a key, and nothing else.
"""

import hashlib
import secrets
from datetime import datetime
from typing import Annotated, Final

import msgspec
from msgspec.structs import replace

from voicetodo.kit.crypto.envelope import KEY_BYTES

#: Of a SHA-256; enough to tell keys apart, and nobody finds a key by it.
_ID_DIGITS: Final = 12


class FileKey(msgspec.Struct, frozen=True):
    """A key-encryption key. Its id follows from it."""

    key: bytes
    made_at: datetime | None = None

    @property
    def id(self) -> str:
        return "file-" + hashlib.sha256(b"voicetodo.key-id" + self.key).hexdigest()[:_ID_DIGITS]

    def __repr__(self) -> str:
        return f"FileKey({self.id})"


class Ring(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Never empty. `is_moving`: values are on their way to the current key, and some may not have arrived."""

    keys: Annotated[list[FileKey], msgspec.Meta(min_length=1)]
    current: str
    root: bytes
    is_moving: bool = False

    @property
    def sealing(self) -> FileKey:
        return self.find(self.current) or self.keys[0]

    def find(self, key_id: str) -> FileKey | None:
        return next((key for key in self.keys if key.id == key_id), None)

    @property
    def next(self) -> FileKey | None:
        """A key that was added since the one that seals, and waits for its turn."""
        newest = self.keys[-1]
        return None if newest.id == self.current else newest

    def having(self, key: FileKey) -> "Ring":
        """It opens; the one that seals stays."""
        return replace(self, keys=[*self.keys, key])

    def turned(self) -> "Ring":
        """The newest key seals from now on; the others still open."""
        return replace(self, current=self.keys[-1].id, is_moving=True)

    def without(self, key_id: str) -> "Ring":
        return replace(self, keys=[key for key in self.keys if key.id != key_id])

    def __repr__(self) -> str:
        return f"Ring({self.keys})"


def new_ring(at: datetime) -> Ring:
    key = FileKey(secrets.token_bytes(KEY_BYTES), at)
    return Ring([key], key.id, secrets.token_bytes(KEY_BYTES))


def ring_of(key: bytes) -> Ring:
    """Of the first kind. Raises ValueError."""
    if len(key) != KEY_BYTES:
        raise ValueError(f"A key must have {KEY_BYTES} bytes.")
    only = FileKey(key)
    return Ring([only], only.id, root=key)


def read_ring(content: bytes) -> Ring:
    """Raises ValueError, which tells nothing of what stands there."""
    if len(content) == KEY_BYTES:
        return ring_of(content)
    try:
        ring = msgspec.json.decode(content.strip(), type=Ring)
    except (msgspec.ValidationError, msgspec.DecodeError):
        raise ValueError("it is no ring of keys") from None
    if any(len(secret) != KEY_BYTES for secret in (ring.root, *(key.key for key in ring.keys))):
        raise ValueError(f"its keys must have {KEY_BYTES} bytes each")
    if ring.find(ring.current) is None:
        raise ValueError("the key that shall seal is not in it")
    return ring


def written(ring: Ring) -> bytes:
    return msgspec.json.format(msgspec.json.encode(ring)) + b"\n"
