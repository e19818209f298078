"""`/v1/me`: who I am."""

from typing import Any, Final

from litestar import Request, Response, get, patch
from litestar.params import JSONBody

from voicetodo.kit.http import Body, caller, check_if_match, etag_of, json, of, problems
from voicetodo.kit.http.requirements import SECURING
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.errors import UserNotFound
from voicetodo.modules.auth.service.accounts import Accounts

AnyRequest = Request[Any, Any, Any]


class Profile(Body):
    """What is left out stays as it is."""

    name: str | None = None
    timezone: str | None = None


@get("/v1/me", tags=["auth"], opt={"scope": "profile", **SECURING}, responses=problems(UserNotFound))
async def me(request: AnyRequest) -> Response[User]:
    """Who I am."""
    user = await of(request, Accounts).get_user(caller(request).user_id)
    return json(user, headers={"ETag": etag_of(user.version)}, request=request, cacheable=True)


@patch("/v1/me", tags=["auth"], responses=problems(UserNotFound))
async def change_me(request: AnyRequest, data: JSONBody[Profile]) -> Response[User]:
    """Change my name or time zone. `If-Match` guards against writing over a change made elsewhere."""
    user = await of(request, Accounts).change_user(
        caller(request).user_id,
        name=data.name,
        timezone=data.timezone,
        check=lambda version: check_if_match(request, etag_of(version)),
    )
    return json(user, headers={"ETag": etag_of(user.version)})


ROUTES: Final = (me, change_me)
