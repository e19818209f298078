"""What those who look after an installation do with accounts: find them, suspend them, give them roles.

That they may is seen to before, by whoever asks. Nobody can act as somebody else.
"""

from collections.abc import Sequence
from uuid import UUID

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.modules.auth.api import Account, AccountRole, SuspensionReason
from voicetodo.modules.auth.errors import AdminsOnly, LastAdmin, NotOnYourself, UserNotFound
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.service.sessions import OnBarred, Sessions
from voicetodo.modules.auth.store import accounts, authorizations, email_changes, users
from voicetodo.modules.auth.store.accounts import AccountFilter


class Oversight:
    """Every verb is one act of `by`, and raises UserNotFound. Doing one twice changes nothing.

    People are told when they are suspended and restored; never who did it, nor from where.
    """

    def __init__(
        self, *, db: Database, clock: Clock, sessions: Sessions, versions: Versions, on_barred: OnBarred
    ) -> None:
        self._db = db
        self._clock = clock
        self._sessions = sessions
        self._versions = versions
        self._on_barred = on_barred

    async def list_page(self, wanted: AccountFilter, *, before: UUID | None, limit: int) -> list[Account]:
        """The newest first."""
        async with self._db.connection() as connection:
            return await accounts.list_page(connection, wanted, at=self._clock.now(), before=before, limit=limit)

    async def get(self, user_id: UUID) -> Account:
        async with self._db.connection() as connection:
            found = await accounts.find(connection, user_id, at=self._clock.now())
        return _there(found)

    async def get_by_email(self, email: str) -> Account:
        async with self._db.connection() as connection:
            found = await users.find_by_email(connection, email)
        if found is None:
            raise UserNotFound
        return await self.get(found.id)

    async def is_suspended(self, user_id: UUID) -> bool:
        async with self._db.connection() as connection:
            return await accounts.is_suspended(connection, user_id)

    async def suspend(self, user_id: UUID, *, reason: SuspensionReason, by: Actor) -> Account:
        """They are out everywhere, and cannot sign in; applications of others are disconnected for good.

        The reason stands in the audit log and in the letter that tells them. Who was suspended before stays so, for
        the reason of then.

        Raises NotOnYourself, AdminsOnly, LastAdmin.
        """
        async with self._db.transaction() as tx:
            account = await self._lock(tx, user_id, by)
            if user_id == by.user_id:
                raise NotOnYourself
            if account.suspended_at is not None:
                return account
            await _keep_an_admin(tx, account)
            await accounts.suspend(tx, user_id, reason, at=self._clock.now())
            await email_changes.end_wishes(tx, user_id, at=self._clock.now())
            await audit(tx, "auth.suspended", on=("user", user_id), by=by, reason=reason)
            await note(tx, user_id, "account_suspended", at=self._clock.now(), by=Actor())
            ended = await self._sessions.end_all(tx, user_id, "suspended", by=by)
            at = self._clock.now()
            ended += await authorizations.revoke_all(tx, user_id=user_id, at=at, reason="suspended")
        await self._sessions.tell(user_id, ended)
        await self._on_barred(user_id)
        return await self.get(user_id)

    async def restore(self, user_id: UUID, *, by: Actor) -> Account:
        """They can sign in again, and so can their own programs."""
        async with self._db.transaction() as tx:
            account = await self._lock(tx, user_id, by)
            if account.suspended_at is None:
                return account
            await accounts.restore(tx, user_id)
            await audit(tx, "auth.restored", on=("user", user_id), by=by)
            await note(tx, user_id, "account_restored", at=self._clock.now(), by=Actor())
        await self._versions.bump(user_id)
        return await self.get(user_id)

    async def sign_out(self, user_id: UUID, *, by: Actor) -> None:
        """End all their sessions. App passwords and tokens for programs stay good. Raises AdminsOnly."""
        async with self._db.transaction() as tx:
            await self._lock(tx, user_id, by)
            await audit(tx, "auth.signed_out_everywhere", on=("user", user_id), by=by)
            ended = await self._sessions.end_all(tx, user_id, "signed_out_by_admin", by=by)
        await self._sessions.tell(user_id, ended)

    async def set_roles(self, user_id: UUID, roles: Sequence[AccountRole], *, by: Actor) -> Account:
        """Exactly these, and `user`. They sign in again, as what they may do stands in their tokens.

        Raises NotOnYourself, AdminsOnly, LastAdmin.
        """
        wanted: list[AccountRole] = ["user", *(role for role in ("support", "admin") if role in roles)]
        async with self._db.transaction() as tx:
            account = await self._lock(tx, user_id, by)
            if account.roles == wanted:
                return account
            if "admin" not in wanted:
                if user_id == by.user_id:
                    raise NotOnYourself
                await _keep_an_admin(tx, account)
            await accounts.set_roles(tx, user_id, wanted)
            await audit(tx, "auth.roles_changed", on=("user", user_id), by=by, roles=" ".join(wanted))
            ended = await self._sessions.end_all(tx, user_id, "roles_changed", by=by)
        await self._sessions.tell(user_id, ended)
        return await self.get(user_id)

    async def _lock(self, tx: Transaction, user_id: UUID, by: Actor) -> Account:
        account = _there(await accounts.lock(tx, user_id, at=self._clock.now()))
        if by.role == "support" and "admin" in account.roles:
            raise AdminsOnly
        return account


async def _keep_an_admin(tx: Transaction, account: Account) -> None:
    """Raises LastAdmin. Of a suspended one nobody is robbed."""
    is_admin = "admin" in account.roles and account.suspended_at is None
    if is_admin and not await accounts.has_another_admin(tx, account.id):
        raise LastAdmin


def _there(found: Account | None) -> Account:
    if found is None:
        raise UserNotFound
    return found
