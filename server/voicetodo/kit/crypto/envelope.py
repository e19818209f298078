"""What sealed bytes look like (AES-256-GCM, NIST SP 800-38D), in both formats that there have been.

The second, which is written: a byte 2; the key's id, after its length in one byte; the wrapped data key, after its
length in two bytes; a nonce; what is sealed, and its tag. All before the nonce is authenticated too.

The first, which is still read: a byte 1; the wrapped data key, always 60 bytes; the nonce; what is sealed, and its tag.
"""

import secrets
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
FIRST: Final = b"\x01"
SECOND: Final = b"\x02"
FIRST_WRAPPED_BYTES: Final = NONCE_BYTES + KEY_BYTES + _TAG_BYTES
#: What is told instead of a key's id where the first format tells none.
UNTOLD: Final = "first-format"


class Broken(Exception):
    """This was not sealed under a key of ours, or for this place, or it was changed since."""


class Envelope(msgspec.Struct, frozen=True):
    """Sealed bytes, taken apart. `head` is all before the nonce; `key_id` is None in the first format."""

    key_id: str | None
    wrapped: bytes
    head: bytes
    content: bytes


def head_of(key_id: str, wrapped: bytes) -> bytes:
    return prefix_of(key_id) + len(wrapped).to_bytes(2, "big") + wrapped


def prefix_of(key_id: str) -> bytes:
    """How everything sealed under this key begins."""
    name = key_id.encode()
    return SECOND + len(name).to_bytes(1, "big") + name


def take_apart(sealed: bytes) -> Envelope:
    """Raises Broken."""
    version, rest = sealed[:1], sealed[1:]
    if version == FIRST:
        wrapped = rest[:FIRST_WRAPPED_BYTES]
        return Envelope(None, wrapped, FIRST, rest[FIRST_WRAPPED_BYTES:])
    if version != SECOND or not rest:
        raise Broken("Sealed in a way this version does not know.")
    after_name = 1 + rest[0]
    after_length = after_name + 2
    after_wrapped = after_length + int.from_bytes(rest[after_name:after_length], "big")
    try:
        name = rest[1:after_name].decode("ascii")
    except UnicodeDecodeError as error:
        raise Broken("The id of its key cannot be read.") from error
    return Envelope(name, rest[after_length:after_wrapped], sealed[: 1 + after_wrapped], rest[after_wrapped:])


def key_of(sealed: bytes) -> str:
    """The id of the key it is sealed under, or UNTOLD. Raises Broken."""
    return take_apart(sealed).key_id or UNTOLD


def encrypt(cipher: AESGCM, plain: bytes, context: bytes) -> bytes:
    """Under a nonce drawn by chance, which stands before it: no more than 2³² times with one key."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, context)


def decrypt(cipher: AESGCM, content: bytes, context: bytes) -> bytes:
    """Raises Broken."""
    try:
        return cipher.decrypt(content[:NONCE_BYTES], content[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise Broken("Not sealed under this key for this place.") from error
