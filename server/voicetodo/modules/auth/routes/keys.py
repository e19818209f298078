"""`/.well-known/jwks.json`: the published keys."""

from typing import Any, Final

from litestar import Request, Response, get

from voicetodo.kit.http import json, of, problems
from voicetodo.kit.tokens import JwkSet
from voicetodo.modules.auth.service.signing_keys import SigningKeys

AnyRequest = Request[Any, Any, Any]


@get("/.well-known/jwks.json", tags=["auth"], security=[], responses=problems())
async def published_keys(request: AnyRequest) -> Response[JwkSet]:
    """The keys that access tokens can be verified with (RFC 7517)."""
    keys = await of(request, SigningKeys).published()
    return json(JwkSet(keys=keys), headers={"Cache-Control": "public, max-age=300"})


ROUTES: Final = (published_keys,)
