"""`/v1/admin/users`: whose accounts there are. There is no way to act as somebody else."""

from typing import Annotated, Final
from uuid import UUID

import msgspec
from litestar import Response, delete, get, put
from litestar.params import FromPath, JSONBody, QueryParameter

from voicetodo.kit.errors import Conflict, Forbidden, NotFound
from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    Body,
    Page,
    decode_cursor,
    encode_cursor,
    json,
    no_content,
    of,
    problems,
)
from voicetodo.modules.admin.routes.answers import TAGS, AnyRequest, Cursor, Limit, acting
from voicetodo.modules.admin.service.users import Users
from voicetodo.modules.auth.api import Account, AccountRole, SuspensionReason

_READ: Final = {"permission": "users:read"}
_SUSPEND: Final = {"permission": "users:suspend"}
_SIGN_OUT: Final = {"permission": "users:sign_out"}
_ROLES: Final = {"permission": "users:roles"}

Text = Annotated[str | None, QueryParameter(description="An id, or how the e-mail address begins.", max_length=254)]


class Roles(Body):
    """All that the person shall have; `user` comes with every account."""

    roles: Annotated[list[AccountRole], msgspec.Meta(max_length=3)]


class Suspension(Body):
    """Why: it is audited, and told to them by the letter, but for `other`."""

    reason: SuspensionReason


@get("/v1/admin/users", tags=TAGS, opt=_READ, responses=problems())
async def list_users(  # noqa: PLR0917 - Litestar hands parameters over by name
    request: AnyRequest,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    text: Text = None,
    role: Annotated[AccountRole | None, QueryParameter(description="Who has this role.")] = None,
    is_suspended: Annotated[bool | None, QueryParameter(description="Whether they are suspended.")] = None,
) -> Response[Page[Account]]:
    """Accounts, the newest first."""
    before = decode_cursor(cursor, tuple[UUID])
    found = await of(request, Users).list_page(
        text=text,
        role=role,
        is_suspended=is_suspended,
        before=before[0] if before else None,
        limit=limit + 1,
        by=acting(request),
    )
    page = found[:limit]
    return json(Page(page, encode_cursor(page[-1].id) if len(found) > limit else None))


@get("/v1/admin/users/{user_id:uuid}", tags=TAGS, opt=_READ, responses=problems(NotFound))
async def get_user(request: AnyRequest, user_id: FromPath[UUID]) -> Response[Account]:
    """One account. That it was looked at is audited."""
    return json(await of(request, Users).get(user_id, by=acting(request)))


@put(
    "/v1/admin/users/{user_id:uuid}/suspension",
    tags=TAGS,
    opt=_SUSPEND,
    responses=problems(NotFound, Forbidden, Conflict),
)
async def suspend_user(request: AnyRequest, user_id: FromPath[UUID], data: JSONBody[Suspension]) -> Response[Account]:
    """Out everywhere within seconds: sessions, live connections, app passwords and tokens of programs. They cannot sign
    in until they are restored; at the door they are not told why. Of who is suspended already, the reason stays."""
    return json(await of(request, Users).suspend(user_id, reason=data.reason, by=acting(request)))


@delete(
    "/v1/admin/users/{user_id:uuid}/suspension",
    status_code=200,
    tags=TAGS,
    opt=_SUSPEND,
    responses=problems(NotFound, Forbidden, Conflict),
)
async def restore_user(request: AnyRequest, user_id: FromPath[UUID]) -> Response[Account]:
    """They can sign in again; app passwords and access tokens of their own are good again."""
    return json(await of(request, Users).restore(user_id, by=acting(request)))


@delete(
    "/v1/admin/users/{user_id:uuid}/sessions",
    status_code=204,
    tags=TAGS,
    opt=_SIGN_OUT,
    responses=problems(NotFound, Forbidden, Conflict),
)
async def sign_user_out(request: AnyRequest, user_id: FromPath[UUID]) -> Response[None]:
    """End all their sessions. App passwords and tokens of programs stay good."""
    await of(request, Users).sign_out(user_id, by=acting(request))
    return no_content()


@put("/v1/admin/users/{user_id:uuid}/roles", tags=TAGS, opt=_ROLES, responses=problems(NotFound, Forbidden, Conflict))
async def set_roles_of_user(request: AnyRequest, user_id: FromPath[UUID], data: JSONBody[Roles]) -> Response[Account]:
    """Give and take roles. Their sessions end, as what they may do stands in their tokens."""
    return json(await of(request, Users).set_roles(user_id, data.roles, by=acting(request)))


ROUTES: Final = (list_users, get_user, suspend_user, restore_user, sign_user_out, set_roles_of_user)
