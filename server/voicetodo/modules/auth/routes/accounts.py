"""`/v1/auth/*`, `/v1/me`, `/v1/me/sessions` and the published keys."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Body,
    Page,
    caller,
    check_if_match,
    decode_cursor,
    encode_cursor,
    etag_of,
    id_for,
    json,
    no_content,
    of,
    problems,
)
from voicetodo.kit.tokens import JwkSet
from voicetodo.kit.tokens.verifier import LIFETIME
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.cookies import Cookies, find_cookie
from voicetodo.modules.auth.errors import (
    CrossSiteRequest,
    InvalidCredentials,
    RefreshTokenRefused,
    RegistrationRefused,
    SessionNotFound,
    SignInBusy,
    UserNotFound,
)
from voicetodo.modules.auth.model import Client, Session, clean_header
from voicetodo.modules.auth.service import Accounts, Grant
from voicetodo.modules.auth.sessions import Origin, Sessions
from voicetodo.modules.auth.signing_keys import SigningKeys

AnyRequest = Request[Any, Any, Any]
SIGN_IN: Final = {"rate_limit": "sign_in"}


class Register(Body):
    """`client: "native"` gets the refresh token in the answer, `browser` in a cookie that scripts cannot read."""

    email: str
    password: str
    name: str = ""
    timezone: str = "UTC"
    client: Client = "browser"


class Login(Body):
    email: str
    password: str
    client: Client = "browser"


class Refresh(Body):
    """A browser leaves this out: its token is in the cookie."""

    refresh_token: str | None = None


class Profile(Body):
    """What is left out stays as it is."""

    name: str | None = None
    timezone: str | None = None


class SignedIn(msgspec.Struct, omit_defaults=True):
    """Send the access token as `Authorization: Bearer …`; `/v1/auth/refresh` gives the next before it expires."""

    user: User
    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str | None = None


class ShownSession(msgspec.Struct):
    """One signed-in client; `is_current` is the one asking."""

    id: UUID
    client: Client
    user_agent: str
    address: str
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime
    is_current: bool


@post(
    "/v1/auth/register",
    status_code=201,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(RegistrationRefused, SignInBusy, CrossSiteRequest),
)
async def register(request: AnyRequest, data: JSONBody[Register]) -> Response[SignedIn]:
    """Make an account and sign in."""
    of(request, Cookies).check_same_origin(request)
    grant = await of(request, Accounts).register(
        user_id=id_for(request),
        email=data.email,
        password=data.password,
        name=data.name,
        timezone=data.timezone,
        origin=_origin(request, data.client),
    )
    return _signed_in(request, grant, status=201)


@post(
    "/v1/auth/login",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(InvalidCredentials, SignInBusy, CrossSiteRequest),
)
async def login(request: AnyRequest, data: JSONBody[Login]) -> Response[SignedIn]:
    """Sign in. A wrong address and a wrong password are answered alike."""
    of(request, Cookies).check_same_origin(request)
    grant = await of(request, Accounts).log_in(
        email=data.email, password=data.password, origin=_origin(request, data.client)
    )
    return _signed_in(request, grant)


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
    return _signed_in(
        request, await of(request, Accounts).refresh(refresh_token=token, origin=_origin(request, "browser"))
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
    return no_content(headers={"set-cookie": cookies.drop(request)})


@get("/v1/me", tags=["auth"], responses=problems(UserNotFound))
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


@get("/v1/me/sessions", tags=["auth"], responses=problems())
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
    items = [_shown(session, me.session_id) for session in found[:limit]]
    return json(Page(items=items, next_cursor=encode_cursor(items[-1].id) if len(found) > limit else None))


@delete("/v1/me/sessions/{session_id:uuid}", status_code=204, tags=["auth"], responses=problems(SessionNotFound))
async def revoke_session(request: AnyRequest, session_id: FromPath[UUID]) -> Response[None]:
    """Sign out one client; its access tokens stop working at once."""
    await of(request, Sessions).revoke(user_id=caller(request).user_id, session_id=session_id)
    return no_content()


@delete("/v1/me/sessions", status_code=204, tags=["auth"], responses=problems())
async def revoke_all_sessions(request: AnyRequest) -> Response[None]:
    """Sign out everywhere, here too."""
    await of(request, Sessions).revoke_all(user_id=caller(request).user_id)
    return no_content(headers={"set-cookie": of(request, Cookies).drop(request)})


@get("/.well-known/jwks.json", tags=["auth"], security=[], responses=problems())
async def published_keys(request: AnyRequest) -> Response[JwkSet]:
    """The keys that access tokens can be verified with (RFC 7517)."""
    keys = await of(request, SigningKeys).published()
    return json(JwkSet(keys=keys), headers={"Cache-Control": "public, max-age=300"})


def _origin(request: AnyRequest, client: Client) -> Origin:
    address = request.client.host if request.client else ""
    return Origin(client=client, address=address, user_agent=clean_header(request.headers.get("user-agent", "")))


def _token(request: AnyRequest, data: Refresh | None) -> str | None:
    return (data.refresh_token if data else None) or find_cookie(request)


def _signed_in(request: AnyRequest, grant: Grant, *, status: int = 200) -> Response[SignedIn]:
    session = grant.session
    is_native = session.client == "native"
    headers = {"Cache-Control": "no-store"}
    if not is_native:
        headers["set-cookie"] = of(request, Cookies).keep(request, session.refresh_token)
    body = SignedIn(
        user=session.user,
        access_token=grant.access_token,
        token_type="Bearer",  # noqa: S106 - the name of a scheme
        expires_in=int(LIFETIME.total_seconds()),
        refresh_token=session.refresh_token if is_native else None,
    )
    return json(body, status=status, headers=headers)


def _shown(session: Session, current: UUID | None) -> ShownSession:
    return ShownSession(**msgspec.structs.asdict(session), is_current=session.id == current)


ROUTES: Final = (
    register,
    login,
    refresh,
    logout,
    me,
    change_me,
    list_sessions,
    revoke_session,
    revoke_all_sessions,
    published_keys,
)
