"""A module's connections: grown when needed, kept warm, spoken to as the module's own role."""

import asyncio
from collections.abc import Mapping
from types import TracebackType
from typing import Final

import asyncpg

from voicetodo.kit.db.codecs import set_codecs
from voicetodo.kit.db.driver import Driver
from voicetodo.kit.db.failures import translated
from voicetodo.kit.db.transaction import Connection, Transaction, in_transaction
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.telemetry.logs import logger

#: A module's role is named for its schema.
ROLE_PREFIX: Final = "voicetodo_"

log = logger("kit.db")


class Database:
    """One module's schema, reached as that module's role. One per module and process.

    Grows from one connection to `max_size`; who then asks for one more waits at most `wait_seconds`. A lost connection
    is Unavailable once; the next use connects anew. `settings` are PostgreSQL's own, and win over ours.
    """

    def __init__(
        self,
        url: str,
        schema: str,
        *,
        max_size: int = 10,
        wait_seconds: float = 5.0,
        statement_timeout_seconds: float = 10.0,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.url = url
        self.schema = schema
        self._wait_seconds = wait_seconds
        self._settings = {
            "application_name": f"voicetodo {schema}",
            "role": f"{ROLE_PREFIX}{schema}",
            "search_path": f"{schema},extensions",
            "statement_timeout": f"{int(statement_timeout_seconds * 1000)}",
            "idle_in_transaction_session_timeout": "30000",
            "timezone": "UTC",
            "jit": "off",
            **(settings or {}),
        }
        self._idle: list[Driver] = []
        self._free = asyncio.Semaphore(max_size)
        self._is_stopped = False

    async def start(self) -> None:
        """Connect once, so that a wrong address shows now. Raises Unavailable."""
        self._is_stopped = False
        self.release(await self.acquire())

    async def stop(self) -> None:
        """Close what is idle now, and what is in use when it is given back."""
        self._is_stopped = True
        while self._idle:
            try:
                await self._idle.pop().close(timeout=2.0)
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                continue

    def transaction(self, *, read_only: bool = False) -> "OpenTransaction":
        """`async with database.transaction() as tx`: commits at the end, rolls back where the block raises.

        Raises Unavailable when the database is away, RuntimeError inside another transaction.
        """
        return OpenTransaction(self, "BEGIN READ ONLY" if read_only else "BEGIN")

    def transaction_beside(self) -> "OpenTransaction":
        """A transaction that the task is not *inside* of: it holds rows while other work, with transactions, is done.

        For the kit's own machinery only.
        """
        return OpenTransaction(self, "BEGIN", is_beside=True)

    def connection(self) -> "OpenConnection":
        """`async with database.connection() as connection`: reads, each for itself, without BEGIN and COMMIT."""
        return OpenConnection(self)

    async def acquire(self) -> Driver:
        """A connection for the caller alone, until `release`; the one used last comes first. Raises Unavailable."""
        if self._free.locked():
            await self._wait()
        else:
            await self._free.acquire()
        while self._idle:
            driver = self._idle.pop()
            if not driver.is_closed():
                return driver
        try:
            return await self._connect()
        except BaseException as error:
            self._free.release()
            raise translated(error) from error

    def release(self, driver: Driver) -> None:
        """Give it back. One still inside a transaction is not used again."""
        if driver.is_closed():
            pass
        elif self._is_stopped or driver.is_in_transaction():
            driver.terminate()
        else:
            self._idle.append(driver)
        self._free.release()

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._free.acquire()
        except TimeoutError:
            raise Unavailable("The database is busy. Try again in a moment.") from None

    async def _connect(self) -> Driver:
        if self._is_stopped:
            raise Unavailable("The service is stopping.")
        driver: Driver = await asyncpg.connect(
            self.url, server_settings=self._settings, timeout=5, statement_cache_size=500
        )
        await set_codecs(driver)
        return driver


class OpenConnection:
    """The block of `Database.connection`."""

    __slots__ = ("_database", "_driver")

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __aenter__(self) -> Connection:
        self._driver = await self._database.acquire()
        return Connection(self._driver)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and (known := translated(error)) is not error:
            if isinstance(known, Unavailable):
                self._driver.terminate()  # what it has still to say would be taken for the next answer
            self._database.release(self._driver)
            raise known from error
        self._database.release(self._driver)


class OpenTransaction:
    """The block of `Database.transaction`."""

    __slots__ = ("_begin", "_database", "_driver", "_is_beside", "_transaction")

    def __init__(self, database: Database, begin: str, *, is_beside: bool = False) -> None:
        self._database = database
        self._begin = begin
        self._is_beside = is_beside

    async def __aenter__(self) -> Transaction:
        if not self._is_beside and in_transaction():
            # it would hold two connections, and commit one without the other
            raise RuntimeError("A transaction is open already: hand it over instead of opening another.")
        driver = self._driver = await self._database.acquire()
        try:
            await driver.execute(self._begin)
        except BaseException as error:
            self._abandon(driver)
            raise translated(error) from error
        self._transaction = Transaction(driver, self._database)
        if not self._is_beside:
            self._transaction.open()
        return self._transaction

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        driver = self._driver
        try:
            tag = await driver.execute("COMMIT" if error is None else "ROLLBACK")
        except BaseException as failure:
            self._abandon(driver)
            self._transaction.close()
            raise translated(error or failure) from failure
        self._database.release(driver)
        self._transaction.close()
        if error is not None:
            if (known := translated(error)) is not error:
                raise known from error
        elif tag != "COMMIT":
            raise RuntimeError("An error inside the transaction was swallowed, so nothing of it was kept.")
        else:
            self._call_back()

    def _abandon(self, driver: Driver) -> None:
        driver.terminate()
        self._database.release(driver)

    def _call_back(self) -> None:
        for callback in self._transaction.callbacks:
            try:
                callback()
            except Exception:
                log.exception("after_commit_failed")
