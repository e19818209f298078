"""What somebody is given who is signed in."""

import secrets

import msgspec

from voicetodo.kit.clock import Clock
from voicetodo.kit.tokens.claims import Claims, sign
from voicetodo.kit.tokens.verifier import AUDIENCE, LIFETIME
from voicetodo.modules.auth.service.sessions import Begun
from voicetodo.modules.auth.service.signing_keys import SigningKeys


class Grant(msgspec.Struct, frozen=True):
    """The access token lasts LIFETIME, the refresh token until it is used; the device's where it is a new one."""

    session: Begun
    access_token: str
    device_token: str | None = None


class Grants:
    """Signs access tokens."""

    def __init__(self, *, clock: Clock, keys: SigningKeys, issuer: str) -> None:
        self._clock = clock
        self._keys = keys
        self._issuer = issuer

    async def issue(self, session: Begun, *, device_token: str | None = None) -> Grant:
        now = int(self._clock.now().timestamp())
        claims = Claims(
            iss=self._issuer,
            aud=AUDIENCE,
            sub=session.user.id,
            sid=session.session_id,
            iat=now,
            nbf=now,
            exp=now + int(LIFETIME.total_seconds()),
            jti=secrets.token_urlsafe(12),
            roles=session.user.roles,
        )
        token = sign(claims, await self._keys.signer())
        return Grant(session=session, access_token=token, device_token=device_token)
