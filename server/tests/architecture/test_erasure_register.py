"""Every table says whose data it holds and how that goes: one that nobody thought of is one that nobody erases."""

import re

import asyncpg

from tests.architecture.source import SERVER

REGISTER = SERVER.parent / "docs" / "privacy" / "deletion.md"
_LINE = re.compile(r"^\| `(\w+\.\w+)` \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)
_TABLES = """
    select table_schema || '.' || table_name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
"""


async def tables(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row[0] for row in await connection.fetch(_TABLES)}
    finally:
        await connection.close()


def registered() -> dict[str, tuple[str, str]]:
    """Whose data it is, and how it goes."""
    return {table: (whose.strip(), how.strip()) for table, whose, how in _LINE.findall(REGISTER.read_text("utf-8"))}


async def test_every_table_is_in_the_register_and_nothing_else(postgres_url: str) -> None:
    assert await tables(postgres_url) == set(registered()), f"Say in {REGISTER} whose data it is, and how it goes."


def test_whatever_is_somebodys_says_how_it_goes() -> None:
    silent = [table for table, (whose, how) in registered().items() if not whose.startswith("nobody's") and not how]

    assert silent == []


async def test_a_new_table_is_missed(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    try:
        await connection.execute("create table todo.forgotten (user_id uuid)")
    finally:
        await connection.close()

    assert await tables(postgres_url) - set(registered()) == {"todo.forgotten"}
