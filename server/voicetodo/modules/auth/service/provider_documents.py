"""What providers publish of themselves: where to ask (OpenID Connect Discovery 1.0), and the keys they sign with."""

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final, NoReturn, TypeVar

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from voicetodo.kit.clock import Clock
from voicetodo.kit.outgoing import AddressRefused, NoAnswer, Outgoing, read_address
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.auth.errors import ProviderUnavailable
from voicetodo.modules.auth.model.providers import Provider

log = logger("auth")

T = TypeVar("T")
Key = RSAKey | ECKey | OKPKey

GOOD_FOR: Final = timedelta(hours=1)
#: A key that we do not know may be a new one, or nobody's.
_ASKED_AGAIN_AFTER: Final = timedelta(seconds=10)
_MOST_KEYS: Final = 100
_SMALLEST_RSA_BITS: Final = 2048


class Metadata(msgspec.Struct, frozen=True):
    """What we need of a discovery document."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    #: RFC 9207.
    authorization_response_iss_parameter_supported: bool = False


class _KeySet(msgspec.Struct, frozen=True):
    keys: list[dict[str, Any]]


class _Known(msgspec.Struct):
    metadata: Metadata | None = None
    metadata_until: datetime | None = None
    keys: list[Key] = msgspec.field(default_factory=list[Key])
    keys_read_at: datetime | None = None


class ProviderDocuments:
    """Read when first needed and kept for GOOD_FOR. Every verb raises ProviderUnavailable."""

    def __init__(self, *, outgoing: Outgoing, clock: Clock) -> None:
        self._outgoing = outgoing
        self._clock = clock
        self._known: dict[str, _Known] = defaultdict(_Known)
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def metadata(self, provider: Provider) -> Metadata:
        async with self._locks[provider.id]:
            return await self._metadata(provider)

    async def find_keys(self, provider: Provider, kid: str | None) -> list[Key]:
        """Those that may have signed what names this key; all of them where it names none."""
        async with self._locks[provider.id]:
            known, now = self._known[provider.id], self._clock.now()
            if known.keys_read_at is None or known.keys_read_at + GOOD_FOR <= now:
                await self._read_keys(provider, known)
            found = _named(known.keys, kid)
            if not found and known.keys_read_at is not None and known.keys_read_at + _ASKED_AGAIN_AFTER <= now:
                await self._read_keys(provider, known)
                found = _named(known.keys, kid)
            return found

    async def _metadata(self, provider: Provider) -> Metadata:
        known, now = self._known[provider.id], self._clock.now()
        if known.metadata is not None and known.metadata_until is not None and now < known.metadata_until:
            return known.metadata
        url = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = await self._read(provider, url, Metadata)
        if found.issuer != provider.issuer:
            unavailable(provider, "its discovery document is of another issuer")
        _check_addresses(provider, found)
        known.metadata, known.metadata_until = found, now + GOOD_FOR
        return found

    async def _read_keys(self, provider: Provider, known: _Known) -> None:
        address = (await self._metadata(provider)).jwks_uri
        published = await self._read(provider, address, _KeySet)
        if len(published.keys) > _MOST_KEYS:
            unavailable(provider, "it has too many keys")
        known.keys = [key for each in published.keys if (key := _key(each)) is not None]
        known.keys_read_at = self._clock.now()

    async def _read(self, provider: Provider, url: str, kind: type[T]) -> T:
        try:
            reply = await self._outgoing.get(url, trusted=provider.trusted, headers={"Accept": "application/json"})
            if reply.status != 200:
                unavailable(provider, f"it answers {reply.status} where its documents are")
            return msgspec.json.decode(reply.body, type=kind)
        except (AddressRefused, NoAnswer, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            unavailable(provider, str(error), error)


def unavailable(provider: Provider, reason: str, cause: BaseException | None = None) -> NoReturn:
    """Raises ProviderUnavailable, and tells whoever runs the installation why."""
    log.warning("provider_unavailable", provider=provider.id, reason=reason)
    raise ProviderUnavailable(headers={"Retry-After": "10"}) from cause


def _check_addresses(provider: Provider, found: Metadata) -> None:
    """A browser is sent to one of them as well, which no guard of ours goes along with."""
    for address in (found.authorization_endpoint, found.token_endpoint, found.jwks_uri, found.userinfo_endpoint):
        if address is None:
            continue
        try:
            parts, host = read_address(address)
            is_fine = parts.scheme == "https" or host in provider.trusted
        except AddressRefused:
            is_fine = False
        if not is_fine:
            unavailable(provider, "its discovery document names an address without https")


def _named(keys: list[Key], kid: str | None) -> list[Key]:
    return [key for key in keys if kid is None or key.kid == kid]


def _key(published: dict[str, Any]) -> Key | None:
    """None for one that signs nothing we would take: of another use or kind, or too small."""
    if published.get("use", "sig") != "sig" or published.get("kty") not in {"RSA", "EC", "OKP"}:
        return None
    if published["kty"] == "RSA" and len(str(published.get("n"))) * 6 < _SMALLEST_RSA_BITS:
        return None
    try:
        key = JWKRegistry.import_key({**published})
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    if isinstance(key, RSAKey) and key.raw_value.key_size < _SMALLEST_RSA_BITS:
        return None
    return key if isinstance(key, RSAKey | ECKey | OKPKey) else None
