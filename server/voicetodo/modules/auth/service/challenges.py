"""What somebody is asked to answer, and proof that we asked it of them, now, and for this.

Nothing is stored of a question, so that strangers who ask for thousands of them fill no table: it says itself whom it
was asked, what it is bound to and until when it is good, authenticated by a key that is not in the database. That it is
answered once is the matter of a row for each answer.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

import msgspec

from voicetodo.kit.db import Transaction
from voicetodo.modules.auth.store import spent_challenges

Purpose = Literal[
    "second_factor",
    "passkey_registration",
    "passkey_sign_in",
    "passkey_reauthentication",
    "provider_sign_in",
    "identity_link",
    "provider_reauthentication",
]

GOOD_FOR: Final = timedelta(minutes=5)
_RANDOM_BYTES: Final = 16
_BOUND_BYTES: Final = 16
_TAG_BYTES: Final = 32
_BODY_BYTES: Final = 16 + _BOUND_BYTES + _RANDOM_BYTES + 8
#: Of a question asked of whoever it may be.
ANYBODY: Final = UUID(int=0)


class Challenge(msgspec.Struct, frozen=True):
    """One that is genuine and not too old. Whether it was answered before only `spend` knows."""

    user_id: UUID
    bound: bytes
    expires_at: datetime
    raw: bytes


class Challenges:
    """`key` is ours alone. A challenge for one purpose is none for another."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def ask(
        self, purpose: Purpose, user_id: UUID, *, bound_to: bytes, at: datetime, good_for: timedelta = GOOD_FOR
    ) -> bytes:
        """`bound_to` is what must be the same when it is answered."""
        expires_at = int((at + good_for).timestamp())
        body = (
            user_id.bytes + self._bound(bound_to) + secrets.token_bytes(_RANDOM_BYTES) + expires_at.to_bytes(8, "big")
        )
        return body + self._tag(purpose, body)

    def find(self, purpose: Purpose, raw: bytes, *, at: datetime) -> Challenge | None:
        """None for anything we did not ask, or that is too old."""
        body, tag = raw[:_BODY_BYTES], raw[_BODY_BYTES:]
        if len(body) != _BODY_BYTES or not hmac.compare_digest(tag, self._tag(purpose, body)):
            return None
        expires_at = datetime.fromtimestamp(int.from_bytes(body[-8:], "big"), UTC)
        return Challenge(UUID(bytes=body[:16]), body[16:32], expires_at, raw) if at < expires_at else None

    def is_bound(self, challenge: Challenge, bound_to: bytes) -> bool:
        return hmac.compare_digest(challenge.bound, self._bound(bound_to))

    async def spend(self, tx: Transaction, challenge: Challenge) -> bool:
        """Whether this is the first answer to it; who answers it at the same time waits until `tx` ends."""
        digest = hashlib.sha256(challenge.raw).digest()
        return await spent_challenges.add(tx, digest, expires_at=challenge.expires_at)

    def _bound(self, bound_to: bytes) -> bytes:
        return hmac.digest(self._key, b"bound\0" + bound_to, "sha256")[:_BOUND_BYTES]

    def _tag(self, purpose: Purpose, body: bytes) -> bytes:
        return hmac.digest(self._key, purpose.encode() + b"\0" + body, "sha256")[:_TAG_BYTES]


def encode_challenge(raw: bytes) -> str:
    """As clients carry it."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_challenge(text: str) -> bytes:
    """Nothing, for what is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
