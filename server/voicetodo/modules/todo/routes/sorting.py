"""The orders a list of todos may be asked for, and where in one a page begins."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from litestar.params import QueryParameter

from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError
from voicetodo.kit.http import decode_cursor
from voicetodo.modules.todo.api import Status
from voicetodo.modules.todo.errors import QueryInvalid

Sort = Annotated[
    Literal[
        "position", "due", "priority", "created_at", "updated_at", "completed_at",
        "-position", "-due", "-priority", "-created_at", "-updated_at", "-completed_at",
    ],
    QueryParameter(description="`-` before it turns it around."),
]  # fmt: skip

_KEYS: dict[str, Any] = {
    "position": tuple[str, str, UUID],
    "due": tuple[str, datetime, UUID],
    "priority": tuple[str, int, str, UUID],
    "created_at": tuple[str, datetime, UUID],
    "updated_at": tuple[str, datetime, UUID],
    "completed_at": tuple[str, datetime, UUID],
}


def key_of(sort: str, status: Status | None) -> str:
    """What is sorted by, either way around. Raises QueryInvalid where not all todos have it."""
    key = sort.removeprefix("-")
    if key == "completed_at" and status != "completed":
        raise refused("sort", "Only done todos can be sorted by completed_at: ask for status=completed.")
    return key


def place_after(cursor: str | None, sort: str) -> tuple[Any, ...] | None:
    """Where the page begins. Raises Invalid for a cursor of another list."""
    key = sort.removeprefix("-")
    found: tuple[Any, ...] | None = decode_cursor(cursor, _KEYS[key])
    if found is None:
        return None
    tag, *values = found
    is_sound = all(
        (isinstance(value, datetime) and (value.tzinfo is None if key == "due" else is_moment(value)))
        or isinstance(value, UUID)
        or (isinstance(value, int) and 1 <= value <= 4)
        or (isinstance(value, str) and value.isascii() and value.isalnum())
        for value in values
    )
    if tag != sort or not is_sound:
        raise refused("cursor", "This cursor was not given by us, or not for this list.")
    return tuple(values)


def refused(field: str, sentence: str) -> QueryInvalid:
    return QueryInvalid(sentence, errors=[FieldError(field, sentence)])
