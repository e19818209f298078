"""Refresh tokens: single use, each one leading to exactly one next (RFC 9700, section 4.14).

A token names its session and its place in that session's chain, carries 32 secret bytes, and is authenticated by a key
that is not in the database. The session keeps a digest of the newest token only; an older one is known to be genuine
by its authentication, so reuse is seen however long ago the token was used, without a row for each.

The next token follows from the one before and our key. A client that lost the answer, or two tabs that refresh at
once, therefore get the *same* next token: the chain never forks, and a thief and the owner still meet.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

import msgspec

#: For this long the token just used gets its successor again.
GRACE: Final = timedelta(seconds=10)
_SECRET_BYTES: Final = 32
_TAG_BYTES: Final = 16
_BODY_BYTES: Final = 16 + 4 + _SECRET_BYTES


class RefreshToken(msgspec.Struct, frozen=True):
    """A genuine token, though perhaps not one that is still good."""

    session_id: UUID
    place: int
    secret: bytes

    @property
    def body(self) -> bytes:
        return self.session_id.bytes + self.place.to_bytes(4, "big") + self.secret

    @property
    def digest(self) -> bytes:
        """What the session keeps. The secret has 256 random bits, so that a plain hash cannot be guessed back."""
        return hashlib.sha256(self.body).digest()


class RefreshTokens:
    """Writes and reads them. `key` is ours alone, 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def first(self, session_id: UUID) -> RefreshToken:
        """The token a new session starts with."""
        return RefreshToken(session_id=session_id, place=0, secret=secrets.token_bytes(_SECRET_BYTES))

    def after(self, token: RefreshToken) -> RefreshToken:
        """The one that takes its place; always the same one."""
        secret = hmac.digest(self._key, b"next" + token.body, "sha256")
        return RefreshToken(session_id=token.session_id, place=token.place + 1, secret=secret)

    def write(self, token: RefreshToken) -> str:
        """As clients keep it."""
        return base64.urlsafe_b64encode(token.body + self._tag(token.body)).decode().rstrip("=")

    def find(self, text: str) -> RefreshToken | None:
        """None for anything we did not write."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        body, tag = raw[:_BODY_BYTES], raw[_BODY_BYTES:]
        if len(body) != _BODY_BYTES or not hmac.compare_digest(tag, self._tag(body)):
            return None
        return RefreshToken(UUID(bytes=body[:16]), int.from_bytes(body[16:20], "big"), body[20:])

    def _tag(self, body: bytes) -> bytes:
        return hmac.digest(self._key, b"tag" + body, "sha256")[:_TAG_BYTES]
