"""A process's plans: whether a limit may bind anybody is known here; whose plan is which, the database knows."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Protocol
from uuid import UUID

from voicetodo.kit.bus import Broadcast, Follower
from voicetodo.kit.db import Connection, Database, Transaction
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.plans import store
from voicetodo.kit.plans.limits import PLANS, Bound, Limit, Plan, PlanSettings, limits_of

#: The broadcast's topic: somebody has another plan.
_CHANGED: Final = "plans"


class Allowance(Protocol):
    """How much somebody may have."""

    def may_bind(self, limit: str) -> bool:
        """Whether it could be too much for anybody. Costs nothing."""
        ...

    async def find_bound(self, connection: Connection, user_id: UUID, limit: str) -> Bound | None:
        """None where there is no end."""
        ...

    async def check(
        self, tx: Transaction, user_id: UUID, limit: str, *, count: Callable[[], Awaitable[int]], more: int = 1
    ) -> None:
        """Before `more` are added to as many as `count` tells: two at once cannot both be the last.

        Raises PlanLimit.
        """
        ...


class Unlimited:
    """Where nobody has a plan."""

    def may_bind(self, limit: str) -> bool:  # noqa: ARG002 - as below
        return False

    async def find_bound(self, connection: Connection, user_id: UUID, limit: str) -> None:  # noqa: ARG002 - as below
        return None

    async def check(
        self,
        tx: Transaction,  # noqa: ARG002 - whatever there is
        user_id: UUID,  # noqa: ARG002 - as above
        limit: str,  # noqa: ARG002 - as above
        *,
        count: Callable[[], Awaitable[int]],  # noqa: ARG002 - as above
        more: int = 1,  # noqa: ARG002 - as above
    ) -> None:
        return


unlimited: Final = Unlimited()


class Plans:
    """One per process. `database`: the kit's.

    Limits are declared by the modules that know what they count. A limit that no plan in use has costs nothing; one
    that may bind costs a look at the person's plan, and where it does, a lock and a count.
    """

    def __init__(self, database: Database, *, settings: PlanSettings, broadcast: Broadcast) -> None:
        """To be made before the broadcast starts."""
        self._database = database
        self._settings = settings
        self._known: dict[str, Limit] = {}
        self._limits: Mapping[Plan, Mapping[str, int]] = {}
        #: Until it is known, all of them.
        self._in_use: frozenset[Plan] = frozenset(PLANS)
        #: Asked for with every request.
        self._binding: frozenset[str] = frozenset()
        #: Of those who were asked for since it was looked at last.
        self._plans_of: dict[UUID, Plan] = {}
        self._follower = Follower(_CHANGED, self.refresh, broadcast=broadcast)

    @property
    def default(self) -> Plan:
        return self._settings.default_plan

    def declare(self, limits: Mapping[str, Limit]) -> None:
        """By their names: all that plans may bound."""
        self._known |= limits

    @property
    def known(self) -> Mapping[str, Limit]:
        return self._known

    def settle(self) -> None:
        """Once all modules have declared theirs. Raises SettingsError."""
        self._limits = limits_of(self._settings, self._known)
        self._note_binding()

    def limits(self, plan: Plan) -> Mapping[str, int]:
        """What it bounds; all that is not here has no end."""
        return self._limits.get(plan, {})

    def may_bind(self, limit: str) -> bool:
        return limit in self._binding

    async def find_bound(self, connection: Connection, user_id: UUID, limit: str) -> Bound | None:
        if not self.may_bind(limit):
            return None
        return self.bound(await store.plan_of(connection, user_id) or self.default, limit)

    def bound(self, plan: Plan, limit: str) -> Bound | None:
        """None where the plan sets no end."""
        most = self.limits(plan).get(limit)
        return None if most is None else Bound(plan, limit, self._known[limit], most)

    async def check(
        self, tx: Transaction, user_id: UUID, limit: str, *, count: Callable[[], Awaitable[int]], more: int = 1
    ) -> None:
        bound = await self.find_bound(tx, user_id, limit)
        if bound is None:
            return
        await store.hold(tx, user_id, limit)
        if await count() + more > bound.most:
            raise bound.refusal()

    async def recent_plan_of(self, user_id: UUID) -> Plan:
        """As it was within the last seconds; that of everybody while the database is away. Costs next to nothing."""
        if not self._in_use:
            return self.default
        found = self._plans_of.get(user_id)
        if found is None:
            try:
                found = self._plans_of[user_id] = await self.plan_of(user_id)
            except Unavailable:
                return self.default
        return found

    async def plan_of(self, user_id: UUID) -> Plan:
        """Raises Unavailable."""
        async with self._database.connection() as connection:
            return await store.plan_of(connection, user_id) or self.default

    async def give(self, user_id: UUID, plan: Plan | None) -> None:
        """From now on; None for that of everybody."""
        async with self._database.transaction() as tx:
            if plan is None:
                await store.delete(tx, user_id)
            else:
                await store.put(tx, user_id, plan)
        await self._follower.tell()

    async def refresh(self) -> None:
        """Raises Unavailable."""
        async with self._database.connection() as connection:
            self._in_use = frozenset(await store.in_use(connection, PLANS))
        self._plans_of.clear()
        self._note_binding()

    def _note_binding(self) -> None:
        self._binding = frozenset(name for plan in (*self._in_use, self.default) for name in self.limits(plan))

    async def start(self) -> None:
        await self._follower.start()

    async def stop(self) -> None:
        await self._follower.stop()
