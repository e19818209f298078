"""One transaction on one module's schema, and whether this task is inside of one."""

from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from typing import Any, Protocol

from voicetodo.kit.db.driver import Driver, Record

_here: "ContextVar[Transaction | None]" = ContextVar("transaction", default=None)


def in_transaction() -> bool:
    """Whether the calling task is inside an open transaction: then no other service may be asked."""
    transaction = _here.get()
    return transaction is not None and transaction.is_open


class Place(Protocol):
    """Where a transaction happens."""

    schema: str


class Connection:
    """SQL on a module's schema. Outside a transaction each statement stands for itself, and only reads."""

    __slots__ = ("_driver",)

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    async def fetch(self, sql: str, *args: object) -> list[Record]:
        return await self._driver.fetch(sql, *args)

    async def fetch_afresh(self, sql: str, *args: object) -> list[Record]:
        """For statements that people put together: planned for these values, and not kept among those asked again."""
        statement = await self._driver.prepare(sql, name="")
        return await statement.fetch(*args)

    async def fetchrow(self, sql: str, *args: object) -> Record | None:
        return await self._driver.fetchrow(sql, *args)

    async def fetchval(self, sql: str, *args: object) -> Any:
        """The first column of the first row, or None where there is no row."""
        return await self._driver.fetchval(sql, *args)

    async def execute(self, sql: str, *args: object) -> str:
        """The command's tag, such as `UPDATE 1`."""
        return await self._driver.execute(sql, *args)

    async def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        await self._driver.executemany(sql, rows)


class Transaction(Connection):
    """All of it or nothing of it. Made by `Database.transaction`, which commits and rolls back."""

    __slots__ = ("callbacks", "database", "is_open")

    def __init__(self, driver: Driver, database: "Place") -> None:
        super().__init__(driver)
        #: The `Database` this transaction is on.
        self.database = database
        self.callbacks: list[Callable[[], None]] = []
        self.is_open = False

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call this once the commit is acknowledged, in the order given; never after a rollback."""
        self.callbacks.append(callback)

    def open(self) -> None:
        """From here on the task is inside."""
        self.is_open = True
        _here.set(self)

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            _here.set(None)
