"""Migrations go forth and back, one starter at a time."""

import asyncio
from pathlib import Path

import asyncpg
import pytest

from voicetodo.kit.db import MigrationFailed, MigrationSet, provision
from voicetodo.kit.db.migrations import apply, pending, rollback

TABLE = """-- A table.
-- depends:

-- migrate: apply
create table things (id int primary key, name text not null);
create function first_thing() returns text language plpgsql as $$
begin
    -- a comment; with a semicolon
    return (select name from things limit 1);
end $$;

-- migrate: rollback
drop function first_thing;
drop table things;
"""

COLUMN = """-- A column.
-- depends: 0001_pre_things

-- migrate: apply
alter table things add column colour text;

-- migrate: rollback
alter table things drop column colour;
"""

INDEX = """-- An index, made while others write.
-- depends: 0001_pre_things
-- transaction: false

-- migrate: apply
create index concurrently things_by_name on things (name);

-- migrate: rollback
drop index things_by_name;
"""

BROKEN = """-- A mistake after a good beginning.
-- depends:

-- migrate: apply
create table kept (id int);
create table things (oops);

-- migrate: rollback
drop table kept;
"""


@pytest.fixture
def things(tmp_path: Path) -> MigrationSet:
    (tmp_path / "0001_pre_things.sql").write_text(TABLE)
    (tmp_path / "0002_post_colour.sql").write_text(COLUMN)
    (tmp_path / "0003_pre_index.sql").write_text(INDEX)
    return MigrationSet("shop", tmp_path)


@pytest.fixture
async def url(empty_postgres_url: str) -> str:
    await provision(empty_postgres_url, ["shop"])
    return empty_postgres_url


class TestApply:
    async def test_makes_everything_the_files_say(self, url: str, things: MigrationSet) -> None:
        told: list[str] = []

        steps = await apply(url, [things], progress=told.append)

        assert [step.name for step in steps] == ["0001_pre_things", "0003_pre_index", "0002_post_colour"]
        assert told[0] == "apply shop/0001_pre_things"
        assert await _columns(url) == ["id", "name", "colour"]

    async def test_pre_leaves_post_for_later(self, url: str, things: MigrationSet) -> None:
        await apply(url, [things], phase="pre")
        between = await _columns(url)
        await apply(url, [things], phase="post")

        assert between == ["id", "name"]
        assert await _columns(url) == ["id", "name", "colour"]

    async def test_repeating_it_does_nothing(self, url: str, things: MigrationSet) -> None:
        await apply(url, [things])

        assert await apply(url, [things]) == []

    async def test_two_starters_do_it_once(self, url: str, things: MigrationSet) -> None:
        done = await asyncio.gather(*(apply(url, [things]) for _ in range(3)))

        assert sorted(len(steps) for steps in done) == [0, 0, 3]

    async def test_a_migration_that_fails_leaves_nothing_of_itself(self, url: str, tmp_path: Path) -> None:
        (tmp_path / "0001_pre_broken.sql").write_text(BROKEN)
        broken = MigrationSet("shop", tmp_path)

        with pytest.raises(MigrationFailed, match="shop/0001_pre_broken failed"):
            await apply(url, [broken])

        assert await _exists(url, "shop.kept") is False
        assert len(await pending(url, [broken])) == 1

    async def test_waits_briefly_for_a_lock(self, url: str, things: MigrationSet) -> None:
        await apply(url, [things], phase="pre")
        holder = await asyncpg.connect(url)
        async with holder.transaction():
            await holder.execute("lock table shop.things")
            with pytest.raises(MigrationFailed, match="lock timeout"):
                await apply(url, [things])
        await holder.close()

    async def test_a_file_must_say_when_it_runs(self, url: str, tmp_path: Path) -> None:
        (tmp_path / "0001_things.sql").write_text(TABLE)

        with pytest.raises(MigrationFailed, match="must be named like"):
            await apply(url, [MigrationSet("shop", tmp_path)])

    async def test_a_file_without_a_way_back_is_refused(self, url: str, tmp_path: Path) -> None:
        (tmp_path / "0001_pre_things.sql").write_text(TABLE.split("-- migrate: rollback", maxsplit=1)[0])

        with pytest.raises(MigrationFailed, match="rollback"):
            await apply(url, [MigrationSet("shop", tmp_path)])


class TestPending:
    async def test_names_what_apply_would_do_and_touches_nothing(self, url: str, things: MigrationSet) -> None:
        names = [f"{step}" for step in await pending(url, [things])]

        assert names == ["shop/0001_pre_things", "shop/0003_pre_index", "shop/0002_post_colour"]
        assert await _exists(url, "public._pogo_migration") is False


class TestRollback:
    async def test_takes_the_newest_back_first(self, url: str, things: MigrationSet) -> None:
        await apply(url, [things])

        steps = await rollback(url, [things])

        assert [step.name for step in steps] == ["0002_post_colour"]
        assert await _columns(url) == ["id", "name"]

    async def test_goes_all_the_way_and_forth_again(self, url: str, things: MigrationSet) -> None:
        await apply(url, [things])

        await rollback(url, [things], steps=99)
        is_gone = not await _exists(url, "shop.things")
        await apply(url, [things])

        assert is_gone
        assert await _columns(url) == ["id", "name", "colour"]


async def _columns(url: str) -> list[str]:
    connection = await asyncpg.connect(url)
    rows = await connection.fetch(
        "select column_name from information_schema.columns where table_schema = 'shop' and table_name = 'things'"
        " order by ordinal_position"
    )
    await connection.close()
    return [row["column_name"] for row in rows]


async def _exists(url: str, table: str) -> bool:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval("select to_regclass($1) is not null", table)
    finally:
        await connection.close()
