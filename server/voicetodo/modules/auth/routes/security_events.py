"""`/v1/me/security-events`: what happened to my account."""

from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromQuery, QueryParameter

from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Page,
    caller,
    decode_cursor,
    encode_cursor,
    json,
    of,
    problems,
)
from voicetodo.modules.auth.model.security_events import SecurityEvent
from voicetodo.modules.auth.service.security_events import SecurityEvents

AnyRequest = Request[Any, Any, Any]


@get("/v1/me/security-events", tags=["auth"], responses=problems())
async def list_security_events(
    request: AnyRequest,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: FromQuery[str | None] = None,
) -> Response[Page[SecurityEvent]]:
    """Sign-ins on new devices, changes of password and address, and whatever else I should know of: a year of it."""
    before = decode_cursor(cursor, tuple[UUID])
    found = await of(request, SecurityEvents).list_all(
        caller(request).user_id, before=before[0] if before else None, limit=limit + 1
    )
    items = found[:limit]
    return json(Page(items=items, next_cursor=encode_cursor(items[-1].id) if len(found) > limit else None))


ROUTES: Final = (list_security_events,)
