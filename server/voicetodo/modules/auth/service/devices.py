"""Devices that have signed in before, known by a token of ours (OWASP's “device cookies”).

Nothing of them is stored: the token says whose device it is and since when, authenticated by a key that is not in the
database. It opens nothing. Who shows it guesses from a budget of their own, and is no news to the owner.
"""

import base64
import binascii
import hmac
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.ids import new_id

_TAG_BYTES: Final = 16
_BODY_BYTES: Final = 16 + 16 + 8


class Device(msgspec.Struct, frozen=True):
    """`since` is when it signed in last, in whole seconds."""

    user_id: UUID
    device_id: UUID
    since: datetime


class DeviceTokens:
    """Writes and reads them. `key` is ours alone."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, user_id: UUID, *, at: datetime, known: Device | None) -> str:
        """For a device that has just signed in: the one it was before, or a new one."""
        device_id = new_id() if known is None else known.device_id
        body = user_id.bytes + device_id.bytes + int(at.timestamp()).to_bytes(8, "big")
        return base64.urlsafe_b64encode(body + self._tag(body)).decode().rstrip("=")

    def find(self, text: str) -> Device | None:
        """None for anything we did not write."""
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        body, tag = raw[:_BODY_BYTES], raw[_BODY_BYTES:]
        if len(body) != _BODY_BYTES or not hmac.compare_digest(tag, self._tag(body)):
            return None
        since = datetime.fromtimestamp(int.from_bytes(body[32:], "big"), UTC)
        return Device(UUID(bytes=body[:16]), UUID(bytes=body[16:32]), since)

    def _tag(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")[:_TAG_BYTES]
