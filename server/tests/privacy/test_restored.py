"""A backup brings people back who went: by their tombstones, which lie outside the database, they are erased again."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.fixtures.product import Product
from tests.fixtures.program import environment, voicetodo
from tests.kit.db.processes import wait_until
from tests.modules.todo.people import category, made, share, todo
from tests.privacy import life, places
from tests.privacy.marks import MARK, Marks
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.service.erasing import Erasing

MODULES = ("auth", "todo", "realtime", "admin")


async def run(url: str, sql: str, *values: object) -> Any:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql, *values)
    finally:
        await connection.close()


@pytest.fixture
def backup(postgres_url: str) -> Iterator[str]:
    """Where a copy of the database will be."""
    url = postgres_url.replace("/test_", "/backup_")
    yield url
    asyncio.run(run(postgres_url, f"drop database if exists {_name(url)} with (force)"))


def test_who_comes_back_with_a_backup_is_erased_again(postgres_url: str, backup: str, tmp_path: Path) -> None:
    first = Product(postgres_url, tmp_path, names=MODULES)
    first.start()
    with first.register("Ada"), first.register("Bob") as bob, life.register(first) as alice:
        party = category(alice, f"{MARK} party")
        todo(alice, f"{MARK} cake", category_id=party["id"])
        share(alice, party["id"], bob)
        marks, alice_id = Marks(alice.id), UUID(alice.id)
        _settle(postgres_url)
        first.stop()
        asyncio.run(_copy(postgres_url, backup))

        second = Product(postgres_url, tmp_path, names=MODULES)
        second.start()
        alice.base_url = second.url
        made(alice.post("/v1/me/deletion"))
        asyncio.run(run(postgres_url, "update auth.deletions set due_at = now() where user_id = $1", alice_id))
        second.run(_keep_house)
        _settle(postgres_url)
        second.stop()
    assert "todo.todos" in asyncio.run(places.tables_with(backup, marks))

    replayed = voicetodo(
        "privacy", "replay-deletions", environ=environment(database_url=backup, data_dir=tmp_path), within_seconds=300
    )
    assert (replayed.returncode, replayed.stdout.split(":")[0]) == (0, "1 account is erased again"), replayed.stderr

    third = Product(backup, tmp_path, names=MODULES)
    third.start()
    _settle(backup)
    asyncio.run(run(backup, "update auth.tombstones set told_at = told_at - interval '25 hours'"))
    third.run(_keep_house)
    _settle(backup)
    third.stop()
    assert asyncio.run(places.tables_with(backup, marks)) == set()
    assert asyncio.run(run(backup, "select count(*) from auth.users")) == 2


async def _keep_house(process: Assembly) -> None:
    await process.service(Erasing).work()


def _settle(url: str) -> None:
    busy = """
        select exists (
            select from auth.outbox union all select from todo.outbox union all select from realtime.outbox
            union all select from admin.outbox union all select from bus.queue
            union all select from jobs.procrastinate_jobs where status in ('todo', 'doing')
        )
    """
    wait_until(lambda: not asyncio.run(run(url, busy)), within_seconds=120)


async def _copy(url: str, to: str) -> None:
    connection = await asyncpg.connect(url.replace(f"/{_name(url)}?", "/template1?"))
    try:
        await connection.execute(f"create database {_name(to)} template {_name(url)} strategy file_copy")
    finally:
        await connection.close()


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
