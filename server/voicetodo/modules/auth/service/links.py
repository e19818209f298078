"""What stands in the links of our letters.

A token is the id of what was asked for, and proof that we wrote it: an HMAC under a key that is not in the database, so
that neither the database nor the queue of letters holds anything that opens. Whether it is still good, and that it
works once, is the matter of the row with that id.
"""

import base64
import binascii
import hmac
from typing import Final, Literal
from uuid import UUID

Purpose = Literal["password_reset", "registration", "email_change", "email_change_undo"]

_TAG_BYTES: Final = 24
_ID_BYTES: Final = 16


class LinkTokens:
    """`key` is ours alone. A token made for one purpose is none for another."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, purpose: Purpose, of: UUID) -> str:
        """Always the same for the same thing: a letter that is sent again holds the same link."""
        return base64.urlsafe_b64encode(of.bytes + self._tag(purpose, of.bytes)).decode()

    def find(self, purpose: Purpose, text: str) -> UUID | None:
        """What it is for; None for anything we did not write."""
        try:
            raw = base64.b64decode(text, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        body, tag = raw[:_ID_BYTES], raw[_ID_BYTES:]
        if len(body) != _ID_BYTES or not hmac.compare_digest(tag, self._tag(purpose, body)):
            return None
        return UUID(bytes=body)

    def _tag(self, purpose: Purpose, body: bytes) -> bytes:
        return hmac.digest(self._key, purpose.encode() + b"\0" + body, "sha256")[:_TAG_BYTES]
