"""Sends people to a provider, and finds out who they are there (OpenID Connect: authorization code, PKCE, nonce)."""

import base64
from typing import Any, Final, NoReturn, TypeVar
from urllib.parse import quote, urlencode

import msgspec
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jws
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jws import CompactSignature, JWSRegistry

from voicetodo.kit.clock import Clock
from voicetodo.kit.outgoing import AddressRefused, NoAnswer, Outgoing, Reply
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.auth.errors import ProviderRefused
from voicetodo.modules.auth.model.id_tokens import (
    Assertion,
    Expected,
    IdToken,
    NotProven,
    Profile,
    assertion_of,
    check_token,
)
from voicetodo.modules.auth.model.providers import ALGORITHMS, Provider
from voicetodo.modules.auth.service.provider_documents import Key, Metadata, ProviderDocuments, unavailable
from voicetodo.modules.auth.service.visits import Visit

log = logger("auth")

T = TypeVar("T")

_LONGEST_CODE: Final = 4096


class Return(msgspec.Struct, frozen=True):
    """What a browser brought back. `issuer` is the parameter `iss` (RFC 9207)."""

    state: str
    code: str
    issuer: str | None = None


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str
    access_token: str = ""


class OpenId:
    """`address` is where people reach us. Every verb raises ProviderUnavailable."""

    def __init__(self, *, documents: ProviderDocuments, outgoing: Outgoing, clock: Clock, address: str) -> None:
        self._documents = documents
        self._outgoing = outgoing
        self._clock = clock
        self._address = address

    def redirect_uri(self, provider: Provider) -> str:
        """One for each provider, so that none can be taken for another (RFC 9700, 4.4.2.2)."""
        return f"{self._address}/with/{provider.id}"

    async def address_for(self, provider: Provider, visit: Visit, *, is_fresh: bool = False) -> str:
        """Where the browser is to go; `is_fresh` asks that they sign in there once more."""
        metadata = await self._documents.metadata(provider)
        asked = {
            "response_type": "code",
            "client_id": provider.client_id,
            "redirect_uri": self.redirect_uri(provider),
            "scope": " ".join(provider.scopes),
            "state": visit.state,
            "nonce": visit.nonce,
            "code_challenge": create_s256_code_challenge(visit.code_verifier),
            "code_challenge_method": "S256",
            **({"max_age": "0", "prompt": "login"} if is_fresh else {}),
        }
        there = metadata.authorization_endpoint.partition("#")[0]
        return f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"

    async def redeem(self, provider: Provider, visit: Visit, back: Return, *, is_fresh: bool = False) -> Assertion:
        """Who they are there. Raises ProviderRefused."""
        metadata = await self._documents.metadata(provider)
        # A provider of ours that leads people to another one would be told the code of that one (RFC 9207).
        if back.issuer != provider.issuer and (
            back.issuer is not None or metadata.authorization_response_iss_parameter_supported
        ):
            _refuse(provider, "the answer came from another provider")
        tokens = await self._exchange(provider, metadata, visit, back.code)
        token = await self._read(provider, metadata, tokens.id_token)
        expected = Expected(
            issuer=provider.issuer,
            client_id=provider.client_id,
            nonce=visit.nonce,
            since=visit.began_at if is_fresh else None,
        )
        try:
            check_token(token, expected, now=self._clock.now())
        except NotProven as error:
            _refuse(provider, str(error), error)
        profile = None
        if token.email is None and "email" in provider.scopes and metadata.userinfo_endpoint and tokens.access_token:
            profile = await self._profile(provider, metadata.userinfo_endpoint, tokens.access_token)
            if profile.sub != token.sub:
                _refuse(provider, "the profile is another's")
        return assertion_of(token, profile)

    async def _exchange(self, provider: Provider, metadata: Metadata, visit: Visit, code: str) -> _Tokens:
        if not 0 < len(code) <= _LONGEST_CODE:
            _refuse(provider, "no code")
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri(provider),
            "code_verifier": visit.code_verifier,
        }
        headers = {"Accept": "application/json"}
        methods = metadata.token_endpoint_auth_methods_supported
        if provider.client_secret is None:
            form["client_id"] = provider.client_id
        elif "client_secret_basic" not in methods and "client_secret_post" in methods:
            form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
        else:
            headers["Authorization"] = _basic(provider.client_id, provider.client_secret)
        try:
            reply = await self._outgoing.post_form(
                metadata.token_endpoint, form, trusted=provider.trusted, headers=headers
            )
        except (AddressRefused, NoAnswer, UnicodeEncodeError) as error:
            unavailable(provider, str(error), error)
        if reply.status == 400:
            _refuse(provider, "it does not honour the code")
        return _decoded(provider, reply, _Tokens)

    async def _profile(self, provider: Provider, address: str, access_token: str) -> Profile:
        headers = {"Accept": "application/json", "Authorization": f"Bearer {access_token}"}
        try:
            reply = await self._outgoing.get(address, trusted=provider.trusted, headers=headers)
        except (AddressRefused, NoAnswer, UnicodeEncodeError) as error:
            unavailable(provider, str(error), error)
        return _decoded(provider, reply, Profile)

    async def _read(self, provider: Provider, metadata: Metadata, text: str) -> IdToken:
        """What the token says, if a key of this provider signed it. Raises ProviderRefused."""
        allowed = ALGORITHMS & provider.algorithms & set(metadata.id_token_signing_alg_values_supported)
        registry = _Only(allowed)
        try:
            parts = jws.extract_compact(text.encode("ascii"), registry=registry)
            header = parts.headers()
        except (JoseError, ValueError, TypeError, AttributeError) as error:
            _refuse(provider, "its token cannot be read", error)
        algorithm, kid = header.get("alg"), header.get("kid")
        if not isinstance(algorithm, str) or algorithm not in allowed:
            _refuse(provider, "its token is not signed as it must be")
        if kid is not None and not isinstance(kid, str):
            _refuse(provider, "its token names no key")
        for key in await self._documents.find_keys(provider, kid):
            if _is_signed(parts, key, registry):
                return _claims(provider, parts.payload)
        return _refuse(provider, "its token is signed by somebody else")


