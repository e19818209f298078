"""Which todos somebody asks for: places and days in the query of a request."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from litestar.params import QueryParameter

from voicetodo.modules.todo.routes.sorting import refused

UUID_PATTERN: Final = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"

InCategory = Annotated[
    str | None,
    QueryParameter(pattern=f"^(inbox|{UUID_PATTERN})$", description="A category, or `inbox`: those without one."),
]
UntilDay = Annotated[date | None, QueryParameter(description="Inclusive, as is `due_from`.")]


def id_in(place: str | None, *, nowhere: str) -> UUID | None:
    """The id; None where there is none, or the word for what is in no such place."""
    return None if place in (None, nowhere) else UUID(place)


def day_in(field: str, day: date | None) -> date | None:
    """Raises QueryInvalid for the one day that has none after it."""
    if day is not None and day == date.max:
        raise refused(field, "Must be a date before 9999-12-31.")
    return day
