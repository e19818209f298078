"""Where the verbs work: the database, the clock, and the news that a user's answers have moved on."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.plans import Allowance, unlimited
from voicetodo.modules.todo.api import Origin, Role
from voicetodo.modules.todo.errors import CategoryNotFound, TodoNotFound
from voicetodo.modules.todo.service import access
from voicetodo.modules.todo.service.ledger import Ledger

T = TypeVar("T")
#: How somebody is called, who may be asked of another module; None where that is not known.
NameOf: TypeAlias = Callable[[UUID], Awaitable[str | None]]
Work: TypeAlias = Callable[[Ledger], Awaitable[T]]


class Desk:
    """Shared by the services of this module."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        versions: Versions,
        plans: Allowance = unlimited,
        joined_to: Ledger | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.versions = versions
        self.plans = plans
        self._joined_to = joined_to

    def joined(self, ledger: Ledger) -> "Desk":
        """Verbs asked of that desk work in the transaction of `ledger`, which somebody else ends."""
        return Desk(
            database=self.database, clock=self.clock, versions=self.versions, plans=self.plans, joined_to=ledger
        )

    @asynccontextmanager
    async def writing(
        self, user_id: UUID, origin: Origin, *, change_set_id: UUID | None = None, now: datetime | None = None
    ) -> AsyncGenerator[Ledger]:
        """One transaction of one user's changes; what was remembered for whoever sees them is then out of use."""
        if self._joined_to is not None:
            yield self._joined_to
            return
        async with self.database.transaction() as tx:
            ledger = Ledger(
                tx,
                user_id=user_id,
                origin=origin,
                now=now or self.clock.now(),
                change_set_id=change_set_id,
                plans=self.plans,
            )
            yield ledger
        await self.versions.bump(*ledger.readers)

    async def at_todo(
        self,
        user_id: UUID,
        todo_id: UUID,
        origin: Origin,
        work: Work[T],
        *,
        needs: Role = "editor",
        reaching: Sequence[UUID] = (),
    ) -> T:
        """`work`, in a transaction, with the ledger of the space in which the todo lies.

        Most often that is the user's own, so it is tried there first, and only what is not there is looked for in what
        others share. `reaching` are categories that it may go to. Raises TodoNotFound, NotAllowed.
        """
        try:
            async with self.writing(user_id, origin) as ledger:
                return await work(ledger)
        except TodoNotFound:
            async with self.writing(user_id, origin) as ledger:
                if reaching:
                    await access.hold_both(ledger, todo_id, reaching)
                return await work(await access.at_todo(ledger, todo_id, needs=needs))

    async def at_category(
        self,
        user_id: UUID,
        category_id: UUID,
        origin: Origin,
        work: Work[T],
        *,
        needs: Role = "editor",
        is_placing: bool = False,
    ) -> T:
        """The same of a category. `is_placing`: a member may give it another place of their own.

        Raises CategoryNotFound, NotAllowed.
        """
        try:
            async with self.writing(user_id, origin) as ledger:
                return await work(ledger)
        except CategoryNotFound:
            async with self.writing(user_id, origin) as ledger:
                if is_placing:
                    await access.hold_places(ledger)
                return await work(await access.at_category(ledger, category_id, needs=needs))
