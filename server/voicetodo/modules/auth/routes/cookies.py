"""The browser's refresh token: in a cookie no script can read, sent to these routes only, and only by our own pages.

Against requests forged by other sites stand two guards: the cookie is `SameSite=Strict`, and every request that reads
or sets it must come from our own origin as far as the browser tells (`Sec-Fetch-Site`, or `Origin` in older ones).
Callers that send neither are no browsers, and carry no cookies they did not put there themselves.

Reached by https, all are Secure and say so in their names (RFC 6265bis, 4.1.3): nothing that came by plain http can put
one there. What such a browser kept under the bare name, from before, is still read where there is no other, and goes
when it is replaced.
"""

from datetime import timedelta
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
_DEVICE_KEPT: Final = timedelta(days=400)
_PATH: Final = "/v1/auth"
#: Of a browser that was sent to a provider. No neighbour at another port or subdomain can put it there (`__Host-`).
VISITOR_NAME: Final = "voicetodo_visitor"
_VISITOR_KEPT: Final = timedelta(hours=1)

AnyRequest = Request[Any, Any, Any]


class Cookies(msgspec.Struct, frozen=True):
    """`public_url` is where people reach us, if that is known; `origins` are other pages that may use our cookie."""

    public_url: str | None
    origins: frozenset[str]

    def keep(self, request: AnyRequest, refresh_token: str) -> list[Cookie]:
        """What an answer sets for a token to keep."""
        return self._keep(request, NAME, refresh_token, IDLE)

    def drop(self, request: AnyRequest) -> list[Cookie]:
        """What an answer sets after which there is none any more."""
        return self._keep(request, NAME, "", timedelta())

    def find(self, request: AnyRequest) -> str | None:
        """The refresh token the browser sent along."""
        return self._find(request, NAME)

    def keep_device(self, request: AnyRequest, device_token: str) -> list[Cookie]:
        """What the browser is known by at its next sign-in, and nothing more: it stays past a sign-out."""
        return self._keep(request, DEVICE_NAME, device_token, _DEVICE_KEPT)

    def find_device(self, request: AnyRequest) -> str | None:
        """What this browser was given at its last sign-in."""
        return self._find(request, DEVICE_NAME)

    def keep_visitor(self, request: AnyRequest, secret: str) -> Cookie:
        """What proves that who comes back from a provider is the browser that went there."""
        return self._cookie(request, self._visitor_name(request), secret, _VISITOR_KEPT, path="/")

    def find_visitor(self, request: AnyRequest) -> str:
        """Nothing where this browser went nowhere."""
        return request.cookies.get(self._visitor_name(request)) or ""

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

    def _keep(self, request: AnyRequest, name: str, value: str, kept: timedelta) -> list[Cookie]:
        kept_as = self._name(request, name)
        made = [self._cookie(request, kept_as, value, kept)]
        if kept_as != name and name in request.cookies:
            made.append(self._cookie(request, name, "", timedelta()))
        return made

    def _find(self, request: AnyRequest, name: str) -> str | None:
        return request.cookies.get(self._name(request, name)) or request.cookies.get(name) or None

    def _cookie(self, request: AnyRequest, name: str, value: str, kept: timedelta, *, path: str = _PATH) -> Cookie:
        return Cookie(
            key=name,
            value=value,
            path=path,
            max_age=int(kept.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=self._is_secure(request),
        )

    def _name(self, request: AnyRequest, name: str) -> str:
        return f"__Secure-{name}" if self._is_secure(request) else name

    def _visitor_name(self, request: AnyRequest) -> str:
        return f"__Host-{VISITOR_NAME}" if self._is_secure(request) else VISITOR_NAME

    def _is_secure(self, request: AnyRequest) -> bool:
        """A plain-HTTP address (a laptop, a home network) could not keep a Secure cookie; every other one must."""
        return request.scope["scheme"] == "https" or (self.public_url or "").startswith("https://")
