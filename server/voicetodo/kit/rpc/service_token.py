"""How one service proves to another that it belongs to this installation.

A JWT (RFC 7519) with HS256 by the secret all services share. It is made for a single call: it names the module asked
(`aud`), a digest of the method and its arguments (`req`), lives for seconds, and is taken once (`jti`). Something
overheard is therefore worth nothing. The header is compared as bytes, so no other algorithm can be talked into.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from itertools import islice
from typing import Final

import msgspec

HEADER: Final = "x-service-token"
LIFETIME_SECONDS: Final = 30
#: How far the clocks of two machines may differ.
LEEWAY_SECONDS: Final = 10
_MINIMUM_SECRET_BYTES: Final = 32
#: {"alg":"HS256","typ":"JWT"}
_JOSE_HEADER: Final = b"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9"


class Refused(Exception):
    """This service token does not open this door; the sentence says why, for our log only."""


class _Claims(msgspec.Struct):
    iss: str
    aud: str
    iat: int
    exp: int
    jti: str
    req: str


class ServiceTokens:
    """Signs our calls and checks those of others.

    `previous_secrets` are still accepted, so that a secret can be changed without a pause. Shared secrets shorter than
    32 bytes are refused (ValueError).
    """

    def __init__(
        self,
        secret: bytes,
        *,
        previous_secrets: tuple[bytes, ...] = (),
        issuer: str = "voicetodo",
        now: Callable[[], float] = time.time,
    ) -> None:
        if any(len(each) < _MINIMUM_SECRET_BYTES for each in (secret, *previous_secrets)):
            raise ValueError(f"The service secret must have at least {_MINIMUM_SECRET_BYTES} bytes.")
        self._secrets = (secret, *previous_secrets)
        self._issuer = issuer
        self._now = now
        self._taken: dict[str, int] = {}

    def sign(self, *, module: str, method: str, body: bytes) -> str:
        """A token for this one call."""
        issued = int(self._now())
        claims = _Claims(
            iss=self._issuer,
            aud=module,
            iat=issued,
            exp=issued + LIFETIME_SECONDS,
            jti=secrets.token_urlsafe(12),
            req=_digest(method, body),
        )
        signed = _JOSE_HEADER + b"." + _encode(msgspec.json.encode(claims))
        return (signed + b"." + _encode(_mac(self._secrets[0], signed))).decode()

    def check(self, token: str, *, module: str, method: str, body: bytes) -> str:
        """The service which calls. Raises Refused; a token that passed once does not pass again in this process."""
        claims = self._looked_at(token, module)
        if not hmac.compare_digest(claims.req.encode(), _digest(method, body).encode()):
            raise Refused("made for another call")
        self._take(claims, self._now())
        return claims.iss

    def look_at(self, token: str, *, module: str) -> None:
        """Refuse what no body could make good, before a body is read. Raises Refused."""
        self._looked_at(token, module)

    def _looked_at(self, token: str, module: str) -> _Claims:
        claims = self._open(token)
        if claims.aud != module:
            raise Refused(f"made for {claims.aud}")
        if not claims.iat - LEEWAY_SECONDS <= self._now() <= claims.exp + LEEWAY_SECONDS:
            raise Refused("out of its time")
        if claims.exp - claims.iat > LIFETIME_SECONDS:
            raise Refused("made to live too long")
        return claims

    def _open(self, token: str) -> _Claims:
        try:
            signed, _, signature = token.encode("ascii").rpartition(b".")
            header, _, payload = signed.partition(b".")
            given = _decode(signature)
            genuine = [hmac.compare_digest(_mac(secret, signed), given) for secret in self._secrets]
            if not any(genuine) or header != _JOSE_HEADER:
                raise Refused("not signed by us")
            return msgspec.json.decode(_decode(payload), type=_Claims)
        except (UnicodeEncodeError, binascii.Error, msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise Refused("no service token at all") from error

    def _take(self, claims: _Claims, now: float) -> None:
        if claims.jti in self._taken:
            raise Refused("used before")
        self._taken[claims.jti] = claims.exp
        # the oldest stand first; whatever is past its time would be refused for that alone
        for jti, expires in list(islice(self._taken.items(), 2)):
            if expires + LEEWAY_SECONDS < now:
                del self._taken[jti]


def _digest(method: str, body: bytes) -> str:
    return _encode(hashlib.sha256(method.encode() + b"\n" + body).digest()).decode()


def _mac(secret: bytes, signed: bytes) -> bytes:
    return hmac.digest(secret, signed, "sha256")


def _encode(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
