"""`/v1/me/second-factors`, `authenticator-app` and `recovery-codes`: what I prove who I am with, beside a password."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.params import JSONBody

from voicetodo.kit.http import Body, caller, json, no_content, of, problems
from voicetodo.kit.http.guard import SecondFactorMissing, reauthentication_required
from voicetodo.kit.http.requirements import RECENT, SECURING
from voicetodo.modules.auth.errors import AuthenticatorAppExists, AuthenticatorAppNotFound, UserNotFound
from voicetodo.modules.auth.model.second_factors import SecondFactors
from voicetodo.modules.auth.service.second_factors import NewApp, ProvenBefore, SecondFactorAuthentication

AnyRequest = Request[Any, Any, Any]
_NO_STORE: Final = {"Cache-Control": "no-store"}


class FirstCode(Body):
    """What the app shows now."""

    code: str


class RecoveryCodes(msgspec.Struct):
    """Each lets me in once in the place of a code from the app. They are not shown again."""

    codes: list[str]


@get("/v1/me/second-factors", tags=["auth"], opt=SECURING, responses=problems())
async def show_second_factors(request: AnyRequest) -> Response[SecondFactors]:
    """Whether I have an authenticator app, and how many recovery codes are left."""
    return json(await of(request, SecondFactorAuthentication).find_all(caller(request).user_id))


@post(
    "/v1/me/authenticator-app",
    status_code=201,
    tags=["auth"],
    opt={**RECENT, **SECURING},
    responses=problems(AuthenticatorAppExists, UserNotFound),
)
async def set_up_authenticator_app(request: AnyRequest) -> Response[NewApp]:
    """Begin to set up an app: scan `uri` as a QR code, or type `secret`. It counts once a code came from it."""
    await refuse_unproven(request)
    made = await of(request, SecondFactorAuthentication).set_up(caller(request).user_id)
    return json(made, status=201, headers=_NO_STORE)


@post(
    "/v1/me/authenticator-app/confirmation",
    status_code=201,
    tags=["auth"],
    opt={**RECENT, **SECURING},
    responses=problems(AuthenticatorAppExists, AuthenticatorAppNotFound),
)
async def confirm_authenticator_app(request: AnyRequest, data: JSONBody[FirstCode]) -> Response[RecoveryCodes]:
    """From now on signing in with my password asks for a code. Answers ten recovery codes.

    The code proves a second factor in this session: its next access token (`/v1/auth/refresh`) says so.
    """
    await refuse_unproven(request)
    me = caller(request)
    service = of(request, SecondFactorAuthentication)
    codes = await service.confirm(me.user_id, data.code, session_id=me.session_id)
    return json(RecoveryCodes(codes), status=201, headers=_NO_STORE)


@delete(
    "/v1/me/authenticator-app",
    status_code=204,
    tags=["auth"],
    opt=RECENT,
    responses=problems(AuthenticatorAppNotFound),
)
async def remove_authenticator_app(request: AnyRequest) -> Response[None]:
    """My password is enough again; the recovery codes are good no more."""
    me = caller(request)
    with _older_proof_refused():
        await of(request, SecondFactorAuthentication).remove(me.user_id, session_id=me.session_id)
    return no_content()


@post(
    "/v1/me/recovery-codes",
    status_code=201,
    tags=["auth"],
    opt=RECENT,
    responses=problems(AuthenticatorAppNotFound),
)
async def renew_recovery_codes(request: AnyRequest) -> Response[RecoveryCodes]:
    """Ten new codes. Those I had are good no more."""
    me = caller(request)
    with _older_proof_refused():
        codes = await of(request, SecondFactorAuthentication).renew_codes(me.user_id, session_id=me.session_id)
    return json(RecoveryCodes(codes), status=201, headers=_NO_STORE)


async def refuse_unproven(request: AnyRequest) -> None:
    """Who has a second factor, and is asked to prove it, adds no other in its place. Raises SecondFactorMissing."""
    me = caller(request)
    if me.lacks_second_factor and await of(request, SecondFactorAuthentication).has_any(me.user_id):
        raise SecondFactorMissing


@contextmanager
def _older_proof_refused() -> Iterator[None]:
    """Who proved who they are before the app was added, elsewhere, does not take it away by that, nor take its codes.

    Raises ReauthenticationRequired.
    """
    try:
        yield
    except ProvenBefore:
        raise reauthentication_required() from None


ROUTES: Final = (
    show_second_factors,
    set_up_authenticator_app,
    confirm_authenticator_app,
    remove_authenticator_app,
    renew_recovery_codes,
)
