"""What somebody gets who has signed in, by whichever way."""

from typing import Any, Final

import msgspec
from litestar import Request, Response

from voicetodo.kit.http import json, language_of, of
from voicetodo.kit.tokens.verifier import LIFETIME
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.model.headers import clean_header
from voicetodo.modules.auth.model.sessions import Client
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.sessions import Origin

AnyRequest = Request[Any, Any, Any]
SIGN_IN: Final = {"rate_limit": "sign_in"}


class SignedIn(msgspec.Struct, omit_defaults=True):
    """Send the access token as `Authorization: Bearer …`; `/v1/auth/refresh` gives the next before it expires.

    Keep `device_token`, also past a sign-out, and send it with the next sign-in: it opens nothing, but strangers who
    guess passwords then cannot delay this device.
    """

    user: User
    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str | None = None
    device_token: str | None = None


def origin_of(request: AnyRequest, client: Client) -> Origin:
    """What the request came from."""
    address = request.client.host if request.client else ""
    return Origin(
        client=client,
        address=address,
        user_agent=clean_header(request.headers.get("user-agent", "")),
        language=language_of(request),
    )


def signed_in(request: AnyRequest, grant: Grant, *, status: int = 200) -> Response[SignedIn]:
    """The answer: a browser's refresh token is in its cookie, another client's in the body."""
    session = grant.session
    is_native = session.client == "native"
    body = SignedIn(
        user=session.user,
        access_token=grant.access_token,
        token_type="Bearer",  # noqa: S106 - the name of a scheme
        expires_in=int(LIFETIME.total_seconds()),
        refresh_token=session.refresh_token if is_native else None,
        device_token=grant.device_token if is_native else None,
    )
    answer = json(body, status=status, headers={"Cache-Control": "no-store"})
    if not is_native:
        cookies = of(request, Cookies)
        answer.cookies += cookies.keep(request, session.refresh_token)
        if grant.device_token is not None:
            answer.cookies += cookies.keep_device(request, grant.device_token)
    return answer
