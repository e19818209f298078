"""Key-encryption keys, wherever they are kept."""

from typing import Protocol

import msgspec

from voicetodo.kit.errors import Unavailable


class KeysUnavailable(Unavailable):
    """The service that keeps our keys does not answer just now. Try again in a moment."""


class DataKey(msgspec.Struct, frozen=True):
    """A key of 32 bytes that content is encrypted with, and the same one wrapped, as it lies beside the content."""

    key_id: str
    plain: bytes
    wrapped: bytes

    def __repr__(self) -> str:
        return f"DataKey({self.key_id})"


class Keys(Protocol):
    """Wraps and unwraps data keys. `purpose` must be the same for both."""

    async def current(self) -> str:
        """The id of the key that wraps."""
        ...

    async def has(self, key_id: str) -> bool:
        """Whether it can unwrap what that key has wrapped."""
        ...

    async def ids(self) -> list[str]:
        """All of them, the current one first."""
        ...

    async def new_data_key(self, purpose: str) -> DataKey:
        """Raises KeysUnavailable."""
        ...

    async def unwrap(self, key_id: str, wrapped: bytes, purpose: str) -> bytes:
        """The data key. Raises Broken, KeysUnavailable."""
        ...

    async def stop(self) -> None: ...
