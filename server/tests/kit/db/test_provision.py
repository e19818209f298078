"""A module's role reaches its own rows, and nobody else's."""

from collections.abc import Callable

import asyncpg
import pytest

from voicetodo.kit.db import Database, provision
from voicetodo.kit.ids import new_id

Databases = Callable[[str], Database]


class TestModuleRole:
    async def test_writes_its_own_tables_without_naming_the_schema(self, database: Databases) -> None:
        async with database("todo").transaction() as tx:
            tag = await tx.execute("insert into inbox (id) values ($1)", new_id())

        assert tag == "INSERT 0 1"

    @pytest.mark.parametrize("table", ["auth.inbox", "bus.queue", "kit.idempotency_keys", "public._pogo_migration"])
    async def test_cannot_read_the_tables_of_others(self, database: Databases, table: str) -> None:
        async with database("todo").connection() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch(f"table {table}")

    @pytest.mark.parametrize(
        "sql", ["create table mine (id int)", "drop table inbox", "create table public.mine (id int)"]
    )
    async def test_cannot_change_the_tables_themselves(self, database: Databases, sql: str) -> None:
        async with database("todo").connection() as connection:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(sql)

    async def test_finds_words_by_likeness_and_without_accents(self, database: Databases) -> None:
        async with database("todo").connection() as connection:
            likeness = await connection.fetchval("select similarity('groceries', 'grosseries')")
            plain = await connection.fetchval("select unaccented('Käse')")

        assert likeness > 0.4
        assert plain == "Kase"


class TestProvision:
    async def test_may_be_repeated(self, postgres_url: str, database: Databases) -> None:
        await provision(postgres_url, ["todo"])

        async with database("todo").connection() as connection:
            assert await connection.fetchval("select count(*) from inbox") == 0

    async def test_leaves_taken_what_a_migration_took(self, postgres_url: str, database: Databases) -> None:
        owner = await asyncpg.connect(postgres_url)
        await owner.execute("create table todo.grows (id int); revoke update, delete on todo.grows from voicetodo_todo")
        await owner.execute("create table todo.lost (id int); revoke all on todo.lost from voicetodo_todo")
        await owner.close()

        await provision(postgres_url, ["todo"])

        async with database("todo").connection() as connection:
            assert await connection.fetch("select from lost") == []
            assert await connection.fetch("select from grows") == []
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute("delete from grows")

    async def test_serves_an_owner_that_is_no_superuser(self, empty_postgres_url: str) -> None:
        owner = await asyncpg.connect(empty_postgres_url)
        name = await owner.fetchval("select current_database()")
        await owner.execute(f"create role {name}_owner login createrole; alter database {name} owner to {name}_owner")
        await owner.close()
        url = empty_postgres_url.replace("//voicetodo@", f"//{name}_owner@")

        await provision(url, [name])

        database = Database(url, name)
        async with database.connection() as connection:
            assert await connection.fetchval("select current_user") == f"voicetodo_{name}"
        await database.stop()

    async def test_refuses_a_name_that_is_no_name(self, empty_postgres_url: str) -> None:
        with pytest.raises(ValueError, match="will not do"):
            await provision(empty_postgres_url, ['todo"; drop schema auth'])
