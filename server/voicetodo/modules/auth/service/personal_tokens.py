"""Personal access tokens: for programs that somebody runs themselves, each with its own scopes and its own end.

No token can make another, or touch what an account is secured by: those routes ask for a sign-in.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.tokens import TokenUse
from voicetodo.kit.tokens.opaque import is_whole, new_token
from voicetodo.kit.tokens.verifier import LEEWAY, LIFETIME
from voicetodo.modules.auth.errors import PersonalTokenNotFound, TooManyPersonalTokens
from voicetodo.modules.auth.model.personal_tokens import PersonalToken, check_wish
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.sessions import KEPT_AFTER_END, OnRevoked
from voicetodo.modules.auth.store import personal_tokens

MOST_PER_USER: Final = 50
#: `last_used_at` may be behind by this much.
_NOTED_EVERY: Final = timedelta(minutes=1)
_TOLD_EVERY: Final = timedelta(minutes=1)


class PersonalTokens:
    """Every verb is scoped by `user_id`; what is another's raises PersonalTokenNotFound. `key` is ours alone."""

    def __init__(self, *, db: Database, clock: Clock, key: bytes, on_revoked: OnRevoked) -> None:
        self._db = db
        self._clock = clock
        self._key = key
        self._on_revoked = on_revoked

    async def create(self, user_id: UUID, *, name: str, scopes: Sequence[str], days: int) -> tuple[PersonalToken, str]:
        """The token as it is listed, and itself, which nobody can read again. Raises Invalid, TooManyPersonalTokens."""
        wish, now = check_wish(name=name, scopes=scopes, days=days), self._clock.now()
        made = PersonalToken(
            id=new_id(), name=wish.name, scopes=wish.scopes, created_at=now, expires_at=now + timedelta(days=wish.days)
        )
        token = new_token()
        async with self._db.transaction() as tx:
            if await personal_tokens.count(tx, user_id) >= MOST_PER_USER:
                raise TooManyPersonalTokens
            await personal_tokens.add(tx, made, user_id=user_id, digest=self._digest(token))
            await audit(
                tx,
                "auth.personal_token_created",
                on=("personal_token", made.id),
                of=user_id,
                scopes=" ".join(made.scopes),
                days=str(wish.days),
            )
            await note(tx, user_id, "personal_token_created", at=now)
        return made, token

    async def list_all(self, user_id: UUID) -> list[PersonalToken]:
        """The newest first, MOST_PER_USER at most; those expired lately too."""
        async with self._db.connection() as connection:
            return await personal_tokens.list_all(connection, user_id)

    async def revoke(self, user_id: UUID, token_id: UUID) -> None:
        """It opens nothing any more, anywhere. Raises PersonalTokenNotFound."""
        async with self._db.transaction() as tx:
            if not await personal_tokens.revoke(tx, user_id, token_id, at=self._clock.now()):
                raise PersonalTokenNotFound
            await audit(tx, "auth.personal_token_revoked", on=("personal_token", token_id), of=user_id)
        await self._on_revoked([token_id])

    async def find_use(self, token: str) -> TokenUse | None:
        """What it stands for; None for what is none, or no good any more."""
        if not is_whole(token):
            return None
        now = self._clock.now()
        async with self._db.connection() as connection:
            use = await personal_tokens.find_use(connection, self._digest(token), at=now)
        if use is not None:
            async with self._db.transaction() as tx:
                await personal_tokens.note_use(tx, use.token_id, at=now, unless_after=now - _NOTED_EVERY)
        return use

    async def revoked_lately(self) -> list[UUID]:
        """Those ended so lately that somebody may not have heard of it."""
        return await self._ended_within(LIFETIME + LEEWAY)

    async def tell_expired(self) -> None:
        """Housekeeping: what is connected by a token that has expired is told so, as if it had been revoked."""
        await self._on_revoked(await self._ended_within(_TOLD_EVERY * 2))

    async def forget_old(self) -> None:
        """Housekeeping."""
        async with self._db.transaction() as tx:
            await personal_tokens.forget(tx, over_before=self._clock.now() - KEPT_AFTER_END)

    async def _ended_within(self, time: timedelta) -> list[UUID]:
        now = self._clock.now()
        async with self._db.connection() as connection:
            return await personal_tokens.ended_since(connection, now - time, until=now)

    def _digest(self, token: str) -> bytes:
        return hmac.digest(self._key, token.encode(), hashlib.sha256)
