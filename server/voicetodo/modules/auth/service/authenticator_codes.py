"""The codes of authenticator apps (RFC 6238): six digits, SHA-1 and 30 seconds, which is what all of them can do."""

import base64
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

STEP_SECONDS: Final = 30
DIGITS: Final = 6
#: As long as the hash (RFC 4226, R6).
_SEED_BYTES: Final = 20
#: So many steps the app's clock may be off, either way (RFC 6238, 5.2).
_OFF: Final = 1


def new_seed() -> bytes:
    return secrets.token_bytes(_SEED_BYTES)


def written(seed: bytes) -> str:
    """As people type it where they cannot scan: base32."""
    return base64.b32encode(seed).decode().rstrip("=")


def address(seed: bytes, *, account: str, issuer: str) -> str:
    """What the QR code says: an `otpauth` URI."""
    # Apps show a plus as a plus.
    return _totp(seed).get_provisioning_uri(account, issuer).replace("+", "%20")


def code_at(seed: bytes, at: datetime) -> str:
    return _totp(seed).generate(int(at.timestamp())).decode()


def find_step(seed: bytes, code: str, at: datetime) -> int | None:
    """The time step this is the code of, the latest where there are two; None for a code that is not good now."""
    totp, found = _totp(seed), None
    for step in _steps(at):
        # All of them, so that the time it takes tells nothing.
        if bytes_eq(totp.generate(step * STEP_SECONDS), code.encode("utf-8", "replace")):
            found = step
    return found


def _steps(at: datetime) -> Iterator[int]:
    now = int(at.timestamp()) // STEP_SECONDS
    yield from range(now - _OFF, now + _OFF + 1)


def _totp(seed: bytes) -> TOTP:
    return TOTP(seed, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303 - HMAC-SHA-1, which nothing is known against
