"""`/v1/me/tokens`: access tokens for programs of one's own."""

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, JSONBody

from voicetodo.kit.http import Body, Page, caller, json, no_content, of, problems
from voicetodo.kit.http.requirements import RECENT
from voicetodo.modules.auth.errors import PersonalTokenNotFound, TooManyPersonalTokens
from voicetodo.modules.auth.model.personal_tokens import LONGEST_DAYS, PersonalToken
from voicetodo.modules.auth.service.personal_tokens import PersonalTokens

AnyRequest = Request[Any, Any, Any]


class NewPersonalToken(Body):
    """`name` says what will use it, `scopes` what for."""

    name: str
    scopes: Annotated[list[str], msgspec.Meta(max_length=100)]
    expires_in_days: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_DAYS)] = 90


class MadePersonalToken(PersonalToken, frozen=True, kw_only=True):
    """`token` is sent as `Authorization: Bearer …`, and is not shown again."""

    token: str


@get("/v1/me/tokens", tags=["auth"], responses=problems())
async def list_personal_tokens(request: AnyRequest) -> Response[Page[PersonalToken]]:
    """My access tokens, the newest first. There are never more than 50."""
    return json(Page(items=await of(request, PersonalTokens).list_all(caller(request).user_id)))


@post("/v1/me/tokens", status_code=201, tags=["auth"], opt=RECENT, responses=problems(TooManyPersonalTokens))
async def create_personal_token(request: AnyRequest, data: JSONBody[NewPersonalToken]) -> Response[MadePersonalToken]:
    """An access token for a program of one's own. It is not shown again."""
    made, token = await of(request, PersonalTokens).create(
        caller(request).user_id, name=data.name, scopes=data.scopes, days=data.expires_in_days
    )
    shown = MadePersonalToken(**msgspec.structs.asdict(made), token=token)
    return json(shown, status=201, headers={"Cache-Control": "no-store"})


@delete("/v1/me/tokens/{token_id:uuid}", status_code=204, tags=["auth"], responses=problems(PersonalTokenNotFound))
async def revoke_personal_token(request: AnyRequest, token_id: FromPath[UUID]) -> Response[None]:
    """What shows it is refused from now on, and what is connected by it is cut off."""
    await of(request, PersonalTokens).revoke(caller(request).user_id, token_id)
    return no_content()


ROUTES: Final = (list_personal_tokens, create_personal_token, revoke_personal_token)
