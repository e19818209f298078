"""Feature flags, as whoever looks after an installation changes them, and as every process hears of them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, get_args
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.bus import Envelope, announce
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Connection, Database, Transaction
from voicetodo.kit.flags import Flag, FlagSet, Rule, Subject
from voicetodo.kit.flags.checking import check, is_key
from voicetodo.kit.flags.model import ANYBODY, FlagOutcome, evaluate
from voicetodo.kit.plans import PLANS, Plans
from voicetodo.modules.admin.errors import FlagInvalid, FlagNotFound, FlagsKeptElsewhere, TooManyFlags
from voicetodo.modules.admin.events import FlagChange, FlagChanged
from voicetodo.modules.admin.store import flags as store
from voicetodo.modules.admin.store.flags import KeptFlag
from voicetodo.modules.auth.api import AccountRole, AuthApi
from voicetodo.modules.auth.events import UserDeleted

#: Every process has all of them in memory.
MOST_FLAGS: Final = 500
_ROLES: Final[tuple[str, ...]] = get_args(AccountRole)
_NOBODY: Final = UUID(int=0)

#: Raises PreconditionFailed where what is there, None for nothing, is not what the client has seen.
Check = Callable[[KeptFlag | None], None]


class FeatureFlags:
    """`tell` is called once a change is committed; `kept_by` names another service that keeps them instead."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        auth: AuthApi,
        tell: Callable[[], Awaitable[None]],
        kept_by: str | None,
        plans: Plans,
    ) -> None:
        self._db = db
        self._clock = clock
        self._auth = auth
        self._tell = tell
        self._kept_by = kept_by
        self._plans = plans

    async def list_page(self, *, after: str, limit: int) -> list[KeptFlag]:
        """In the order of their keys. Raises FlagsKeptElsewhere."""
        self._check_ours()
        async with self._db.connection() as connection:
            return await store.list_page(connection, after=after, limit=limit)

    async def get(self, key: str) -> KeptFlag:
        """Raises FlagNotFound, FlagsKeptElsewhere."""
        self._check_ours()
        async with self._db.connection() as connection:
            return await _get(connection, key)

    async def put(self, flag: Flag, *, check_state: Check, by: Actor) -> tuple[KeptFlag, bool]:
        """Keep it, and whether there was none of that key before. What was killed stays killed.

        Raises FlagInvalid, TooManyFlags, FlagsKeptElsewhere, PreconditionFailed.
        """
        self._check_ours()
        faults = check(flag, plans=PLANS, roles=_ROLES)
        if faults:
            raise FlagInvalid(errors=faults)
        async with self._db.transaction() as tx:
            version = await store.next_version(tx)
            before = await store.find(tx, flag.key)
            check_state(before)
            if before is None and await store.count(tx) >= MOST_FLAGS:
                raise TooManyFlags
            kept = replace(flag, is_killed=before is not None and before.flag.is_killed)
            change: FlagChange = "created" if before is None else "changed"
            found = await self._keep(tx, kept, version, change, by)
        await self._tell()
        return found, before is None

    async def delete(self, key: str, *, check_state: Check, by: Actor) -> None:
        """Raises FlagNotFound, FlagsKeptElsewhere, PreconditionFailed."""
        self._check_ours()
        async with self._db.transaction() as tx:
            version = await store.next_version(tx)
            check_state(await _get(tx, key))
            await store.delete(tx, key)
            await _told(tx, key, version, "deleted", by)
        await self._tell()

    async def kill(self, key: str, *, by: Actor) -> KeptFlag:
        """Everybody gets the variant for that. Raises FlagNotFound, FlagsKeptElsewhere."""
        return await self._set_killed(key, is_killed=True, by=by)

    async def restore(self, key: str, *, by: Actor) -> KeptFlag:
        """Its rules hold again. Raises FlagNotFound, FlagsKeptElsewhere."""
        return await self._set_killed(key, is_killed=False, by=by)

    async def preview(self, key: str, user_id: UUID | None, *, by: Actor) -> FlagOutcome:
        """What this person, or somebody who has not signed in, gets of it now, and why.

        Raises FlagNotFound, FlagsKeptElsewhere, UserNotFound.
        """
        kept = await self.get(key)
        if user_id is None:
            return evaluate(kept.flag, ANYBODY)
        account = await self._auth.get_account(user_id=user_id)
        async with self._db.transaction() as tx:
            await audit(tx, "admin.flag_previewed", on=("user", user_id), by=by, flag=key)
        plan = await self._plans.plan_of(user_id)
        return evaluate(kept.flag, Subject(user_id=user_id, roles=frozenset(account.roles), plan=plan))

    async def since(self, version: int) -> FlagSet | None:
        """All of them, where any changed since."""
        async with self._db.connection() as connection:
            # asked first: what is read is as new as this, or newer
            known = await store.version(connection)
            return None if known == version else FlagSet(known, await store.list_all(connection, most=MOST_FLAGS))

    async def declare(self, flags: Sequence[Flag]) -> None:
        """Keep those that are not kept yet."""
        async with self._db.connection() as connection:
            missing = [flag for flag in flags if await store.find(connection, flag.key) is None]
        if not missing:
            return
        async with self._db.transaction() as tx:
            version = await store.next_version(tx)
            for flag in missing:
                if await store.find(tx, flag.key) is None:
                    await store.put(tx, flag, version=version, at=self._clock.now())
        await self._tell()

    async def forget_person(self, tx: Transaction, event: UserDeleted, _envelope: Envelope) -> None:
        """No rule names somebody who has no account any more; processes hear of it when they look."""
        if not await store.list_naming(tx, event.user_id):
            return
        version = await store.next_version(tx)
        # asked again: until now others could change them
        for flag in await store.list_naming(tx, event.user_id):
            rules = [_without(rule, event.user_id) for rule in flag.rules]
            await store.put(tx, replace(flag, rules=rules), version=version, at=self._clock.now())

    async def _set_killed(self, key: str, *, is_killed: bool, by: Actor) -> KeptFlag:
        self._check_ours()
        async with self._db.transaction() as tx:
            version = await store.next_version(tx)
            before = await _get(tx, key)
            if before.flag.is_killed == is_killed:
                return before
            kept = replace(before.flag, is_killed=is_killed)
            found = await self._keep(tx, kept, version, "killed" if is_killed else "restored", by)
        await self._tell()
        return found

    async def _keep(self, tx: Transaction, flag: Flag, version: int, change: FlagChange, by: Actor) -> KeptFlag:
        now = self._clock.now()
        await store.put(tx, flag, version=version, at=now)
        await _told(tx, flag.key, version, change, by)
        return KeptFlag(flag, version, now)

    def _check_ours(self) -> None:
        if self._kept_by is not None:
            raise FlagsKeptElsewhere(f"Feature flags are kept by {self._kept_by} here. Change them there.")


def _without(rule: Rule, user_id: UUID) -> Rule:
    return (
        rule if rule.user_ids is None else replace(rule, user_ids=[each for each in rule.user_ids if each != user_id])
    )


async def _told(tx: Transaction, key: str, version: int, change: FlagChange, by: Actor) -> None:
    await announce(tx, FlagChanged(user_id=by.user_id or _NOBODY, key=key, change=change, version=version))
    await audit(tx, f"admin.flag_{change}", on=("flag", key), by=by)


async def _get(connection: Connection, key: str) -> KeptFlag:
    found = await store.find(connection, key) if is_key(key) else None
    if found is None:
        raise FlagNotFound
    return found
