"""`/v1/me/sessions`: where I am signed in."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get
from litestar.params import FromPath, FromQuery, QueryParameter

from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Page,
    caller,
    decode_cursor,
    encode_cursor,
    json,
    language_of,
    no_content,
    of,
    problems,
)
from voicetodo.kit.http.requirements import SECURING
from voicetodo.modules.auth.errors import SessionNotFound
from voicetodo.modules.auth.model.places import Place, place_of
from voicetodo.modules.auth.model.sessions import Client, Method, Session
from voicetodo.modules.auth.model.user_agents import described
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.service.sessions import Sessions

AnyRequest = Request[Any, Any, Any]


class ShownSession(msgspec.Struct):
    """One signed-in client; `is_current` is the one asking.

    `device` is what it says of itself, in words of ours. `place` is the class of its address, and nothing more is
    known of where it is. `authenticated_at` and `methods` (RFC 8176) tell when and how the person proved last who they
    are.
    """

    id: UUID
    client: Client
    user_agent: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    authenticated_at: datetime
    methods: list[Method]
    device: str
    place: Place
    is_current: bool


@get("/v1/me/sessions", tags=["auth"], opt=SECURING, responses=problems())
async def list_sessions(
    request: AnyRequest,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: FromQuery[str | None] = None,
) -> Response[Page[ShownSession]]:
    """Where I am signed in, the newest first."""
    me = caller(request)
    before = decode_cursor(cursor, tuple[UUID])
    found = await of(request, Sessions).list_open(
        user_id=me.user_id, before=before[0] if before else None, limit=limit + 1
    )
    language = language_of(request)
    items = [_shown(session, me.session_id, language) for session in found[:limit]]
    page = Page(items=items, next_cursor=encode_cursor(items[-1].id) if len(found) > limit else None)
    return json(page, headers={"Vary": "Accept-Language"})


@delete(
    "/v1/me/sessions/{session_id:uuid}",
    status_code=204,
    tags=["auth"],
    opt=SECURING,
    responses=problems(SessionNotFound),
)
async def revoke_session(request: AnyRequest, session_id: FromPath[UUID]) -> Response[None]:
    """Sign out one client; its access tokens stop working at once."""
    await of(request, Sessions).revoke(user_id=caller(request).user_id, session_id=session_id)
    return no_content()


@delete("/v1/me/sessions", status_code=204, tags=["auth"], opt=SECURING, responses=problems())
async def revoke_all_sessions(request: AnyRequest) -> Response[None]:
    """Sign out everywhere, here too."""
    await of(request, Sessions).revoke_all(user_id=caller(request).user_id)
    answer = no_content()
    answer.cookies += of(request, Cookies).drop(request)
    return answer


def _shown(session: Session, current: UUID | None, language: str | None) -> ShownSession:
    return ShownSession(
        **msgspec.structs.asdict(session),
        device=described(session.user_agent, language=language),
        place=place_of(session.address),
        is_current=session.id == current,
    )


ROUTES: Final = (list_sessions, revoke_session, revoke_all_sessions)
