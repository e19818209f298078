"""`/v1/auth/login`, `refresh` and `logout`."""

from typing import Any, Final

from litestar import Request, Response, post
from litestar.params import JSONBody

from voicetodo.kit.http import Body, no_content, of, problems
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    CodeRefused,
    CodesDelayed,
    CrossSiteRequest,
    InvalidCredentials,
    RefreshTokenRefused,
    SecondFactorRequired,
    SignInBusy,
    SignInDelayed,
)
from voicetodo.modules.auth.model.sessions import Client
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.signed_in import SIGN_IN, SignedIn, origin_of, signed_in
from voicetodo.modules.auth.service.accounts import Accounts
from voicetodo.modules.auth.service.signing_in import SigningIn

AnyRequest = Request[Any, Any, Any]


class Login(Body):
    """`device_token` is what the last sign-in of a native client on this device gave; a browser has it in a cookie."""

    email: str
    password: str
    client: Client = "browser"
    device_token: str | None = None


class Code(Body):
    """`challenge` is what the sign-in with the password was answered by."""

    challenge: str
    code: str
    client: Client = "browser"
    device_token: str | None = None


class Refresh(Body):
    """A browser leaves this out: its token is in the cookie."""

    refresh_token: str | None = None


@post(
    "/v1/auth/login",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(InvalidCredentials, SecondFactorRequired, SignInDelayed, SignInBusy, CrossSiteRequest),
)
async def login(request: AnyRequest, data: JSONBody[Login]) -> Response[SignedIn]:
    """Sign in. A wrong address and a wrong password are answered alike.

    After several wrong passwords the next must wait (429, `Retry-After`). A device that has signed in to this account
    before waits only for what was guessed on it.

    Where the account has an authenticator app, a right password is answered by `second-factor-required`: its
    `challenge` is good for five minutes and one answer, at `/v1/auth/second-factor`.
    """
    of(request, Cookies).check_same_origin(request)
    grant = await of(request, SigningIn).log_in(
        email=data.email,
        password=data.password,
        origin=origin_of(request, data.client),
        device_token=data.device_token or of(request, Cookies).find_device(request) or "",
    )
    return signed_in(request, grant)


@post(
    "/v1/auth/second-factor",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(ChallengeRefused, CodeRefused, CodesDelayed, CrossSiteRequest),
)
async def give_code(request: AnyRequest, data: JSONBody[Code]) -> Response[SignedIn]:
    """Sign in with the challenge that a right password was answered by, and a code from the app or for recovery."""
    of(request, Cookies).check_same_origin(request)
    grant = await of(request, SigningIn).give_code(
        challenge=data.challenge,
        code=data.code,
        origin=origin_of(request, data.client),
        device_token=data.device_token or of(request, Cookies).find_device(request) or "",
    )
    return signed_in(request, grant)


@post(
    "/v1/auth/refresh",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(RefreshTokenRefused, CrossSiteRequest),
)
async def refresh(request: AnyRequest, data: JSONBody[Refresh | None] = None) -> Response[SignedIn]:
    """Go on: a refresh token, from the body or the cookie, for a new access token and the next refresh token.

    Each refresh token works once. For ten seconds it gives the same next one again, for clients whose answer was lost;
    after that its session ends, as two parties must have it.
    """
    of(request, Cookies).check_same_origin(request)
    token = _token(request, data)
    if token is None:
        raise RefreshTokenRefused
    return signed_in(
        request, await of(request, Accounts).refresh(refresh_token=token, origin=origin_of(request, "browser"))
    )


@post(
    "/v1/auth/logout",
    status_code=204,
    tags=["auth"],
    security=[],
    responses=problems(CrossSiteRequest),
)
async def logout(request: AnyRequest, data: JSONBody[Refresh | None] = None) -> Response[None]:
    """Sign out here. The answer is the same when nobody was signed in."""
    cookies = of(request, Cookies)
    cookies.check_same_origin(request)
    token = _token(request, data)
    if token is not None:
        await of(request, Accounts).log_out(refresh_token=token)
    answer = no_content()
    answer.cookies += cookies.drop(request)
    return answer


def _token(request: AnyRequest, data: Refresh | None) -> str | None:
    return (data.refresh_token if data else None) or of(request, Cookies).find(request)


ROUTES: Final = (login, give_code, refresh, logout)
