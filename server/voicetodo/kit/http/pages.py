"""Lists come in pages; the next begins where the last ended (keyset paging), whatever was added meanwhile."""

import base64
import binascii
from typing import Any, Generic, TypeVar

import msgspec

from voicetodo.kit.errors import FieldError, Invalid

T = TypeVar("T")

DEFAULT_LIMIT = 50
MAX_LIMIT = 200


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some of a list. `next_cursor` asks for the following ones; None means that these were the last."""

    items: list[T]
    next_cursor: str | None = None


def encode_cursor(*values: Any) -> str:
    """The place after a row: its sort values and its id. Opaque to clients."""
    return base64.urlsafe_b64encode(msgspec.json.encode(values)).rstrip(b"=").decode()


def decode_cursor(cursor: str | None, kinds: type[T]) -> T | None:
    """The values given to `encode_cursor`, as the tuple type `kinds`. Raises Invalid for anything we did not make."""
    if cursor is None:
        return None
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        return msgspec.json.decode(text, type=kinds)
    except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
        raise Invalid(
            errors=[FieldError("cursor", "This cursor was not given by us, or not for this list.")]
        ) from error
