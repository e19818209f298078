"""The applications somebody lets act for them, and taking that back."""

from uuid import UUID

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.tokens.verifier import LEEWAY, LIFETIME
from voicetodo.modules.auth.errors import ApplicationNotFound
from voicetodo.modules.auth.model.authorizations import Application
from voicetodo.modules.auth.model.oauth_clients import is_client_id
from voicetodo.modules.auth.service.sessions import KEPT_AFTER_END, OnRevoked
from voicetodo.modules.auth.store import applications, authorizations


class Applications:
    """Every verb is scoped by `user_id`; what is another's raises ApplicationNotFound."""

    def __init__(self, *, db: Database, clock: Clock, on_revoked: OnRevoked) -> None:
        self._db = db
        self._clock = clock
        self._on_revoked = on_revoked

    async def list_all(self, user_id: UUID) -> list[Application]:
        """By name; MOST_APPLICATIONS at most."""
        async with self._db.connection() as connection:
            return await applications.list_all(connection, user_id, at=self._clock.now())

    async def revoke(self, user_id: UUID, client_id: str) -> None:
        """It may do nothing any more, wherever it runs. Raises ApplicationNotFound."""
        if not is_client_id(client_id):
            raise ApplicationNotFound
        async with self._db.transaction() as tx:
            ended = await authorizations.revoke(
                tx,
                user_id=user_id,
                client_id=client_id,
                authorization_id=None,
                at=self._clock.now(),
                reason="revoked",
            )
            if not ended:
                raise ApplicationNotFound
            await audit(tx, "auth.application_revoked", on=("oauth_client", client_id), of=user_id)
        await self._on_revoked(ended)

    async def revoked_lately(self) -> list[UUID]:
        """Authorizations ended so lately that access tokens of them may not have expired yet."""
        async with self._db.connection() as connection:
            return await authorizations.revoked_since(connection, self._clock.now() - LIFETIME - LEEWAY)

    async def forget_old(self) -> None:
        """Housekeeping."""
        async with self._db.transaction() as tx:
            await authorizations.forget(tx, over_before=self._clock.now() - KEPT_AFTER_END)
