"""Envelope encryption: each thing sealed has a data key of its own, which travels with it, wrapped by a key of ours.

That key wraps random keys only, and can be kept elsewhere or replaced without reading what was sealed.
"""

from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from voicetodo.kit.crypto import envelope
from voicetodo.kit.crypto.envelope import FIRST, KEY_BYTES, Broken, decrypt, encrypt, head_of
from voicetodo.kit.crypto.key_file import KeyFile
from voicetodo.kit.crypto.keys import Keys
from voicetodo.kit.crypto.place import Place
from voicetodo.kit.crypto.ring import ring_of

_UNKNOWN: Final = "Sealed under a key that is not here."


class UnknownPlace(RuntimeError):
    """Something was to be sealed where nobody would find it again once keys change: register the place first."""


class Seal:
    """Seals and opens bytes. `at` must be the same for both, so that one secret cannot pass for another.

    `keys` seal; those of the file always open, and so what was sealed before others came stays readable.
    """

    def __init__(self, file: KeyFile, keys: Keys | None = None) -> None:
        self.file = file
        self.keys: Keys = keys or file
        self._all: list[Keys] = [self.keys] if keys is None else [keys, file]
        self._purposes: set[str] = set()

    @classmethod
    def from_file(cls, path: Path) -> "Seal":
        """With the keys in this file, which is made when there is none yet. Raises KeyFileError."""
        return cls(KeyFile.at(path))

    @classmethod
    def of(cls, key: bytes) -> "Seal":
        """With this key of 32 bytes alone. Raises ValueError."""
        return cls(KeyFile(None, ring_of(key)))

    def know(self, *purposes: str) -> "Seal":
        """Things may be sealed there: somebody registered who finds them again."""
        self._purposes.update(purposes)
        return self

    async def seal(self, plain: bytes, *, at: Place) -> bytes:
        """`plain`, for whoever has our keys. Raises UnknownPlace, KeysUnavailable."""
        if at.purpose not in self._purposes:
            raise UnknownPlace(at.purpose)
        data_key = await self.keys.new_data_key(at.purpose)
        head = head_of(data_key.key_id, data_key.wrapped)
        return head + encrypt(AESGCM(data_key.plain), plain, head + at.context)

    async def open(self, sealed: bytes, *, at: Place) -> bytes:
        """What was sealed there. Raises Broken, KeysUnavailable."""
        parts = envelope.take_apart(sealed)
        if parts.key_id is None:
            return self._open_first(parts, FIRST + at.was.encode())
        for keys in self._all:
            if await keys.has(parts.key_id):
                data_key = await keys.unwrap(parts.key_id, parts.wrapped, at.purpose)
                return decrypt(_cipher(data_key), parts.content, parts.head + at.context)
        raise Broken(_UNKNOWN)

    async def ids(self) -> list[str]:
        """Of all keys that open something here, the one that seals first."""
        return [key_id for keys in self._all for key_id in await keys.ids()]

    async def stop(self) -> None:
        await self.keys.stop()

    def derive(self, purpose: str) -> bytes:
        """A key of 32 bytes for this purpose (HKDF, RFC 5869): always the same, and it tells nothing of the others."""
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(self.file.root)

    def _open_first(self, parts: envelope.Envelope, context: bytes) -> bytes:
        for key in self.file.ring.keys:
            try:
                data_key = decrypt(AESGCM(key.key), parts.wrapped, context)
            except Broken:
                continue
            return decrypt(_cipher(data_key), parts.content, context)
        raise Broken(_UNKNOWN)


def _cipher(data_key: bytes) -> AESGCM:
    if len(data_key) != KEY_BYTES:
        raise Broken("Its data key has a length that ours never have.")
    return AESGCM(data_key)
