"""Sessions: begun by signing in, kept by refreshing, ended by whoever owns them or by a token that shows up twice."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Actor, audit, audited, current_actor
from voicetodo.kit.bus import announce
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.tokens.verifier import LEEWAY, LIFETIME
from voicetodo.modules.auth.api import User
from voicetodo.modules.auth.errors import InvalidCredentials, RefreshTokenRefused, SessionNotFound
from voicetodo.modules.auth.events import EndReason, SessionRevoked
from voicetodo.modules.auth.model.sessions import Client, Method, Session, session_end
from voicetodo.modules.auth.service.refresh_tokens import GRACE, RefreshToken, RefreshTokens
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.store import accounts, sessions, users

log = logger("auth")

#: Sessions that are over are kept this long, for those who ask what happened.
KEPT_AFTER_END: Final = timedelta(days=30)

#: Told of sessions that are over, after the commit and before the answer.
OnRevoked = Callable[[list[UUID]], Awaitable[None]]
#: Told of somebody of whom nothing is taken any more without asking anew, after the commit and before the answer.
OnBarred = Callable[[UUID], Awaitable[None]]


class Origin(msgspec.Struct, frozen=True):
    """What a request tells of the client it came from."""

    client: Client
    address: str = ""
    user_agent: str = ""
    language: str | None = None


class Begun(msgspec.Struct, frozen=True):
    """A session that just began or went on, and the refresh token to hand out."""

    user: User
    session_id: UUID
    client: Client
    refresh_token: str
    authenticated_at: datetime
    methods: list[Method]


class Sessions:
    """Each refresh token works once. One that comes again later than GRACE ends its session (RFC 9700, 4.14.2)."""

    def __init__(
        self, *, db: Database, clock: Clock, tokens: RefreshTokens, versions: Versions, on_revoked: OnRevoked
    ) -> None:
        self._db = db
        self._clock = clock
        self._tokens = tokens
        self._versions = versions
        self._on_revoked = on_revoked

    async def begin(
        self, tx: Transaction, user: User, origin: Origin, *, methods: Iterable[Method] = ("pwd",)
    ) -> Begun:
        """Sign in, in the transaction in which it was found right to do so, by what was proven by `methods`.

        The one way into any account: raises InvalidCredentials where it is suspended.
        """
        if not await accounts.hold_good(tx, user.id):
            raise InvalidCredentials
        now = self._clock.now()
        session = Session(
            id=new_id(),
            client=origin.client,
            user_agent=origin.user_agent,
            address=origin.address,
            created_at=now,
            last_used_at=now,
            expires_at=session_end(now, now),
            authenticated_at=now,
            methods=sorted(methods),
        )
        token = self._tokens.first(session.id)
        await users.keep_language(tx, user.id, origin.language)
        await sessions.add_session(tx, session, user_id=user.id, digest=token.digest)
        by = current_actor(user_id=user.id)
        await audit(tx, "auth.signed_in", on=("session", session.id), of=user.id, by=by, client=origin.client)
        return Begun(
            user, session.id, origin.client, self._tokens.write(token), session.authenticated_at, session.methods
        )

    async def refresh(self, text: str, origin: Origin) -> Begun:
        """Go on with a session. Raises RefreshTokenRefused, the same for every reason."""
        token = self._tokens.find(text)
        if token is None:
            raise RefreshTokenRefused
        async with self._db.transaction() as tx:
            chain = await sessions.lock_chain(tx, token.session_id)
            if chain is None or not chain.is_open(self._clock.now()):
                raise RefreshTokenRefused
            following = await self._follow(tx, chain, token, origin)
            if following is None:
                log.warning("refresh_token_reused", user_id=str(chain.user_id), session_id=str(token.session_id))
                ended = await self._end(tx, chain.user_id, token.session_id, "token_reused")
                await note(tx, chain.user_id, "refresh_token_reused", at=self._clock.now())
                user = None
            else:
                ended = []
                user = await users.find_user(tx, chain.user_id)
        await self.tell(chain.user_id, ended)
        if following is None or user is None:
            raise RefreshTokenRefused
        async with self._db.transaction() as tx:  # of its own: who locks both locks the user before the session
            await users.keep_language(tx, user.id, origin.language)
        written = self._tokens.write(following)
        return Begun(user, token.session_id, chain.client, written, chain.authenticated_at, chain.methods)

    async def sign_out(self, text: str) -> None:
        """End the session of this refresh token; nothing happens where there is none any more."""
        token = self._tokens.find(text)
        if token is None:
            return
        async with self._db.transaction() as tx:
            chain = await sessions.lock_chain(tx, token.session_id)
            if chain is None:
                return
            by = current_actor(user_id=chain.user_id)
            ended = await self._end(tx, chain.user_id, token.session_id, "signed_out", by=by)
        await self.tell(chain.user_id, ended)

    async def list_open(self, *, user_id: UUID, before: UUID | None, limit: int) -> list[Session]:
        """Those still good, the newest first."""
        async with self._db.connection() as connection:
            return await sessions.list_sessions(
                connection, user_id=user_id, at=self._clock.now(), before=before, limit=limit
            )

    async def revoke(self, *, user_id: UUID, session_id: UUID) -> None:
        """End one. Raises SessionNotFound, also for one that is over or somebody else's."""
        async with self._db.transaction() as tx:
            ended = await self._end(tx, user_id, session_id, "revoked")
            if not ended:
                raise SessionNotFound
        await self.tell(user_id, ended)

    async def revoke_all(self, *, user_id: UUID) -> None:
        """Sign out everywhere, here too."""
        async with self._db.transaction() as tx:
            ended = await self._end(tx, user_id, None, "revoked")
        await self.tell(user_id, ended)

    async def end_all(
        self, tx: Transaction, user_id: UUID, reason: EndReason, *, but: UUID | None = None, by: Actor
    ) -> list[UUID]:
        """All of the user's, or all `but` one. Answers those that ended, to be told once `tx` is committed."""
        return await self._end(tx, user_id, None, reason, but=but, by=by)

    async def tell(self, user_id: UUID, ended: list[UUID]) -> None:
        """All processes, of sessions that ended by a transaction that is committed now."""
        if ended:
            await self._on_revoked(ended)
        await self._versions.bump(user_id)

    async def revoked_lately(self) -> list[UUID]:
        """Sessions ended so lately that access tokens of them may not have expired yet."""
        async with self._db.connection() as connection:
            return await sessions.revoked_since(connection, self._clock.now() - LIFETIME - LEEWAY)

    async def forget_old(self) -> None:
        """Housekeeping."""
        async with self._db.transaction() as tx:
            await sessions.forget_sessions(tx, over_before=self._clock.now() - KEPT_AFTER_END)

    async def _follow(
        self, tx: Transaction, chain: sessions.Chain, token: RefreshToken, origin: Origin
    ) -> RefreshToken | None:
        """The next token; None when this one was used before and its time of grace is over."""
        now = self._clock.now()
        following = self._tokens.after(token)
        if token.place == chain.place and token.digest == chain.digest:
            await sessions.rotate(
                tx,
                token.session_id,
                digest=following.digest,
                at=now,
                expires_at=session_end(chain.created_at, now),
                address=origin.address,
                user_agent=origin.user_agent,
            )
            return following
        is_just_used = token.digest == chain.previous_digest and now <= chain.rotated_at + GRACE
        return following if is_just_used else None

    async def _end(
        self,
        tx: Transaction,
        user_id: UUID,
        session_id: UUID | None,
        reason: EndReason,
        *,
        but: UUID | None = None,
        by: Actor | None = None,
    ) -> list[UUID]:
        ended = await sessions.revoke(
            tx, user_id=user_id, session_id=session_id, but=but, at=self._clock.now(), reason=reason
        )
        await announce(tx, *(SessionRevoked(user_id=user_id, session_id=each, reason=reason) for each in ended))
        facts = {"reason": reason}
        await announce(
            tx,
            *(audited("auth.session_revoked", on=("session", each), of=user_id, by=by, facts=facts) for each in ended),
        )
        return ended
