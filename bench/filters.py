"""How filters are answered where there are a million todos of a thousand users, some of whom have very many."""

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

import asyncpg
import msgspec

import voicetodo
from bench import table
from voicetodo.kit.bus.schemas import migration_sets, schemas_of
from voicetodo.kit.db import Connection, EmbeddedPostgres, provision
from voicetodo.kit.db.migrations import apply
from voicetodo.modules.todo.filtering.binding import BoundQuery, Scene, bind
from voicetodo.modules.todo.filtering.parser import parse
from voicetodo.modules.todo.store import filters, todo_lists
from voicetodo.modules.todo.store.todo_lists import TodoFilter

TODOS: Final = 1_000_000
USERS: Final = 1_000
ROUNDS: Final = 12
NOW: Final = datetime(2026, 1, 7, 9, tzinfo=UTC)
QUICK: Final = {"fsync": "off", "full_page_writes": "off", "max_wal_size": "4GB", "maintenance_work_mem": "256MB"}

QUERIES: Final = (
    "(today | overdue) & p1 & !#list1 & @label1",
    "today",
    "overdue",
    "7 days",
    "date before: -365 days",
    "no date & p1",
    "p1",
    "#list1",
    "#list* & p1",
    "!#list1 & !#list2",
    "inbox",
    "@label1",
    "@label1 | @label2 | today",
    "no labels",
    "search: report",
    "search: report | today",
    "!search: report",
    "recurring",
    "recurring & p1",
    "subtask & p1",
    "deadline: 7 days",
    "no deadline & p2",
    "assigned",
    "assigned to: anna",
    "assigned to: an*",
    "created: today",
    "created before: -300 days & p1",
    "updated: today",
    "completed: today",
    "completed: today, p1 & today, #list1",
    "p4 & no time & !recurring & !subtask",
    "view all",
)

_USERS = """
    insert into people select n, md5('user' || n)::uuid, 1.0 / (n + 1) from generate_series(0, $1::integer - 1) n
"""
_CATEGORIES = """
    insert into categories (user_id, id, name, position, created_at, updated_at)
    select id, md5(id::text || 'list' || n)::uuid, 'list' || n, 'a', $1, $1 from people, generate_series(1, 5) n
"""
_LABELS = """
    insert into labels (user_id, id, name)
    select id, md5(id::text || 'label' || n)::uuid, 'label' || n from people, generate_series(1, 10) n
"""
#: As people have them: a third is open, half of what is open has a day, most of what is done was done long ago.
_TODOS = """
    insert into todos (user_id, id, title, notes, category_id, depth, priority, due_date, due_time, due_timezone,
        deadline, rrule, is_from_completion, label_ids, assignee, position, completed_at, created_at, updated_at,
        deleted_at, source, version, document, parent_id)
    select id, md5(id::text || 'todo' || n)::uuid,
        (array['call', 'buy', 'write', 'read', 'ask about'])[1 + (r[1] * 5)::int % 5] || ' '
            || (array['milk', 'the report', 'Anna', 'the bank', 'tickets', 'page ' || n])[1 + (r[2] * 6)::int % 6],
        case when r[3] < 0.2 then repeat('some more words about it ', 4) else '' end,
        case when r[4] < 0.7 then md5(id::text || 'list' || 1 + (r[5] * 5)::int % 5)::uuid end, 0,
        case when r[6] < 0.08 then 1 when r[6] < 0.2 then 2 when r[6] < 0.35 then 3 else 4 end,
        case when r[7] < 0.5 then $1::date + ((r[8] * 420)::int - 60) end,
        case when r[7] < 0.15 then time '09:00' end, 'Europe/Berlin',
        case when r[9] < 0.03 then $1::date + (r[8] * 60)::int end,
        case when r[7] < 0.04 then 'FREQ=WEEKLY' end, case when r[7] < 0.04 then false end,
        case when r[10] < 0.15 then array[md5(id::text || 'label' || 1 + (r[11] * 10)::int % 10)::uuid] else '{}' end,
        case when r[12] < 0.03 then (array['Anna', 'Ben', 'me'])[1 + (r[11] * 3)::int % 3] end,
        lpad(n::text, 9, '0') || 'V', case when r[13] < 0.67 then $1 - r[8] * interval '700 days' end,
        $1 - r[8] * interval '720 days', $1 - r[8] * interval '700 days',
        case when r[14] < 0.03 then $1 end, 'web', 1, '{"title": "as it is handed on, some three hundred bytes"}',
        null
    from people, generate_series(1, greatest(1, (weight / $2 * $3)::int)) n,
        lateral (select array_agg(random()) r from generate_series(1, 14) where n > 0 and weight > 0) dice
    where number between $4 and $5
"""
_SUBTASKS = """
    update todos set parent_id = md5(user_id::text || 'todo' || 1)::uuid, depth = 1
    where substr(position, 8, 2) = '07' and position <> '000000001V'
"""


class Plan(msgspec.Struct, frozen=True):
    """What one statement did: by which indexes, or by a scan of another kind, and how many todos it looked at."""

    indexes: tuple[str, ...]
    rows: int


#: A row of one count.
NOTHING: Final = {"count": 0}


class Told:
    """Stands where a connection is expected, and keeps what it was asked."""

    def __init__(self) -> None:
        self.statements: list[tuple[str, tuple[Any, ...]]] = []

    async def fetch_afresh(self, statement: str, *values: Any) -> list[Any]:
        self.statements.append((statement, values))
        return [NOTHING]


def measure() -> None:
    """Print the table."""
    asyncio.run(_measure())


async def _measure() -> None:
    async with _filled() as connection:
        most, usual = [await _member(connection, number) for number in (0, USERS // 2)]
        rows: list[list[str]] = []
        slowest = 0.0
        for query in QUERIES:
            spent: list[list[float]] = []
            plans: list[Plan] = []
            for user_id, scene, _ in (most, usual):
                for statement, values in await _statements(user_id, bind(parse(query), scene)):
                    spent.append(await _spent(connection, statement, values))
                    plans.append(await _plan(connection, statement, values))
            slowest = max(slowest, *(each[-1] for each in spent))
            rows.append(
                [
                    query,
                    *(f"{statistics.median(each):.2f}" for each in spent),
                    *(f"{each.rows:,}" for each in plans[:2]),
                    *(" ".join(each.indexes) for each in plans[:2]),
                ]
            )
    table.show(
        f"Filters over {TODOS:,} todos of {USERS:,} users: milliseconds for the first page of 50, and for the count",
        ["filter", "most", "count", "usual", "count", "rows read", "to count", "by", "to count"],
        rows,
        notes=[
            f"Who has most has {most[2]:,} todos, the usual user {usual[2]:,}; a third is open.",
            "Rows and indexes are those of who has most.",
            f"Median of {ROUNDS} on one connection, planned each time, as the product does. Slowest: {slowest:.1f} ms.",
        ],
    )


async def _member(connection: Any, number: int) -> tuple[UUID, Scene, int]:
    """A user with what filters can name, and how many todos they have."""
    user_id = await connection.fetchval("select id from people where number = $1", number)
    known = await filters.names(connection, user_id)
    scene = Scene(
        now=NOW,
        zone=ZoneInfo("Europe/Berlin"),
        categories=known.categories,
        sections=known.sections,
        labels=known.labels,
    )
    return user_id, scene, await connection.fetchval("select count(*) from todos where user_id = $1", user_id)


async def _statements(user_id: UUID, asked: BoundQuery) -> list[tuple[str, tuple[Any, ...]]]:
    """The first page in the order made by hand, and the count."""
    told: Any = Told()
    wanted = TodoFilter(status=asked.status, condition=asked.condition)
    await todo_lists.list_rows(told, user_id, wanted, sort="position", is_descending=False, after=None, limit=51)
    await filters.count_todos(told, user_id, {user_id: asked})
    return told.statements


async def _spent(connection: Any, statement: str, values: tuple[Any, ...]) -> list[float]:
    """Milliseconds, the way there and back included, the shortest first."""
    spent: list[float] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await Connection(connection).fetch_afresh(statement, *values)
        spent.append((time.perf_counter() - began) * 1000)
    return sorted(spent)


async def _plan(connection: Any, statement: str, values: tuple[Any, ...]) -> Plan:
    answer = await connection.fetchval(f"explain (analyze, format json) {statement}", *values)
    nodes = [*_nodes(json.loads(answer)[0]["Plan"])]
    scans = [node for node in nodes if "Scan" in node["Node Type"]]
    read = [node for node in scans if node["Node Type"] != "Bitmap Index Scan"]
    named = [node.get("Index Name", node["Node Type"]) for node in scans if node["Node Type"] != "Bitmap Heap Scan"]
    return Plan(
        tuple(dict.fromkeys(named)),
        round(
            sum((each["Actual Rows"] + each.get("Rows Removed by Filter", 0)) * each["Actual Loops"] for each in read)
        ),
    )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


@asynccontextmanager
async def _filled() -> AsyncIterator[Any]:
    """A connection to a server of our own that holds all of it, vacuumed and analysed."""
    sets = migration_sets({"todo": Path(voicetodo.__path__[0]) / "modules/todo/migrations"})
    with (
        tempfile.TemporaryDirectory(prefix="voicetodo-bench-") as folder,
        EmbeddedPostgres(Path(folder) / "pg", settings=QUICK) as server,
    ):
        await provision(server.url, schemas_of(sets))
        await apply(server.url, sets)
        connection = await asyncpg.connect(server.url, server_settings={"search_path": "todo, extensions"})
        await _fill(connection, lambda done: print(f"  {done:.0%} of {TODOS:,} todos", flush=True))
        yield connection
        await connection.close()


async def _fill(connection: Any, progress: Callable[[float], None]) -> None:
    await connection.execute("create unlogged table people (number integer, id uuid, weight float8)")
    await connection.execute(_USERS, USERS)
    await connection.execute(_CATEGORIES, NOW)
    await connection.execute(_LABELS)
    weight = await connection.fetchval("select sum(weight) from people")
    indexes = await connection.fetch(
        "select indexname, indexdef from pg_indexes where tablename = 'todos' and indexname <> 'todos_pkey'"
    )
    for index in indexes:
        await connection.execute(f"drop index {index[0]}")
    await connection.execute("set session_replication_role = replica")
    for first, last in ((0, 0), (1, 9), (10, 99), (100, USERS)):
        await connection.execute(_TODOS, NOW, weight, float(TODOS), first, last)
        progress(await connection.fetchval("select count(*) from todos") / TODOS)
    await connection.execute(_SUBTASKS)
    await connection.execute("set session_replication_role = origin")
    for index in indexes:
        await connection.execute(index[1])
    await connection.execute("vacuum (analyze, freeze) todos")
