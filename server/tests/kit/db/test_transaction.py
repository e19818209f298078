"""A transaction is all of it or nothing of it, and tells those who wait only once it is kept."""

import asyncio
import contextlib
from collections.abc import Callable

import asyncpg
import pytest

from voicetodo.kit.db import Database, in_transaction
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.ids import new_id

Databases = Callable[[str], Database]

HEAR = "insert into inbox (id) values ($1)"
COUNT = "select count(*) from inbox"


@pytest.fixture
def todo(database: Databases) -> Database:
    return database("todo")


async def heard(database: Database) -> int:
    async with database.connection() as connection:
        return await connection.fetchval(COUNT)


class TestCommit:
    async def test_keeps_what_was_written(self, todo: Database) -> None:
        async with todo.transaction() as tx:
            await tx.execute(HEAR, new_id())

        assert await heard(todo) == 1

    async def test_calls_back_in_order_and_after_the_commit(self, todo: Database) -> None:
        calls: list[str] = []

        async with todo.transaction() as tx:
            tx.after_commit(lambda: calls.append("first"))
            tx.after_commit(lambda: calls.append("second"))
            before = list(calls)

        assert before == []
        assert calls == ["first", "second"]

    async def test_calls_back_outside_of_the_transaction(self, todo: Database) -> None:
        inside: list[bool] = []

        async with todo.transaction() as tx:
            tx.after_commit(lambda: inside.append(in_transaction()))

        assert inside == [False]

    async def test_a_failing_call_back_keeps_neither_the_others_nor_the_caller(self, todo: Database) -> None:
        calls: list[str] = []

        async with todo.transaction() as tx:
            await tx.execute(HEAR, new_id())
            tx.after_commit(lambda: 1 / 0)  # type: ignore[arg-type]
            tx.after_commit(lambda: calls.append("second"))

        assert calls == ["second"]
        assert await heard(todo) == 1

    async def test_a_swallowed_error_is_not_taken_for_success(self, todo: Database) -> None:
        async def swallow() -> None:
            async with todo.transaction() as tx:
                await tx.execute(HEAR, new_id())
                with contextlib.suppress(asyncpg.DivisionByZeroError):
                    await tx.execute("select 1 / 0")

        with pytest.raises(RuntimeError, match="nothing of it was kept"):
            await swallow()

        assert await heard(todo) == 0


class TestRollback:
    async def test_keeps_nothing_when_the_block_raises(self, todo: Database) -> None:
        calls: list[str] = []

        async def fail() -> None:
            async with todo.transaction() as tx:
                tx.after_commit(lambda: calls.append("called"))
                await tx.execute(HEAR, new_id())
                raise LookupError

        with pytest.raises(LookupError):
            await fail()

        assert await heard(todo) == 0
        assert calls == []

    async def test_keeps_nothing_when_the_task_is_cancelled(self, todo: Database) -> None:
        is_inside = asyncio.Event()

        async def slow() -> None:
            async with todo.transaction() as tx:
                await tx.execute(HEAR, new_id())
                is_inside.set()
                await tx.execute("select pg_sleep(60)")

        task = asyncio.create_task(slow())
        await is_inside.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert await heard(todo) == 0


class TestInTransaction:
    async def test_is_true_only_inside_the_block(self, todo: Database) -> None:
        before = in_transaction()
        async with todo.transaction():
            inside = in_transaction()
        after = in_transaction()

        assert (before, inside, after) == (False, True, False)

    async def test_another_transaction_inside_is_refused(self, todo: Database, database: Databases) -> None:
        async with todo.transaction() as tx:
            with pytest.raises(RuntimeError, match="hand it over"):
                async with database("auth").transaction():
                    pass
            await tx.execute(HEAR, new_id())
            still_inside = in_transaction()

        assert still_inside
        assert await heard(todo) == 1

    async def test_a_task_that_outlives_it_is_outside(self, todo: Database) -> None:
        has_ended = asyncio.Event()

        async def later() -> bool:
            await has_ended.wait()
            return in_transaction()

        async with todo.transaction():
            task = asyncio.create_task(later())
        has_ended.set()

        assert await task is False


class TestReadOnly:
    async def test_refuses_to_write(self, todo: Database) -> None:
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
            async with todo.transaction(read_only=True) as tx:
                await tx.execute(HEAR, new_id())


class TestPool:
    async def test_one_connection_serves_one_after_another(self, todo: Database) -> None:
        async with todo.connection() as connection:
            first = await connection.fetchval("select pg_backend_pid()")
        async with todo.transaction() as tx:
            second = await tx.fetchval("select pg_backend_pid()")

        assert first == second

    async def test_who_waits_too_long_is_told_that_it_is_busy(self, postgres_url: str) -> None:
        small = Database(postgres_url, "todo", max_size=1, wait_seconds=0.01)
        async with small.connection():
            with pytest.raises(Unavailable, match="busy"):
                await small.acquire()
        await small.stop()

    async def test_a_lost_connection_is_unavailable_once(self, todo: Database) -> None:
        async def lose() -> None:
            async with todo.transaction() as tx:
                await _end(todo.url, await tx.fetchval("select pg_backend_pid()"))
                await tx.execute(HEAR, new_id())

        with pytest.raises(Unavailable):
            await lose()

        assert await heard(todo) == 0

    async def test_of_two_that_wait_for_each_other_one_is_told_to_try_again(self, todo: Database) -> None:
        both_hold_one = asyncio.Barrier(2)

        async def take(first: int, second: int) -> None:
            async with todo.transaction() as tx:
                await tx.execute("select pg_advisory_xact_lock($1)", first)
                await both_hold_one.wait()
                await tx.execute("select pg_advisory_xact_lock($1)", second)

        answers = await asyncio.gather(take(1, 2), take(2, 1), return_exceptions=True)

        assert [type(answer) for answer in answers if answer is not None] == [Unavailable]

    async def test_a_wrong_address_shows_at_the_start(self) -> None:
        nowhere = Database("postgresql://voicetodo@/voicetodo?host=/nowhere", "todo")

        with pytest.raises(Unavailable):
            await nowhere.start()

    async def test_json_travels_as_values(self, todo: Database) -> None:
        async with todo.connection() as connection:
            value = await connection.fetchval("select $1::jsonb", {"title": "Käse", "labels": [1, None]})

        assert value == {"title": "Käse", "labels": [1, None]}

    async def test_a_statement_asked_afresh_is_not_kept(self, todo: Database) -> None:
        async with todo.connection() as connection:
            rows = await connection.fetch_afresh("select $1::integer as number", 7)
            kept = await connection.fetch("select from pg_prepared_statements where statement like '%as number'")

        assert [row["number"] for row in rows] == [7]
        assert kept == []

    async def test_a_statement_that_takes_too_long_is_ended(self, postgres_url: str) -> None:
        hasty = Database(postgres_url, "todo", statement_timeout_seconds=0.01)

        with pytest.raises(Unavailable):
            async with hasty.connection() as connection:
                await connection.fetchval("select pg_sleep(60)")
        await hasty.stop()


async def _end(url: str, pid: int) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("select pg_terminate_backend($1)", pid)
    finally:
        await connection.close()
