"""Programs of others that people let act for them: how they register (RFC 7591), and what they may ask for."""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal

import msgspec

AuthMethod = Literal["none", "client_secret_basic", "client_secret_post"]
AUTH_METHODS: Final[tuple[AuthMethod, ...]] = ("none", "client_secret_basic", "client_secret_post")
GRANT_TYPES: Final = ("authorization_code", "refresh_token")

LONGEST_NAME: Final = 100
LONGEST_ADDRESS: Final = 300

_ID: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")


class OAuthClient(msgspec.Struct, frozen=True, kw_only=True):
    """A registered client. `name` and `uri` are its own words: nobody has looked whether they are true."""

    id: str
    name: str
    uri: str | None
    redirect_uris: list[str]
    auth_method: AuthMethod
    secret_digest: bytes | None
    grant_types: list[str]
    scopes: list[str]
    created_at: datetime

    def has_secret(self, secret: str) -> bool:
        return self.secret_digest is not None and hmac.compare_digest(self.secret_digest, digest_of(secret))


class ClientMetadata(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What a client tells of itself (RFC 7591, 2). What we do not know is left out, as the RFC wants it."""

    redirect_uris: list[str]
    token_endpoint_auth_method: str | None = None
    grant_types: list[str] | None = None
    response_types: list[str] | None = None
    client_name: str | None = None
    client_uri: str | None = None
    scope: str | None = None

    def as_claims(self) -> dict[str, Any]:
        """As Authlib reads them."""
        return msgspec.to_builtins(self)


def digest_of(secret: str) -> bytes:
    """What is kept of a secret of 256 random bits: a plain hash of that many cannot be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def is_client_id(text: str) -> bool:
    """Whether we may have given it to a client."""
    return _ID.fullmatch(text) is not None


def narrowed(wished: str | None, among: Sequence[str]) -> list[str]:
    """Of `among` those that are wished (names with blanks between); all of them where nothing is."""
    names = (wished or "").split()
    return [scope for scope in among if scope in names] if names else list(among)
