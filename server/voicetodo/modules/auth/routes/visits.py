"""How a browser is sent to a provider, and what it brings back: the same for whatever it goes there for."""

from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response

from voicetodo.kit.http import Body, json, of
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.service.openid import Return
from voicetodo.modules.auth.service.visits import new_browser_secret

AnyRequest = Request[Any, Any, Any]
Parameter = Annotated[str, msgspec.Meta(max_length=4096)]
_NO_STORE: Final = {"Cache-Control": "no-store"}


class ChosenProvider(Body):
    provider: str


class Destination(msgspec.Struct):
    """Where the browser is to go. What comes back within 15 minutes, in this browser, is good once."""

    location: str


class Returned(Body):
    """What the browser was called with at `/with/{provider}`; `iss` where there was one (RFC 9207)."""

    provider: str
    code: Parameter
    state: Parameter
    iss: Parameter | None = None


def visitor_of(request: AnyRequest) -> str:
    """The secret of this browser, which may have gone to a provider from another tab as well; or a new one."""
    return of(request, Cookies).find_visitor(request) or new_browser_secret()


def sent_away(request: AnyRequest, browser: str, location: str) -> Response[Destination]:
    answer = json(Destination(location), headers=_NO_STORE)
    answer.cookies.append(of(request, Cookies).keep_visitor(request, browser))
    return answer


def returned(data: Returned) -> Return:
    return Return(state=data.state, code=data.code, issuer=data.iss)
