"""What an access token says, and how it is written: a JWT (RFC 7519, RFC 9068) signed with Ed25519 (RFC 8037)."""

from typing import Any, Final, NoReturn
from uuid import UUID

import msgspec
from joserfc import jws
from joserfc.errors import JoseError, UnsupportedAlgorithmError
from joserfc.jwk import OKPKey
from joserfc.jws import CompactSignature, JWSRegistry

from voicetodo.kit.tokens.jwk import Jwk

ALGORITHM: Final = "EdDSA"
#: RFC 9068: says that this is an access token and no other thing signed with the same key.
TYPE: Final = "at+jwt"
LONGEST_TOKEN: Final = 4096


class NotAToken(Exception):
    """This is no access token, or not one that this key signed; the sentence says why, for tests and logs."""


class Claims(msgspec.Struct, frozen=True, omit_defaults=True):
    """Times are whole seconds since 1970 (UTC). A token without any of those that have no default is none of ours.

    `client_id` and `scope` (names with blanks between) stand in tokens of OAuth clients, and in no others.
    """

    iss: str
    aud: str
    sub: UUID
    sid: UUID
    iat: int
    nbf: int
    exp: int
    jti: str
    roles: list[str]
    #: When and how the person last proved who they are (RFC 9470; RFC 8176): at the sign-in, or since.
    auth_time: int = 0
    amr: list[str] = []
    client_id: str | None = None
    scope: str | None = None


class _OneAlgorithm(JWSRegistry):
    """What a token says of its algorithm can only be right or wrong; it never chooses one."""

    def get_alg(self, name: str) -> Any:
        if name != ALGORITHM:
            raise UnsupportedAlgorithmError(f"not {ALGORITHM}")
        return JWSRegistry.algorithms[ALGORITHM]


_REGISTRY: Final = _OneAlgorithm()
_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Claims)


def new_key(kid: str) -> OKPKey:
    """A fresh signing key."""
    return OKPKey.generate_key("Ed25519", {"kid": kid, "use": "sig"})


def public_jwk(key: OKPKey) -> Jwk:
    """The half of a key that anybody may have."""
    members = key.as_dict(private=False)
    return Jwk(kid=str(members["kid"]), x=str(members["x"]))


def key_from(jwk: Jwk) -> OKPKey:
    """A published key, to check signatures with. Raises ValueError or JoseError for one that is none."""
    return OKPKey.import_key({"kty": jwk.kty, "crv": jwk.crv, "x": jwk.x, "kid": jwk.kid, "use": jwk.use})


def sign(claims: Claims, key: OKPKey) -> str:
    """The access token."""
    header = {"alg": ALGORITHM, "typ": TYPE, "kid": key.kid}
    return jws.serialize_compact(header, _ENCODER.encode(claims), key, registry=_REGISTRY)


def read(token: bytes) -> tuple[str, CompactSignature]:
    """The id of the key which is said to have signed this, and the token to be checked with it. Raises NotAToken."""
    if len(token) > LONGEST_TOKEN:
        _refuse("too long")
    try:
        parts = jws.extract_compact(token)
        header = parts.headers()
        _REGISTRY.check_header(header)
    except (JoseError, ValueError, TypeError, AttributeError) as error:
        raise NotAToken("not readable") from error
    kid = header.get("kid")
    if header.get("alg") != ALGORITHM or header.get("typ") != TYPE or not isinstance(kid, str):
        _refuse("another kind of token")
    return kid, parts


def check(parts: CompactSignature, key: OKPKey) -> Claims:
    """What the token says, if this key signed it. Times, issuer and audience are the verifier's to judge.

    Raises NotAToken.
    """
    try:
        is_signed = jws.validate_compact(parts, key, registry=_REGISTRY)
        if not is_signed:
            _refuse("signed by somebody else")
        return _DECODER.decode(parts.payload)
    except (JoseError, msgspec.MsgspecError, ValueError) as error:
        raise NotAToken("signature or claims are not right") from error


def _refuse(reason: str) -> NoReturn:
    raise NotAToken(reason)
