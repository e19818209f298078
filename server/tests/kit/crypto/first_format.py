"""Sealing as it was done in the first format, which is only read any more."""

import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def seal_first(key: bytes, plain: bytes, *, purpose: str) -> bytes:
    data_key, context = AESGCM.generate_key(256), b"\x01" + purpose.encode()
    return b"\x01" + _encrypt(key, data_key, context) + _encrypt(data_key, plain, context)


def _encrypt(key: bytes, plain: bytes, context: bytes) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)
