"""Where people believe to be, which is what passkeys are made for."""

from typing import Any

from litestar import Request

from voicetodo.kit.http import of
from voicetodo.modules.auth.errors import PasskeysUnavailable
from voicetodo.modules.auth.model.passkeys import Site, site_of
from voicetodo.modules.auth.routes.cookies import Cookies

AnyRequest = Request[Any, Any, Any]


def here(request: AnyRequest) -> Site:
    """Raises PasskeysUnavailable where that is an address without a name."""
    site = site_of(public_url=of(request, Cookies).public_url, host=request.headers.get("host", ""))
    if site is None:
        raise PasskeysUnavailable
    return site
