"""Tokens that say nothing by themselves: whoever made them is asked what they stand for.

`vtp_`, 30 random characters, and six that follow from these by CRC-32, as GitHub writes its own: a token in the wrong
place is found by scanning for it, and what only looks like one is told apart without asking anybody.
"""

import re
import secrets
import string
import zlib
from collections.abc import Awaitable
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

import msgspec

PREFIX: Final = "vtp_"
_ALPHABET: Final = string.digits + string.ascii_uppercase + string.ascii_lowercase
_RANDOM: Final = 30
_CHECKSUM: Final = 6
_TOKEN: Final = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{_RANDOM + _CHECKSUM}}}")


class TokenUse(msgspec.Struct, frozen=True):
    """What such a token stands for: `user_id`, and of what they may do, `scopes`. `token_id` is what is revoked."""

    user_id: UUID
    token_id: UUID
    scopes: list[str]
    expires_at: datetime


class FindTokenUse(Protocol):
    """Asks whoever made them. None for a token that is no good, or no longer."""

    def __call__(self, *, token: str) -> Awaitable[TokenUse | None]: ...


def new_token() -> str:
    """178 random bits."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return f"{PREFIX}{body}{_checksum(body)}"


def is_whole(token: str) -> bool:
    """Whether we may have made it."""
    if not _TOKEN.fullmatch(token):
        return False
    return _checksum(token[len(PREFIX) : -_CHECKSUM]) == token[-_CHECKSUM:]


def _checksum(body: str) -> str:
    left, digits = zlib.crc32(body.encode()), ""
    for _ in range(_CHECKSUM):
        left, digit = divmod(left, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits
