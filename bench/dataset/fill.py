"""Filling the todo module's tables by the database itself, with the indexes made at the end."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.store.todos import encoded_todo

NOW: Final = datetime(2026, 1, 7, 9, tzinfo=UTC)
_HERE: Final = Path(__file__).parent
#: So many todos go in by one statement.
_STRETCH: Final = 200_000


class People(msgspec.Struct, frozen=True):
    """How many there are, how many todos they have together, and who stands at some places of the order by wealth."""

    number: int
    todos: int
    known: Mapping[int, UUID] = {}


async def fill(connection: Any, people: People, progress: Callable[[float], None], *, now: datetime = NOW) -> None:
    """`connection`: as the owner of the tables, with schema `todo` in its path. Leaves all vacuumed and analysed."""
    await connection.execute("create unlogged table crowd (number integer primary key, id uuid, todos integer)")
    await connection.execute(_sql("people"), people.number, people.todos)
    for number, user_id in people.known.items():
        await connection.execute("update crowd set id = $2 where number = $1", number, user_id)
    # what the peers and the rows of others would check is so by the way it is made
    await connection.execute("set session_replication_role = replica")
    await connection.execute("set maintenance_work_mem = '1GB'")
    await connection.execute(_sql("names"), now)
    indexes = await connection.fetch(
        "select indexname, indexdef from pg_indexes"
        " where schemaname = 'todo' and tablename = 'todos' and indexname <> 'todos_pkey'"
    )
    for index in indexes:
        await connection.execute(f"drop index {index[0]}")
    model = encoded_todo(Todo(id=UUID(int=0), title="", position="", created_at=now, updated_at=now)).decode()
    done = 0
    for first, last, number in await _stretches(connection):
        await connection.execute(_sql("todos"), now, first, last, model)
        done += number
        progress(0.6 * done / people.todos)
    await connection.execute("set session_replication_role = origin")
    for place, index in enumerate(indexes, start=1):
        await connection.execute(index[1])
        progress(0.6 + 0.35 * place / len(indexes))
    await connection.execute("vacuum (analyze, freeze) todos, categories, labels")
    progress(1.0)


async def _stretches(connection: Any) -> list[tuple[int, int, int]]:
    """First and last person, and how many todos they have together."""
    return await connection.fetch(
        """
        select min(number), max(number), sum(todos)::integer
        from (select number, todos, sum(todos) over (order by number) / $1 as stretch from crowd) counted
        group by stretch order by 1
        """,
        _STRETCH,
    )


def _sql(name: str) -> str:
    return (_HERE / f"{name}.sql").read_text(encoding="utf-8")
