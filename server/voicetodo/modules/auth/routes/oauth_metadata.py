"""Where clients find what they need: RFC 8414 and RFC 9728."""

from collections.abc import Callable
from typing import Any, Final

import msgspec
from litestar import Request, Response, get

from voicetodo.kit.http import Page, json, of, problems
from voicetodo.modules.auth.model.authorizations import WishedScope
from voicetodo.modules.auth.model.oauth_clients import AUTH_METHODS, GRANT_TYPES
from voicetodo.modules.auth.rights import RIGHTS

AnyRequest = Request[Any, Any, Any]

_KEPT: Final = {"Cache-Control": "public, max-age=300"}


class OAuthAddresses(msgspec.Struct, frozen=True):
    """`address` is where people reach us: our issuer identifier, and the resource that tokens are for."""

    address: str
    may_clients_register: Callable[[], bool]


class AuthorizationServerMetadata(msgspec.Struct, omit_defaults=True):
    """RFC 8414, 2. Without an endpoint for it, clients cannot register by themselves just now."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    jwks_uri: str
    service_documentation: str
    scopes_supported: list[str]
    response_types_supported: list[str]
    response_modes_supported: list[str]
    grant_types_supported: list[str]
    token_endpoint_auth_methods_supported: list[str]
    revocation_endpoint_auth_methods_supported: list[str]
    code_challenge_methods_supported: list[str]
    authorization_response_iss_parameter_supported: bool
    protected_resources: list[str]
    registration_endpoint: str | None = None


class ProtectedResourceMetadata(msgspec.Struct):
    """RFC 9728, 2."""

    resource: str
    resource_name: str
    resource_documentation: str
    authorization_servers: list[str]
    scopes_supported: list[str]
    bearer_methods_supported: list[str]


@get("/.well-known/oauth-authorization-server", tags=["auth"], security=[], responses=problems())
async def authorization_server_metadata(request: AnyRequest) -> Response[AuthorizationServerMetadata]:
    """How programs of others come to act for people here (RFC 8414)."""
    addresses = of(request, OAuthAddresses)
    address = addresses.address
    found = AuthorizationServerMetadata(
        issuer=address,
        authorization_endpoint=f"{address}/oauth/authorize",
        token_endpoint=f"{address}/v1/oauth/token",
        revocation_endpoint=f"{address}/v1/oauth/revocation",
        jwks_uri=f"{address}/.well-known/jwks.json",
        service_documentation=f"{address}/docs",
        scopes_supported=list(RIGHTS.scopes),
        response_types_supported=["code"],
        response_modes_supported=["query"],
        grant_types_supported=list(GRANT_TYPES),
        token_endpoint_auth_methods_supported=list(AUTH_METHODS),
        revocation_endpoint_auth_methods_supported=list(AUTH_METHODS),
        code_challenge_methods_supported=["S256"],
        authorization_response_iss_parameter_supported=True,
        protected_resources=[address],
        registration_endpoint=f"{address}/v1/oauth/clients" if addresses.may_clients_register() else None,
    )
    return json(found, headers=_KEPT)


@get("/.well-known/oauth-protected-resource", tags=["auth"], security=[], responses=problems())
async def protected_resource_metadata(request: AnyRequest) -> Response[ProtectedResourceMetadata]:
    """Which tokens are taken here, and who gives them (RFC 9728)."""
    address = of(request, OAuthAddresses).address
    found = ProtectedResourceMetadata(
        resource=address,
        resource_name="Voice Todo",
        resource_documentation=f"{address}/docs",
        authorization_servers=[address],
        scopes_supported=list(RIGHTS.scopes),
        bearer_methods_supported=["header"],
    )
    return json(found, headers=_KEPT)


@get("/v1/oauth/scopes", tags=["auth"], security=[], responses=problems())
async def list_scopes(request: AnyRequest) -> Response[Page[WishedScope]]:  # noqa: ARG001 - the same for everybody
    """What a token for a program can be made for, and what each of it lets the program do."""
    scopes = [WishedScope(name, sentence) for name, sentence in RIGHTS.scopes.items()]
    return json(Page(items=scopes), headers=_KEPT)


ROUTES: Final = (authorization_server_metadata, protected_resource_metadata, list_scopes)
