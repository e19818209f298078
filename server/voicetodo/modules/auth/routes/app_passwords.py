"""`/v1/me/app-passwords`: what calendar clients sign in with at `/dav/`."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, JSONBody

from voicetodo.kit.http import Body, Page, caller, json, no_content, of, problems
from voicetodo.kit.http.requirements import RECENT
from voicetodo.modules.auth.errors import AppPasswordNotFound, TooManyAppPasswords
from voicetodo.modules.auth.model.app_passwords import AppPassword
from voicetodo.modules.auth.service.accounts import Accounts
from voicetodo.modules.auth.service.app_passwords import AppPasswords

AnyRequest = Request[Any, Any, Any]


class NewAppPassword(Body):
    """`name` tells people what uses it, such as "Phone"."""

    name: str


class ShownOnce(msgspec.Struct):
    """`password` is shown this once: we keep only what it can be recognised by. `username` goes with it."""

    id: UUID
    name: str
    created_at: datetime
    username: str
    password: str


@get("/v1/me/app-passwords", tags=["auth"], responses=problems())
async def list_app_passwords(request: AnyRequest) -> Response[Page[AppPassword]]:
    """What may sign in at `/dav/` in my name, the newest first; all of them, as there are 50 at most."""
    return json(Page(items=await of(request, AppPasswords).list_all(caller(request).user_id)))


@post("/v1/me/app-passwords", status_code=201, tags=["auth"], opt=RECENT, responses=problems(TooManyAppPasswords))
async def create_app_password(request: AnyRequest, data: JSONBody[NewAppPassword]) -> Response[ShownOnce]:
    """A password for one program, good at `/dav/` only. It is not shown again."""
    me = caller(request)
    user = await of(request, Accounts).get_user(me.user_id)
    made, secret = await of(request, AppPasswords).create(me.user_id, name=data.name)
    shown = ShownOnce(id=made.id, name=made.name, created_at=made.created_at, username=user.email, password=secret)
    return json(shown, status=201, headers={"Cache-Control": "no-store"})


@delete(
    "/v1/me/app-passwords/{app_password_id:uuid}",
    status_code=204,
    tags=["auth"],
    responses=problems(AppPasswordNotFound),
)
async def revoke_app_password(request: AnyRequest, app_password_id: FromPath[UUID]) -> Response[None]:
    """What signs in with it is refused from now on."""
    await of(request, AppPasswords).revoke(caller(request).user_id, app_password_id)
    return no_content()


ROUTES: Final = (list_app_passwords, create_app_password, revoke_app_password)
