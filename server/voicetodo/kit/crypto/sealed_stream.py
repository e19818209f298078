"""Bytes that are too many to be sealed at once: in frames, each with AES-256-GCM, in an order that cannot be changed.

As STREAM does (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption, 2015): the nonce of a frame is its
number and whether it is the last, so that nothing can be left out, moved, added, or cut off.
"""

from collections.abc import AsyncGenerator, AsyncIterable
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from voicetodo.kit.crypto.seal import KEY_BYTES, Broken

_FRAME_BYTES: Final = 64 * 1024
_TAG_BYTES: Final = 16


def new_stream_key() -> bytes:
    """For one stream, and never for another: the nonces begin anew with each."""
    return AESGCM.generate_key(KEY_BYTES * 8)


async def sealed(key: bytes, chunks: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    """`chunks`, for whoever has the key."""
    cipher, number = AESGCM(key), 0
    waiting = bytearray()
    async for chunk in chunks:
        waiting += chunk
        done = bytearray()
        # one is held back: whether it is the last is known only once there are more
        while len(waiting) > _FRAME_BYTES:
            done += cipher.encrypt(_nonce(number, is_last=False), bytes(waiting[:_FRAME_BYTES]), None)
            del waiting[:_FRAME_BYTES]
            number += 1
        if done:
            yield bytes(done)
    yield cipher.encrypt(_nonce(number, is_last=True), bytes(waiting), None)


async def opened(key: bytes, chunks: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    """What was sealed. Raises Broken as soon as it is known; what came before was as it had been sealed."""
    cipher, number = AESGCM(key), 0
    waiting = bytearray()
    size = _FRAME_BYTES + _TAG_BYTES
    try:
        async for chunk in chunks:
            waiting += chunk
            done = bytearray()
            while len(waiting) > size:
                done += cipher.decrypt(_nonce(number, is_last=False), bytes(waiting[:size]), None)
                del waiting[:size]
                number += 1
            if done:
                yield bytes(done)
        last = cipher.decrypt(_nonce(number, is_last=True), bytes(waiting), None)
    except (InvalidTag, ValueError) as error:
        raise Broken("This is not what was sealed under this key.") from error
    if last:
        yield last


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])
