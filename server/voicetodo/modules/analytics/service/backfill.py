"""Reading what happened before there was anybody to count it, from the newest account to the oldest."""

from collections.abc import Callable
from typing import Final

from voicetodo.kit.db import Database
from voicetodo.modules.analytics.model.facts import Fact
from voicetodo.modules.analytics.service.counting import Counting
from voicetodo.modules.analytics.store import backfill
from voicetodo.modules.auth.api import Account, AuthApi
from voicetodo.modules.todo.api import Happened, TodoApi

_AT_ONCE: Final = 100

#: Told how many accounts were read so far.
OnProgress = Callable[[int], None]


class Backfill:
    """Broken off, it goes on with the account at which it was. What is known already changes nothing."""

    def __init__(self, *, database: Database, counting: Counting, users: AuthApi, todos: TodoApi) -> None:
        self._database = database
        self._counting = counting
        self._users = users
        self._todos = todos

    async def go_on(self, on_progress: OnProgress = lambda _: None) -> int:
        """Read what is left; answers how many accounts that were. Nothing, once all have been read."""
        read = 0
        while accounts := await self._next():
            for account in accounts:
                await self.read(account)
                read += 1
                on_progress(read)
        return read

    async def begin_again(self) -> None:
        """All accounts are to be read anew."""
        async with self._database.transaction() as tx:
            await backfill.begin(tx)

    async def _next(self) -> list[Account]:
        async with self._database.connection() as connection:
            place = await backfill.find(connection)
        if place.is_done:
            return []
        accounts = await self._users.list_accounts(
            text=None, role=None, is_suspended=None, before=place.before, limit=_AT_ONCE
        )
        if not accounts:
            async with self._database.transaction() as tx:
                await backfill.end(tx)
        return accounts

    async def read(self, account: Account) -> None:
        """All of one account; then it is the last one that was read."""
        async with self._database.transaction() as tx:
            await self._counting.move(tx, account.id, account.timezone)
        after: str | None = None
        while True:
            page = await self._todos.history(user_id=account.id, after=after)
            async with self._database.transaction() as tx:
                await self._counting.add(tx, map(_fact, page.happened), owners=[account.id])
            after = page.next
            if after is None:
                break
        async with self._database.transaction() as tx:
            await backfill.note(tx, account.id)


def _fact(told: Happened) -> Fact:
    return Fact(
        user_id=told.actor_id,
        at=told.at,
        kind=told.kind,
        subject_id=told.todo_id,
        version=told.version,
        category_id=told.category_id,
        source=told.source,
    )
