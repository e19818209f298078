"""`/v1/me/passkeys` and `/v1/auth/passkey`: signing in with what a device keeps."""

from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody

from voicetodo.kit.http import Body, Page, caller, json, no_content, of, problems
from voicetodo.kit.http.requirements import RECENT, SECURING, SIGNED_IN
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    CrossSiteRequest,
    PasskeyNotFound,
    PasskeyRefused,
    PasskeysUnavailable,
    TooManyPasskeys,
    UserNotFound,
)
from voicetodo.modules.auth.model.passkeys import Passkey
from voicetodo.modules.auth.model.sessions import Client
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.reauthentication import asking
from voicetodo.modules.auth.routes.second_factors import refuse_unproven
from voicetodo.modules.auth.routes.signed_in import SIGN_IN, SignedIn, origin_of, signed_in
from voicetodo.modules.auth.routes.sites import here
from voicetodo.modules.auth.service.passkey_sign_in import PasskeySignIn
from voicetodo.modules.auth.service.passkeys import Passkeys

AnyRequest = Request[Any, Any, Any]


class PasskeyOptions(msgspec.Struct):
    """For `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` (WebAuthn level 3).

    Good for five minutes and one answer.
    """

    options: dict[str, Any]


class NewPasskey(Body):
    """`credential` is what `navigator.credentials.create` gave, as its `toJSON` writes it."""

    name: str
    credential: dict[str, Any]


class PasskeyName(Body):
    name: str


class ShownPasskey(Body):
    """`credential` is what `navigator.credentials.get` gave, as its `toJSON` writes it."""

    credential: dict[str, Any]
    client: Client = "browser"
    device_token: str | None = None


@get("/v1/me/passkeys", tags=["auth"], opt=SECURING, responses=problems())
async def list_passkeys(request: AnyRequest) -> Response[Page[Passkey]]:
    """What signs me in without a password, the newest first; all of them, as there are 20 at most."""
    return json(Page(items=await of(request, Passkeys).list_all(caller(request).user_id)))


@post(
    "/v1/me/passkeys/options",
    status_code=200,
    tags=["auth"],
    opt={**RECENT, **SECURING},
    responses=problems(PasskeysUnavailable, UserNotFound),
)
async def begin_passkey(request: AnyRequest) -> Response[PasskeyOptions]:
    """What a device is asked to make."""
    await refuse_unproven(request)
    me = asking(request)
    options = await of(request, Passkeys).begin(me.user_id, session_id=me.session_id, site=here(request))
    return json(PasskeyOptions(options), headers={"Cache-Control": "no-store"})


@post(
    "/v1/me/passkeys",
    status_code=201,
    tags=["auth"],
    opt={**RECENT, **SECURING},
    responses=problems(PasskeysUnavailable, ChallengeRefused, PasskeyRefused, TooManyPasskeys),
)
async def add_passkey(request: AnyRequest, data: JSONBody[NewPasskey]) -> Response[Passkey]:
    """What the device made signs me in from now on, without a password and a code.

    It proves a second factor in this session: its next access token (`/v1/auth/refresh`) says so.
    """
    await refuse_unproven(request)
    me = asking(request)
    made = await of(request, Passkeys).add(
        me.user_id, session_id=me.session_id, site=here(request), name=data.name, credential=data.credential
    )
    return json(made, status=201)


@patch("/v1/me/passkeys/{passkey_id:uuid}", tags=["auth"], responses=problems(PasskeyNotFound))
async def rename_passkey(
    request: AnyRequest, passkey_id: FromPath[UUID], data: JSONBody[PasskeyName]
) -> Response[Passkey]:
    """Call it something else."""
    return json(await of(request, Passkeys).rename(caller(request).user_id, passkey_id, name=data.name))


@delete(
    "/v1/me/passkeys/{passkey_id:uuid}",
    status_code=204,
    tags=["auth"],
    opt=RECENT,
    responses=problems(PasskeyNotFound),
)
async def remove_passkey(request: AnyRequest, passkey_id: FromPath[UUID]) -> Response[None]:
    """It signs nobody in any more."""
    await of(request, Passkeys).remove(caller(request).user_id, passkey_id)
    return no_content()


@post(
    "/v1/auth/passkey/options",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(PasskeysUnavailable),
)
async def begin_passkey_sign_in(request: AnyRequest) -> Response[PasskeyOptions]:
    """What a device is asked to sign, whoever it is for."""
    options = await of(request, PasskeySignIn).begin(here(request))
    return json(PasskeyOptions(options), headers={"Cache-Control": "no-store"})


@post(
    "/v1/auth/passkey",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(PasskeysUnavailable, ChallengeRefused, PasskeyRefused, CrossSiteRequest),
)
async def sign_in_with_passkey(request: AnyRequest, data: JSONBody[ShownPasskey]) -> Response[SignedIn]:
    """Sign in with a passkey alone: it counts as two factors, as it asks for a finger, a face or a PIN itself."""
    of(request, Cookies).check_same_origin(request)
    grant = await of(request, PasskeySignIn).sign_in(
        data.credential,
        site=here(request),
        origin=origin_of(request, data.client),
        device_token=data.device_token or of(request, Cookies).find_device(request) or "",
    )
    return signed_in(request, grant)


@post(
    "/v1/auth/reauthentication/options",
    status_code=200,
    tags=["auth"],
    opt={**SIGN_IN, **SECURING, "scope": SIGNED_IN},
    responses=problems(PasskeysUnavailable),
)
async def begin_reauthentication(request: AnyRequest) -> Response[PasskeyOptions]:
    """What one of my passkeys is asked to sign, to prove again who I am."""
    me = asking(request)
    options = await of(request, Passkeys).ask(me.user_id, session_id=me.session_id, site=here(request))
    return json(PasskeyOptions(options), headers={"Cache-Control": "no-store"})


ROUTES: Final = (
    list_passkeys,
    begin_passkey,
    add_passkey,
    rename_passkey,
    remove_passkey,
    begin_passkey_sign_in,
    sign_in_with_passkey,
    begin_reauthentication,
)
