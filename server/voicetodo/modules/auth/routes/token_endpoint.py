"""`/v1/oauth/token` and `/v1/oauth/revocation`: what clients ask by themselves."""

from typing import Any, Final

import msgspec
from litestar import Request, Response, post

from voicetodo.kit.http import of
from voicetodo.modules.auth.routes.oauth_answers import form_of, no_form, oauth_answer, read_form, refusals
from voicetodo.modules.auth.service.token_endpoint import TokenEndpoint

AnyRequest = Request[Any, Any, Any]

#: The Authorization header is the client's (RFC 6749, 2.3.1), and stands for no caller of ours.
_BY_CLIENT: Final = {"authorization": "client"}


class Tokens(msgspec.Struct, omit_defaults=True):
    """RFC 6749, 5.1."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str
    refresh_token: str | None = None


class Ended(msgspec.Struct):
    """RFC 7009, 2.2: there is nothing to say."""


@post(
    "/v1/oauth/token",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=_BY_CLIENT,
    operation_class=form_of(
        "grant_type",
        "code",
        "redirect_uri",
        "code_verifier",
        "refresh_token",
        "scope",
        "resource",
        "client_id",
        "client_secret",
    ),
    responses=refusals(400, 401),
)
async def exchange_token(request: AnyRequest) -> Response[Tokens]:
    """Tokens for a code (with its `code_verifier`), or the next ones for a refresh token, which works once."""
    asking = await read_form(request)
    return no_form() if asking is None else oauth_answer(await of(request, TokenEndpoint).exchange(asking))


@post(
    "/v1/oauth/revocation",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=_BY_CLIENT,
    operation_class=form_of("token", "token_type_hint", "client_id", "client_secret"),
    responses=refusals(400, 401),
)
async def revoke_client_token(request: AnyRequest) -> Response[Ended]:
    """The authorization that a token belongs to has ended (RFC 7009), whichever of its tokens is shown."""
    asking = await read_form(request)
    return no_form() if asking is None else oauth_answer(await of(request, TokenEndpoint).revoke(asking))


ROUTES: Final = (exchange_token, revoke_client_token)
