"""Tokens of invitations: which invitation, and a secret that only a digest is kept of. Pure but for the randomness."""

import base64
import binascii
import hashlib
import hmac
import secrets
from typing import Final
from uuid import UUID

_ID_BYTES: Final = 16
_SECRET_BYTES: Final = 24
MAX_LENGTH: Final = 100


def new_token(invitation_id: UUID) -> tuple[str, bytes]:
    """The token, and the digest to be kept. The secret is random enough that the digest need not be a slow one."""
    secret = secrets.token_bytes(_SECRET_BYTES)
    return base64.urlsafe_b64encode(invitation_id.bytes + secret).decode(), _digest(secret)


def read_token(token: str) -> tuple[UUID, bytes] | None:
    """The invitation it names and the digest of its secret; None for what is no token of ours."""
    try:
        raw = base64.b64decode(token, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    if len(raw) != _ID_BYTES + _SECRET_BYTES:
        return None
    return UUID(bytes=raw[:_ID_BYTES]), _digest(raw[_ID_BYTES:])


def is_same(given: bytes, kept: bytes) -> bool:
    """Takes the same time wherever they differ."""
    return hmac.compare_digest(given, kept)


def _digest(secret: bytes) -> bytes:
    return hashlib.sha256(secret).digest()
