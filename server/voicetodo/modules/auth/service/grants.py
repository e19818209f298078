"""What somebody is given who is signed in."""

import secrets
from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.clock import Clock
from voicetodo.kit.tokens.claims import Claims, sign
from voicetodo.kit.tokens.verifier import AUDIENCE, LIFETIME
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.model.sessions import Method
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
        token = await self.access_token(
            session.user, session.session_id, authenticated_at=session.authenticated_at, methods=session.methods
        )
        return Grant(session=session, access_token=token, device_token=device_token)

    async def access_token(
        self, user: User, session_id: UUID, *, authenticated_at: datetime, methods: list[Method]
    ) -> str:
        """For who proved who they are at that time by these methods."""
        now = int(self._clock.now().timestamp())
        claims = Claims(
            iss=self._issuer,
            aud=AUDIENCE,
            sub=user.id,
            sid=session_id,
            iat=now,
            nbf=now,
            exp=now + int(LIFETIME.total_seconds()),
            jti=secrets.token_urlsafe(12),
            roles=user.roles,
            auth_time=int(authenticated_at.timestamp()),
            amr=list(methods),
        )
        return sign(claims, await self._keys.signer())
