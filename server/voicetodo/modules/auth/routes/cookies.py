"""The browser's refresh token: in a cookie no script can read, sent to these routes only, and only by our own pages.

Against requests forged by other sites stand two guards: the cookie is `SameSite=Strict`, and every request that reads
or sets it must come from our own origin as far as the browser tells (`Sec-Fetch-Site`, or `Origin` in older ones).
Callers that send neither are no browsers, and carry no cookies they did not put there themselves.
"""

from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from litestar import Request
from litestar.datastructures import Cookie

from voicetodo.modules.auth.errors import CrossSiteRequest
from voicetodo.modules.auth.model.sessions import IDLE

NAME: Final = "voicetodo_refresh"
DEVICE_NAME: Final = "voicetodo_device"
#: As long as browsers keep any cookie (RFC 6265bis, 5.5).
_DEVICE_SECONDS: Final = 400 * 24 * 3600
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

    def keep_device(self, request: AnyRequest, device_token: str) -> Cookie:
        """What the browser is known by at its next sign-in, and nothing more: it stays past a sign-out."""
        return Cookie(
            key=DEVICE_NAME,
            value=device_token,
            path=_PATH,
            max_age=_DEVICE_SECONDS,
            httponly=True,
            samesite="strict",
            secure=self._is_secure(request),
        )

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
        secure = "; Secure" if self._is_secure(request) else ""
        return f"{NAME}={value}; Path={_PATH}; Max-Age={max_age_seconds}; HttpOnly; SameSite=Strict{secure}"

    def _is_secure(self, request: AnyRequest) -> bool:
        """A plain-HTTP address (a laptop, a home network) could not keep a Secure cookie; every other one must."""
        return request.scope["scheme"] == "https" or (self.public_url or "").startswith("https://")


def find_cookie(request: AnyRequest) -> str | None:
    """The refresh token the browser sent along."""
    return request.cookies.get(NAME) or None


def find_device_cookie(request: AnyRequest) -> str | None:
    """What this browser was given at its last sign-in."""
    return request.cookies.get(DEVICE_NAME) or None
