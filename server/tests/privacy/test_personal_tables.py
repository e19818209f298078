"""Every table there is: what it holds of people is told to them, or there is a reason why not."""

from collections.abc import Mapping, Sequence
from importlib import import_module

import asyncpg
import pytest

from voicetodo.kit.personal_data import Telling
from voicetodo.kit.personal_data.machinery import UNTOLD as OF_THE_MACHINERY
from voicetodo.main.modules import MODULES
from voicetodo.modules.realtime.retention import UNTOLD

#: What migrations remember of themselves.
BOOKKEEPING = {"_pogo_migration", "_pogo_version"}


def told_by(module: str) -> tuple[Sequence[Telling], Mapping[str, str]]:
    if module == "realtime":
        return (), UNTOLD
    place = import_module(f"voicetodo.modules.{module}.store.personal_data")
    return place.TOLD, place.UNTOLD


async def tables(url: str) -> dict[str, set[str]]:
    """Of each schema of ours."""
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "select schemaname, tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"
        )
    finally:
        await connection.close()
    found: dict[str, set[str]] = {}
    for schema, table in rows:
        if table not in BOOKKEEPING:
            found.setdefault(schema, set()).add(table)
    return found


def unaccounted(found: Mapping[str, set[str]]) -> set[str]:
    """Tables of which nobody says whether they are told of."""
    known = set(OF_THE_MACHINERY)
    for module in MODULES:
        tellings, untold = told_by(module)
        known |= {f"{module}.{table}" for each in tellings for table in each.tables}
        known |= {f"{module}.{table}" for table in untold}
        known |= {name.replace("*", module) for name in OF_THE_MACHINERY if name.startswith("*.")}
    return {f"{schema}.{table}" for schema, names in found.items() for table in names} - known


async def test_every_table_is_told_of_or_has_a_reason_not_to_be(postgres_url: str) -> None:
    found = await tables(postgres_url)

    assert {*found} >= {*MODULES, "kit", "bus", "jobs"}
    assert unaccounted(found) == set(), "add them to store/personal_data.py of their module"


async def test_a_table_that_nobody_thought_of_is_found(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    await connection.execute("create table todo.diaries (user_id uuid, secret text)")
    await connection.close()

    assert unaccounted(await tables(postgres_url)) == {"todo.diaries"}


@pytest.mark.parametrize("module", MODULES)
async def test_nothing_is_told_of_a_table_that_is_not_there(postgres_url: str, module: str) -> None:
    tellings, untold = told_by(module)
    named = {table for each in tellings for table in each.tables} | set(untold)

    assert named - (await tables(postgres_url))[module] == set()


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_told_and_untold_at_once(module: str) -> None:
    tellings, untold = told_by(module)

    assert {table for each in tellings for table in each.tables} & set(untold) == set()
    assert len({each.part.name for each in tellings}) == len(tellings)
