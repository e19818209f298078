"""Access tokens: who asks, proven by a signature anybody can check and only `auth` can make."""

from voicetodo.kit.tokens.claims import Claims
from voicetodo.kit.tokens.jwk import Jwk, JwkSet
from voicetodo.kit.tokens.opaque import TokenUse
from voicetodo.kit.tokens.verifier import TokenVerifier

__all__ = ["Claims", "Jwk", "JwkSet", "TokenUse", "TokenVerifier"]
