"""People's accounts: `auth` owns them, and does what is asked of it; here is told who looked."""

from collections.abc import Sequence
from uuid import UUID

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.db import Database
from voicetodo.modules.auth.api import Account, AccountRole, AuthApi, SuspensionReason


class Users:
    """Every verb raises what `AuthApi` tells."""

    def __init__(self, *, db: Database, auth: AuthApi) -> None:
        self._db = db
        self._auth = auth

    async def list_page(
        self,
        *,
        text: str | None,
        role: AccountRole | None,
        is_suspended: bool | None,
        before: UUID | None,
        limit: int,
        by: Actor,
    ) -> list[Account]:
        """The newest first."""
        async with self._db.transaction() as tx:
            await audit(tx, "admin.users_listed", on=("user", None), by=by)
        return await self._auth.list_accounts(
            text=text, role=role, is_suspended=is_suspended, before=before, limit=limit
        )

    async def get(self, user_id: UUID, *, by: Actor) -> Account:
        found = await self._auth.get_account(user_id=user_id)
        async with self._db.transaction() as tx:
            await audit(tx, "admin.user_seen", on=("user", user_id), by=by)
        return found

    async def suspend(self, user_id: UUID, *, reason: SuspensionReason, by: Actor) -> Account:
        return await self._auth.suspend_account(user_id=user_id, reason=reason, by=by)

    async def restore(self, user_id: UUID, *, by: Actor) -> Account:
        return await self._auth.restore_account(user_id=user_id, by=by)

    async def sign_out(self, user_id: UUID, *, by: Actor) -> None:
        await self._auth.sign_out_account(user_id=user_id, by=by)

    async def set_roles(self, user_id: UUID, roles: Sequence[AccountRole], *, by: Actor) -> Account:
        return await self._auth.set_roles(user_id=user_id, roles=list(roles), by=by)
