"""`/v1/oauth/clients`: dynamic client registration (RFC 7591)."""

from dataclasses import dataclass
from typing import Any, Final

import msgspec
from litestar import Request, Response, post
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType

from voicetodo.kit.http import of, problems
from voicetodo.modules.auth.errors import ClientRegistrationClosed
from voicetodo.modules.auth.routes.oauth_answers import MOST_BYTES, oauth_answer, refusals
from voicetodo.modules.auth.service.oauth_clients import OAuthClients
from voicetodo.modules.auth.service.oauth_messages import Answer

AnyRequest = Request[Any, Any, Any]

_TEXT: Final = Schema(type=OpenAPIType.STRING)
_TEXTS: Final = Schema(type=OpenAPIType.ARRAY, items=_TEXT)
_METADATA: Final = Schema(
    type=OpenAPIType.OBJECT,
    required=["redirect_uris"],
    properties={
        "redirect_uris": _TEXTS,
        "token_endpoint_auth_method": _TEXT,
        "grant_types": _TEXTS,
        "response_types": _TEXTS,
        "client_name": _TEXT,
        "client_uri": _TEXT,
        "scope": _TEXT,
    },
)


@dataclass
class Registering(Operation):
    """The operation with what it takes."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(content={"application/json": OpenAPIMediaType(schema=_METADATA)}, required=True)


class RegisteredClient(msgspec.Struct, omit_defaults=True):
    """RFC 7591, 3.2.1. A secret is not shown again."""

    client_id: str
    client_id_issued_at: int
    client_name: str
    redirect_uris: list[str]
    grant_types: list[str]
    token_endpoint_auth_method: str
    scope: str
    response_types: list[str] | None = None
    client_uri: str | None = None
    client_secret: str | None = None
    client_secret_expires_at: int | None = None


@post(
    "/v1/oauth/clients",
    status_code=201,
    tags=["auth"],
    security=[],
    opt={"rate_limit": "client_registration"},
    operation_class=Registering,
    responses={**problems(ClientRegistrationClosed), **refusals(400)},
)
async def register_client(request: AnyRequest) -> Response[RegisteredClient]:
    """Make a program known that people may then let act for them (RFC 7591). Nobody vouches for what it says of itself.

    Redirect URIs are https, http to `127.0.0.1`, `[::1]` or `localhost`, or of a scheme like `com.example.app`.
    """
    body = await request.body()
    if len(body) > MOST_BYTES:
        return oauth_answer(Answer(400, {"error": "invalid_client_metadata"}, []))
    return oauth_answer(await of(request, OAuthClients).register(body))


ROUTES: Final = (register_client,)