class _Only(JWSRegistry):
    """What a token says of its algorithm can only be one of these; it never chooses another."""

    #: Tokens with many groups in them, and headers with chains of certificates, are long.
    max_header_length = 8192

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__(algorithms=allowed, strict_check_header=False)
        self._names = allowed

    def get_alg(self, name: str) -> Any:
        if name not in self._names:
            raise UnsupportedAlgorithmError(name)
        return JWSRegistry.algorithms[name]


def _is_signed(parts: CompactSignature, key: Key, registry: JWSRegistry) -> bool:
    """By this key, where the key is for the algorithm that was used."""
    try:
        return jws.validate_compact(parts, key, registry=registry)
    except (JoseError, ValueError, TypeError):
        return False


def _claims(provider: Provider, payload: bytes) -> IdToken:
    try:
        return msgspec.json.decode(payload, type=IdToken)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return _refuse(provider, "its token lacks what it must say", error)


def _decoded(provider: Provider, reply: Reply, kind: type[T]) -> T:
    if reply.status != 200:
        unavailable(provider, f"it answers {reply.status}")
    try:
        return msgspec.json.decode(reply.body, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        unavailable(provider, "its answer cannot be read", error)


def _basic(name: str, secret: str) -> str:
    """RFC 6749, 2.3.1: both as a form would write them first."""
    return "Basic " + base64.b64encode(f"{quote(name, safe='')}:{quote(secret, safe='')}".encode()).decode()


def _refuse(provider: Provider, reason: str, cause: BaseException | None = None) -> NoReturn:
    log.warning("provider_refused", provider=provider.id, reason=reason)
    raise ProviderRefused from cause
