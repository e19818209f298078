"""`/v1/auth/reauthentication`: proving again who I am."""

from typing import Any, Final

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from voicetodo.kit.errors import Forbidden
from voicetodo.kit.http import Body, caller, json, of, problems
from voicetodo.kit.http.requirements import SECURING, SIGNED_IN
from voicetodo.kit.tokens.verifier import LIFETIME
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    CodesDelayed,
    PasskeyRefused,
    ProviderNotFound,
    ProviderRefused,
    ProviderUnavailable,
    SessionNotFound,
    SignInBusy,
    SignInDelayed,
)
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.signed_in import SIGN_IN
from voicetodo.modules.auth.routes.sites import here
from voicetodo.modules.auth.routes.visits import Returned, returned
from voicetodo.modules.auth.service.provider_reauthentication import ProviderReauthentication
from voicetodo.modules.auth.service.reauthentication import Asking, Reauthentication
from voicetodo.modules.auth.service.visits import Whose

AnyRequest = Request[Any, Any, Any]


class Proof(Body):
    """One of: the password; a code of my authenticator app, or one for recovery; what my passkey signed; what came back
    from a provider where I have a linked account.

    Where I have an authenticator app, the password is not enough, and the provider only if it says that it asked for
    two things.
    """

    password: str | None = None
    code: str | None = None
    passkey: dict[str, Any] | None = None
    returned: Returned | None = None


class FreshToken(msgspec.Struct):
    """Takes the place of the access token that was sent, which stays good but proves nothing new."""

    access_token: str
    token_type: str
    expires_in: int


@post(
    "/v1/auth/reauthentication",
    status_code=200,
    tags=["auth"],
    opt={**SIGN_IN, **SECURING, "scope": SIGNED_IN},
    responses=problems(
        SessionNotFound,
        ChallengeRefused,
        PasskeyRefused,
        ProviderNotFound,
        ProviderRefused,
        ProviderUnavailable,
        SignInDelayed,
        CodesDelayed,
        SignInBusy,
    ),
)
async def reauthenticate(request: AnyRequest, data: JSONBody[Proof]) -> Response[FreshToken]:
    """Prove again who I am, for ten minutes: what is sensitive asks for it (401, `reauthentication-required`)."""
    service, me = of(request, Reauthentication), asking(request)
    if data.passkey is not None:
        token = await service.by_passkey(me, data.passkey, site=here(request))
    elif data.returned is not None:
        whose = Whose(of(request, Cookies).find_visitor(request), me.user_id, me.session_id)
        token = await of(request, ProviderReauthentication).confirm(
            me, whose, data.returned.provider, returned(data.returned)
        )
    elif data.code is not None:
        token = await service.by_code(me, data.code)
    else:
        token = await service.by_password(me, data.password or "")
    fresh = FreshToken(token, token_type="Bearer", expires_in=int(LIFETIME.total_seconds()))  # noqa: S106
    return json(fresh, headers={"Cache-Control": "no-store"})


def asking(request: AnyRequest) -> Asking:
    """Raises Forbidden where the caller is signed in to no session."""
    me = caller(request)
    if me.session_id is None:
        raise Forbidden
    return Asking(me.user_id, me.session_id, request.client.host if request.client else "")


ROUTES: Final = (reauthenticate,)
