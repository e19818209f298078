"""Clients register by themselves (RFC 7591): nobody vouches for them, and people are told so when they are asked."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, cast
from urllib.parse import urlsplit

import msgspec
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import JsonRequest
from authlib.oauth2.rfc7591 import (
    ClientMetadataClaims,
    ClientRegistrationEndpoint,
    InvalidClientMetadataError,
    InvalidRedirectURIError,
)

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.modules.auth.errors import ClientRegistrationClosed
from voicetodo.modules.auth.model.oauth_clients import (
    AUTH_METHODS,
    GRANT_TYPES,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    AuthMethod,
    ClientMetadata,
    OAuthClient,
    digest_of,
    narrowed,
)
from voicetodo.modules.auth.model.redirect_uris import MOST, check_redirect_uri, destination_of
from voicetodo.modules.auth.rights import RIGHTS
from voicetodo.modules.auth.service.oauth_messages import Answer
from voicetodo.modules.auth.store import oauth_clients

#: Registered by whom ever, and never agreed to.
MOST_UNUSED: Final = 5_000
UNUSED_KEPT: Final = timedelta(days=7)
IDLE_KEPT: Final = timedelta(days=365)


class OAuthClients:
    """Any number of people may agree to one client."""

    def __init__(self, *, db: Database, clock: Clock, may_register: Callable[[], bool]) -> None:
        self._db = db
        self._clock = clock
        self._may_register = may_register

    async def register(self, body: bytes) -> Answer:
        """The client's id, and its secret where it wants one, or why not, as OAuth tells it.

        Where MOST_UNUSED are there, the oldest of those goes: nobody can keep others from registering. Raises
        ClientRegistrationClosed.
        """
        if not self._may_register():
            raise ClientRegistrationClosed
        endpoint = _Registration(claims_classes=[_Claims])
        try:
            metadata = msgspec.json.decode(body, type=ClientMetadata)
            uris = _checked_uris(metadata.redirect_uris)
            status, answer, headers = endpoint(_asking(metadata))
            client = self._client(metadata, uris, cast("dict[str, Any]", answer))
        except OAuth2Error as error:
            return Answer(*error())
        except (ValueError, RecursionError):  # is no JSON, or cannot even be repeated in an error
            return Answer(*InvalidClientMetadataError()())
        async with self._db.transaction() as tx:
            await oauth_clients.make_room(tx, most=MOST_UNUSED)
            await oauth_clients.add(tx, client)
            await audit(tx, "auth.oauth_client_registered", on=("oauth_client", client.id))
        kept = {"client_name": client.name, "scope": " ".join(client.scopes), "grant_types": client.grant_types}
        return Answer(status, {**answer, **kept}, headers)

    async def forget_unused(self) -> None:
        """Housekeeping."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await oauth_clients.forget(tx, unused_since=now - UNUSED_KEPT, idle_since=now - IDLE_KEPT)

    def _client(self, metadata: ClientMetadata, uris: list[str], told: dict[str, Any]) -> OAuthClient:
        """Raises InvalidClientMetadataError."""
        scopes = narrowed(metadata.scope, list(RIGHTS.scopes))
        if not scopes:
            raise InvalidClientMetadataError(f"There are only the scopes {', '.join(RIGHTS.scopes)}.")
        secret: str | None = told.get("client_secret")
        return OAuthClient(
            id=told["client_id"],
            name=_name(metadata.client_name) or destination_of(uris[0]),
            uri=_checked_link(metadata.client_uri),
            redirect_uris=uris,
            auth_method=cast("AuthMethod", told["token_endpoint_auth_method"]),
            secret_digest=None if secret is None else digest_of(secret),
            grant_types=list(metadata.grant_types or GRANT_TYPES[:1]),
            scopes=scopes,
            created_at=self._clock.now(),
        )


class _Registration(ClientRegistrationEndpoint):
    """Judges what a client tells of itself, and keeps nothing."""

    def authenticate_token(self, request: object) -> bool:  # noqa: ARG002 - anybody may
        return True

    def get_server_metadata(self) -> dict[str, Any]:
        return {
            "response_types_supported": ["code"],
            "grant_types_supported": list(GRANT_TYPES),
            "token_endpoint_auth_methods_supported": list(AUTH_METHODS),
        }

    def generate_client_id(self, request: object) -> str:  # noqa: ARG002 - as below
        return secrets.token_urlsafe(18)

    def generate_client_secret(self, request: object) -> str:  # noqa: ARG002 - the signature is Authlib's
        return secrets.token_urlsafe(32)

    def generate_client_info(self, request: Any) -> dict[str, Any]:
        made: dict[str, Any] = super().generate_client_info(request)
        if request.payload.data.get("token_endpoint_auth_method") == "none":
            del made["client_secret"], made["client_secret_expires_at"]
        return made

    def save_client(self, client_info: object, client_metadata: object, request: object) -> None:
        """Afterwards."""


class _Claims(ClientMetadataClaims):
    def validate_redirect_uris(self) -> None:
        """Judged before, as Authlib would refuse those of apps (RFC 8252, 7.1)."""


class _Metadata:
    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data


def _asking(metadata: ClientMetadata) -> JsonRequest:
    request = JsonRequest("POST", "")
    request.payload = cast("Any", _Metadata(metadata.as_claims()))
    return request


def _checked_uris(uris: list[str]) -> list[str]:
    if not 1 <= len(uris) <= MOST:
        raise InvalidRedirectURIError(f"There must be 1 to {MOST} redirect URIs.")
    try:
        return [check_redirect_uri(uri) for uri in dict.fromkeys(uris)]
    except ValueError as error:
        raise InvalidRedirectURIError(str(error)) from error


def _checked_link(uri: str | None) -> str | None:
    if not uri:
        return None
    if len(uri) > LONGEST_ADDRESS or urlsplit(uri).scheme not in {"http", "https"} or not uri.isprintable():
        raise InvalidClientMetadataError("The client_uri must be the address of a web page.")
    return uri


def _name(text: str | None) -> str:
    """On one line, without what would turn the rest of that line around."""
    return "".join(character for character in text or "" if character.isprintable())[:LONGEST_NAME].strip()
