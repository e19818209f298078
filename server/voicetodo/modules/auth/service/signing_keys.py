"""The keys that sign access tokens: made on first need, sealed at rest, replaced without anybody being signed out."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import msgspec
from joserfc.jwk import OKPKey

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Broken, Seal
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.tokens import Jwk
from voicetodo.kit.tokens.claims import new_key, public_jwk
from voicetodo.kit.tokens.key_ring import FRESH_SECONDS
from voicetodo.kit.tokens.verifier import LIFETIME
from voicetodo.modules.auth.sealed import SIGNING_KEYS
from voicetodo.modules.auth.store import signing_keys as store

log = logger("auth")

ROTATE_AFTER: Final = timedelta(days=90)
#: A new key is published for this long before it signs, so that everybody who verifies has heard of it by then.
LEAD: Final = timedelta(seconds=FRESH_SECONDS) + timedelta(minutes=1)
#: A process may sign with a key for this long after another process retired it.
_KEPT_IN_MEMORY: Final = timedelta(minutes=1)
#: For this long a retired key is still published: until the last token it can have signed has expired, and some.
_PUBLISHED_AFTER_RETIREMENT: Final = LIFETIME + _KEPT_IN_MEMORY + timedelta(minutes=5)


class SigningKeys:
    """One key signs at a time; those before it are published until their tokens have expired, the next one before."""

    def __init__(
        self, *, db: Database, seal: Seal, clock: Clock, on_rotated: Callable[[], None] = lambda: None
    ) -> None:
        """`on_rotated` is called where the keys others have fetched no longer are all there are."""
        self._on_rotated = on_rotated
        self._db = db
        self._seal = seal
        self._clock = clock
        self._signer: OKPKey | None = None
        self._signer_until: datetime | None = None

    async def signer(self) -> OKPKey:
        """The key to sign with, from memory or from the database; the very first time, a new one."""
        now = self._clock.now()
        if self._signer is not None and self._signer_until is not None and now < self._signer_until:
            return self._signer
        async with self._db.transaction() as tx:
            key = await self._opened(await store.find_key(tx, at=now))
            if key is None:
                await store.lock_keys(tx)
                found = await store.find_key(tx, at=now)
                key = await self._opened(found) or await self._make(tx, now, signs_from=now)
        self._signer, self._signer_until = key, now + _KEPT_IN_MEMORY
        return key

    async def published(self) -> list[Jwk]:
        """The public halves of all keys which tokens in use may be signed with, the newest first."""
        await self.signer()
        async with self._db.connection() as connection:
            return await store.public_keys(connection, retired_after=self._clock.now() - _PUBLISHED_AFTER_RETIREMENT)

    async def rotate(self) -> str:
        """A new key signs after LEAD; tokens of the old one are taken until they expire. Answers the new key's id."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await store.lock_keys(tx)
            key = await self._make(tx, now, signs_from=now + LEAD)
            await audit(tx, "auth.signing_key_rotated", on=("signing_key", str(key.kid)))
        self._on_rotated()
        return str(key.kid)

    async def replace(self) -> str:
        """For keys that somebody stole: a new one signs from now on, and those there were are not published for longer
        than other processes may still sign with them.

        Who has signed in stays so, as refresh tokens are not signed: only their access tokens are refused.
        """
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await store.lock_keys(tx)
            retired_at = now + _KEPT_IN_MEMORY * 1.5 - _PUBLISHED_AFTER_RETIREMENT
            await store.discard_keys(tx, at=now, retired_at=retired_at)
            key = await self._make(tx, now, signs_from=now)
            await audit(tx, "auth.signing_keys_replaced", on=("signing_key", str(key.kid)))
        self._signer, self._signer_until = key, now + _KEPT_IN_MEMORY
        self._on_rotated()
        return str(key.kid)

    async def keep_fresh(self) -> None:
        """Housekeeping: a key that has served long enough is replaced, and those nobody needs any more are dropped."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            await store.forget_keys(tx, retired_before=now - _PUBLISHED_AFTER_RETIREMENT)
            newest_at = await store.newest_at(tx)
        if newest_at is not None and newest_at < now - ROTATE_AFTER:
            log.info("signing_key_rotated", kid=await self.rotate())

    async def _make(self, tx: Transaction, at: datetime, *, signs_from: datetime) -> OKPKey:
        key = new_key(kid=secrets.token_urlsafe(9))
        private = msgspec.json.encode(key.as_dict(private=True))
        published = public_jwk(key)
        sealed = await self._seal.seal(private, at=SIGNING_KEYS.at(published.kid))
        await store.add_key(tx, store.StoredKey(published, sealed, created_at=at, signs_from=signs_from))
        return key

    async def _opened(self, stored: store.StoredKey | None) -> OKPKey | None:
        """None too for one sealed under a key that is lost: it cannot sign any more, its tokens still verify."""
        if stored is None:
            return None
        try:
            private = await self._seal.open(stored.sealed, at=SIGNING_KEYS.at(stored.published.kid))
        except Broken:
            log.warning(
                "signing_key_unreadable", kid=stored.published.kid, reason="sealed under a key that is not here"
            )
            return None
        return OKPKey.import_key(msgspec.json.decode(private))
