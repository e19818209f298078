"""Envelope encryption with AES-256-GCM (NIST SP 800-38D).

Each thing sealed has a key of its own, which travels with it, encrypted under the master key. The master key thus
encrypts random keys only, and few of them, and can be kept elsewhere later without touching what was sealed.
"""

import os
import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_VERSION: Final = b"\x01"
_WRAPPED_BYTES: Final = _NONCE_BYTES + KEY_BYTES + _TAG_BYTES


class Broken(Exception):
    """This was not sealed under our key, or for this purpose, or it was changed since."""


class Seal:
    """Seals and opens bytes. `purpose` must be the same for both, so that one secret cannot pass for another."""

    def __init__(self, master_key: bytes) -> None:
        if len(master_key) != KEY_BYTES:
            raise ValueError(f"The master key must have {KEY_BYTES} bytes.")
        self._master = AESGCM(master_key)
        self._master_key = master_key

    @classmethod
    def from_file(cls, path: Path) -> "Seal":
        """With the key in this file, which is made (readable by its owner only) when there is none yet."""
        return cls(_load_or_create(path))

    def seal(self, plain: bytes, *, purpose: str = "") -> bytes:
        """`plain`, for whoever holds the master key."""
        key = AESGCM.generate_key(KEY_BYTES * 8)
        context = _VERSION + purpose.encode()
        return _VERSION + _encrypt(self._master, key, context) + _encrypt(AESGCM(key), plain, context)

    def open(self, sealed: bytes, *, purpose: str = "") -> bytes:
        """What was sealed. Raises Broken."""
        version, wrapped, content = sealed[:1], sealed[1 : 1 + _WRAPPED_BYTES], sealed[1 + _WRAPPED_BYTES :]
        if version != _VERSION:
            raise Broken("Sealed in a way this version does not know.")
        context = _VERSION + purpose.encode()
        return _decrypt(AESGCM(_decrypt(self._master, wrapped, context)), content, context)

    def derive(self, purpose: str) -> bytes:
        """A key of 32 bytes for this purpose (HKDF, RFC 5869): always the same, and it tells nothing of the others."""
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(self._master_key)


def _encrypt(cipher: AESGCM, plain: bytes, context: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, context)


def _decrypt(cipher: AESGCM, content: bytes, context: bytes) -> bytes:
    try:
        return cipher.decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise Broken("Not sealed under this key for this purpose.") from error


def _load_or_create(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        # two processes may start at once: whoever links first made the key, and both use that one
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_bytes()
