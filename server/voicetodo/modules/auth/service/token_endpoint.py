"""What clients ask by themselves: tokens for a code or a refresh token (RFC 6749, 3.2), and their end (RFC 7009)."""

import secrets
from datetime import datetime
from typing import Final
from uuid import UUID

from joserfc.jwk import OKPKey

from voicetodo.kit.audit import audit, current_actor
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.errors import Unauthenticated
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.tokens import Claims, TokenVerifier
from voicetodo.kit.tokens.claims import sign
from voicetodo.kit.tokens.verifier import LIFETIME
from voicetodo.modules.auth.model.authorizations import Authorization
from voicetodo.modules.auth.model.oauth_clients import digest_of
from voicetodo.modules.auth.model.sessions import session_end
from voicetodo.modules.auth.service.oauth_messages import Answer, Asking, Case
from voicetodo.modules.auth.service.oauth_server import OAuthServer, client_ids_in
from voicetodo.modules.auth.service.refresh_tokens import GRACE, RefreshToken, RefreshTokens
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.sessions import OnRevoked
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.store import accounts, authorizations, oauth_clients

log = logger("auth")

#: So many places may one client of somebody's be at; the one longest connected gives way to the next.
MOST_PER_CLIENT: Final = 10


class TokenEndpoint:
    """Refresh tokens are made as those of sessions, under a key of their own: each works once, and one that comes again
    later than GRACE ends its authorization (RFC 9700, 4.14.2). So does a code that comes twice.
    """

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        keys: SigningKeys,
        tokens: RefreshTokens,
        verifier: TokenVerifier,
        address: str,
        on_revoked: OnRevoked,
    ) -> None:
        self._db = db
        self._clock = clock
        self._keys = keys
        self._tokens = tokens
        self._verifier = verifier
        self._address = address
        self._on_revoked = on_revoked

    async def exchange(self, asking: Asking) -> Answer:
        """Tokens, or why not, as OAuth tells it."""
        key, now = await self._keys.signer(), self._clock.now()
        ended: list[UUID] = []
        async with self._db.transaction() as tx:
            server = await self._server(tx, asking)
            following = await self._find_shown(tx, server.case, asking, now)
            server.case.sign = lambda authorization, scope: self._sign(key, authorization, scope, now)
            answer = server.exchange(asking)
            shown = server.case.shown
            if shown is not None and server.case.was_replayed:
                ended = await self._end_replayed(tx, shown, now)
            elif shown is not None and following is not None and answer.status == 200:
                await self._keep(tx, shown, following, now, is_kept="refresh_token" in answer.body)
                ended = await self._make_room(tx, shown, now)
        await self._on_revoked(ended)
        return answer

    async def revoke(self, asking: Asking) -> Answer:
        """The whole authorization ends, whichever of its tokens is shown. What is no token of ours has ended before."""
        authorization_id, now = await self._id_behind(asking.form.get("token", "")), self._clock.now()
        ended: list[UUID] = []
        async with self._db.transaction() as tx:
            server = await self._server(tx, asking)
            if authorization_id is not None:
                server.case.shown = await authorizations.lock(tx, authorization_id)
            answer = server.revocation(asking)
            if server.case.is_revoked and server.case.shown is not None:
                ended = await self._end(tx, server.case.shown, now, reason="revoked_by_client")
        await self._on_revoked(ended)
        return answer

    async def _server(self, tx: Transaction, asking: Asking) -> OAuthServer:
        return OAuthServer(await oauth_clients.find(tx, client_ids_in(asking)), address=self._address)

    async def _find_shown(self, tx: Transaction, case: Case, asking: Asking, now: datetime) -> RefreshToken | None:
        """The refresh token that comes next; None, and nothing in the case, where what is shown is no good."""
        if asking.payload.grant_type == "refresh_token":
            return await self._find_refreshed(tx, case, asking.form.get("refresh_token", ""), now)
        digest = digest_of(asking.form.get("code", ""))
        if not await _hold_owner(tx, await authorizations.find_owner_by_code(tx, digest)):
            return None
        found = await authorizations.lock_by_code(tx, digest)
        if found is None:
            return None
        if found.redeemed_at is None and (found.code_expires_at <= now or found.revoked_at is not None):
            return None
        first = self._tokens.first(found.id)
        case.shown, case.is_reused, case.refresh_token = found, found.redeemed_at is not None, self._tokens.write(first)
        return first

    async def _find_refreshed(self, tx: Transaction, case: Case, text: str, now: datetime) -> RefreshToken | None:
        token = self._tokens.find(text)
        if token is None or not await _hold_owner(tx, await authorizations.find_owner(tx, token.session_id)):
            return None
        found = await authorizations.lock(tx, token.session_id)
        if found is None or found.rotated_at is None:
            return None
        if found.revoked_at is not None or found.expires_at <= now:
            return None
        is_newest = token.place == found.place and token.digest == found.digest
        is_just_used = token.digest == found.previous_digest and now <= found.rotated_at + GRACE
        following = self._tokens.after(token)
        case.shown, case.is_reused = found, not (is_newest or is_just_used)
        case.refresh_token = self._tokens.write(following)
        return following

    async def _keep(
        self, tx: Transaction, shown: Authorization, token: RefreshToken, now: datetime, *, is_kept: bool
    ) -> None:
        """What was decided, from here on. `is_kept`: the client has a refresh token to go on with."""
        if shown.redeemed_at is None:
            until = session_end(now, now) if is_kept else now + LIFETIME
            await authorizations.redeem(tx, shown.id, digest=token.digest, at=now, expires_at=until)
        elif token.place == shown.place + 1:
            until = session_end(shown.redeemed_at, now)
            await authorizations.rotate(tx, shown.id, digest=token.digest, at=now, expires_at=until)
        await oauth_clients.note_use(tx, shown.client_id, at=now, unless_after=now - LIFETIME)

    async def _make_room(self, tx: Transaction, shown: Authorization, now: datetime) -> list[UUID]:
        if shown.redeemed_at is not None:
            return []
        return await authorizations.revoke_oldest(
            tx, user_id=shown.user_id, client_id=shown.client_id, keep=MOST_PER_CLIENT, at=now, reason="too_many"
        )

    async def _end_replayed(self, tx: Transaction, shown: Authorization, now: datetime) -> list[UUID]:
        log.warning("authorization_replayed", user_id=str(shown.user_id), authorization_id=str(shown.id))
        ended = await self._end(tx, shown, now, reason="replayed")
        if ended:
            await note(tx, shown.user_id, "application_token_reused", at=now)
        return ended

    async def _end(self, tx: Transaction, shown: Authorization, now: datetime, *, reason: str) -> list[UUID]:
        ended = await authorizations.revoke(
            tx, user_id=shown.user_id, client_id=shown.client_id, authorization_id=shown.id, at=now, reason=reason
        )
        if ended:
            await audit(
                tx,
                "auth.authorization_ended",
                on=("authorization", shown.id),
                of=shown.user_id,
                by=current_actor(user_id=shown.user_id),
                client=shown.client_id,
                reason=reason,
            )
        return ended

    async def _id_behind(self, token: str) -> UUID | None:
        """Of the authorization that a token belongs to, or some session's: whose it is is looked at afterwards."""
        refresh = self._tokens.find(token)
        if refresh is not None:
            return refresh.session_id
        try:
            return (await self._verifier.verify(token)).session_id
        except Unauthenticated:
            return None

    def _sign(self, key: OKPKey, authorization: Authorization, scope: str, now: datetime) -> str:
        seconds = int(now.timestamp())
        claims = Claims(
            iss=self._address,
            aud=self._address,
            sub=authorization.user_id,
            sid=authorization.id,
            iat=seconds,
            nbf=seconds,
            exp=seconds + int(LIFETIME.total_seconds()),
            jti=secrets.token_urlsafe(12),
            roles=[],
            client_id=authorization.client_id,
            scope=scope,
        )
        return sign(claims, key)


async def _hold_owner(tx: Transaction, user_id: UUID | None) -> bool:
    """Whether there is a good account behind it; where so, that stays so until `tx` ends."""
    # Before anything of the owner's is locked: whoever suspends somebody locks them first, and then what is theirs.
    return user_id is not None and await accounts.hold_good(tx, user_id)
