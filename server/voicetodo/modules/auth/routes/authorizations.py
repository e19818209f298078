"""`/v1/oauth/authorizations`: what the page asks that people meet when a client wants to act for them."""

from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.params import JSONBody, QueryParameter

from voicetodo.kit.http import Body, caller, json, of, problems
from voicetodo.kit.http.requirements import RECENT
from voicetodo.modules.auth.errors import AuthorizationRequestInvalid, TooManyApplications
from voicetodo.modules.auth.model.authorizations import Asked
from voicetodo.modules.auth.service.authorizing import Authorizing

AnyRequest = Request[Any, Any, Any]

_LONGEST: Final = 4_000
_NOT_KEPT: Final = {"Cache-Control": "no-store"}

Query = Annotated[str, msgspec.Meta(max_length=_LONGEST)]


class Agreement(Body):
    """`asked` is what followed the question mark in the page's address; `scopes` are those of it that I agree to."""

    asked: Query
    scopes: Annotated[list[str], msgspec.Meta(max_length=100)]


class Refusal(Body):
    asked: Query


class Redirection(msgspec.Struct):
    """Where the browser is to go now."""

    redirect_to: str


@get("/v1/oauth/authorizations/preview", tags=["auth"], responses=problems(AuthorizationRequestInvalid))
async def preview_authorization(
    request: AnyRequest, asked: Annotated[str, QueryParameter(max_length=_LONGEST)]
) -> Response[Asked]:
    """Which client asks for what: `asked` is what follows the question mark in the page's address.

    A problem with `redirect_to` may be told to the client by going there.
    """
    caller(request)
    return json(await of(request, Authorizing).look(asked), headers=_NOT_KEPT)


@post(
    "/v1/oauth/authorizations",
    status_code=201,
    tags=["auth"],
    opt=RECENT,
    responses=problems(AuthorizationRequestInvalid, TooManyApplications),
)
async def agree_to_authorization(request: AnyRequest, data: JSONBody[Agreement]) -> Response[Redirection]:
    """Let the client act in my name, within these scopes, until I take it back."""
    location = await of(request, Authorizing).agree(caller(request).user_id, data.asked, scopes=data.scopes)
    return json(Redirection(location), status=201, headers=_NOT_KEPT)


@post("/v1/oauth/refusals", status_code=201, tags=["auth"], responses=problems(AuthorizationRequestInvalid))
async def refuse_authorization(request: AnyRequest, data: JSONBody[Refusal]) -> Response[Redirection]:
    """Do not let the client act in my name, and let it know."""
    location = await of(request, Authorizing).refuse(caller(request).user_id, data.asked)
    return json(Redirection(location), status=201, headers=_NOT_KEPT)


ROUTES: Final = (preview_authorization, agree_to_authorization, refuse_authorization)
