"""Public keys in their published form (RFC 7517, RFC 8037)."""

from typing import Literal

import msgspec


class Jwk(msgspec.Struct, frozen=True):
    """The public half of an Ed25519 signing key. `x` is its 32 bytes in base64url."""

    kid: str
    x: str
    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    alg: Literal["EdDSA"] = "EdDSA"
    use: Literal["sig"] = "sig"


class JwkSet(msgspec.Struct, frozen=True):
    """What stands at `/.well-known/jwks.json`."""

    keys: list[Jwk]
