"""What the routes of this module have in common: who acts, and how lists are asked for."""

from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter

from voicetodo.kit.audit import Actor, current_actor
from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError
from voicetodo.kit.http import MAX_LIMIT, caller, decode_cursor
from voicetodo.modules.admin.errors import QueryInvalid

AnyRequest = Request[Any, Any, Any]

TAGS: Final = ["admin"]
#: Of what everybody may ask this module.
TAGS_OF_EVERYBODY: Final = ["product"]
Limit = Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT, description="How many at most.")]
Cursor = Annotated[str | None, QueryParameter(description="`next_cursor` of the page before.", max_length=2000)]

#: What no number of ours reaches.
_HIGHEST: Final = 2**62


def acting(request: AnyRequest) -> Actor:
    """Who looks after others here. That they may is seen to before any route is reached."""
    return current_actor(role="admin" if caller(request).is_admin else "support")


def made(kind: type[Any]) -> dict[int, ResponseSpec]:
    """Beside `responses` of a `put` that changes what is there, and makes what is not."""
    return {201: ResponseSpec(data_container=kind, description="It is new.", generate_examples=False)}


def before_of(cursor: str | None) -> int:
    """The number before which the page begins."""
    found = decode_cursor(cursor, tuple[int])
    return _HIGHEST if found is None else max(0, min(found[0], _HIGHEST))


def moment(field: str, at: datetime | None) -> datetime | None:
    """Raises QueryInvalid."""
    if at is not None and not is_moment(at):
        sentence = "Must be a moment with its offset, such as 2026-01-07T09:00:00Z."
        raise QueryInvalid(sentence, errors=[FieldError(field, sentence)])
    return at
