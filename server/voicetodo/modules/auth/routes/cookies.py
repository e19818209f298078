"""The browser's refresh token: in a cookie no script can read, sent to these routes only, and only by our own pages.

Against requests forged by other sites stand two guards: the cookie is `SameSite=Strict`, and every request that reads
or sets it must come from our own origin as far as the browser tells (`Sec-Fetch-Site`, or `Origin` in older ones).
Callers that send neither are no browsers, and carry no cookies they did not put there themselves.
"""

from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from litestar import Request

from voicetodo.modules.auth.errors import CrossSiteRequest
from voicetodo.modules.auth.model.sessions import IDLE

NAME: Final = "voicetodo_refresh"
_PATH: Final = "/v1/auth"

AnyRequest = Request[Any, Any, Any]


class Cookies(msgspec.Struct, frozen=True):
    """`public_url` is where people reach us, if that is known; `origins` are other pages that may use our cookie."""

    public_url: str | None
    origins: frozenset[str]

    def keep(self, request: AnyRequest, refresh_token: str) -> str:
        """The `Set-Cookie` header for a token to keep."""
        return self._header(request, refresh_token, int(IDLE.total_seconds()))

    def drop(self, request: AnyRequest) -> str:
        """The `Set-Cookie` header after which there is none any more."""
        return self._header(request, "", 0)

    def check_same_origin(self, request: AnyRequest) -> None:
        """Raises CrossSiteRequest when a page of another site sent this."""
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        if site in {"same-origin", "none"} or (origin is not None and origin in self._own_origins(request)):
            return
        if site is not None or origin is not None:
            raise CrossSiteRequest

    def _own_origins(self, request: AnyRequest) -> frozenset[str]:
        here = {f"{request.scope['scheme']}://{request.headers.get('host', '')}"}
        if self.public_url:
            parts = urlsplit(self.public_url)
            here.add(f"{parts.scheme}://{parts.netloc}")
        return self.origins | here

    def _header(self, request: AnyRequest, value: str, max_age_seconds: int) -> str:
        # A plain-HTTP address (a laptop, a home network) could not keep a Secure cookie; every other one must.
        is_secure = request.scope["scheme"] == "https" or (self.public_url or "").startswith("https://")
        secure = "; Secure" if is_secure else ""
        return f"{NAME}={value}; Path={_PATH}; Max-Age={max_age_seconds}; HttpOnly; SameSite=Strict{secure}"


def find_cookie(request: AnyRequest) -> str | None:
    """The refresh token the browser sent along."""
    return request.cookies.get(NAME) or None
