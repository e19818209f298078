"""What the index of words is to be told: which todos changed, and how each of them is now."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction

#: Of one todo, the latest.
MOST_COMMENTS: Final = 200
#: Nobody needs to know how many more wait.
MOST_COUNTED: Final = 100_000

_NOTE: Final = """
    insert into search_changes (user_id, todo_id)
    select user_id, todo_id from unnest($1::uuid[], $2::uuid[]) as changed (user_id, todo_id)
    order by user_id, todo_id
    on conflict (user_id, todo_id) do update set change = default
"""
_DONE: Final = """
    with done as (
        select user_id, todo_id from search_changes
            join unnest($1::uuid[], $2::uuid[], $3::bigint[]) as written (user_id, todo_id, change)
                using (user_id, todo_id, change)
        order by user_id, todo_id for update of search_changes
    )
    delete from search_changes using done
    where search_changes.user_id = done.user_id and search_changes.todo_id = done.todo_id
"""
_FIELDS: Final = f"""
    todos.user_id, todos.id, category_id, version, is_done, created_at, title, notes,
    coalesce((
        select json_agg(json_build_object('id', id, 'version', version, 'created_at', created_at, 'body', body))
        from (
            select id, version, created_at, body from comments
            where comments.user_id = todos.user_id and comments.todo_id = todos.id
            order by created_at desc, id desc limit {MOST_COMMENTS}
        ) as latest
    ), '[]')::text as comments
"""
_THESE: Final = f"""
    select {_FIELDS}
    from unnest($1::uuid[], $2::uuid[]) as wanted (user_id, id)
        join todos on todos.user_id = wanted.user_id and todos.id = wanted.id
    where deleted_at is null
"""
_AFTER: Final = f"""
    select {_FIELDS} from todos
    where deleted_at is null and ($1::uuid is null or (user_id, id) > ($1, $2::uuid))
    order by user_id, id limit $3
"""


class Change(msgspec.Struct, frozen=True):
    """Something of this todo changed. `number` is another one each time."""

    user_id: UUID
    todo_id: UUID
    number: int


class Searchable(msgspec.Struct, frozen=True):
    """What can be found of a todo, and what tells who may see it. `comments` is JSON."""

    user_id: UUID
    id: UUID
    category_id: UUID | None
    version: int
    is_done: bool
    created_at: datetime
    title: str
    notes: str
    comments: str


async def note(tx: Transaction, changed: Iterable[tuple[UUID, UUID]]) -> None:
    """Owners and todos."""
    pairs = sorted(set(changed))
    await tx.execute(_NOTE, [user_id for user_id, _ in pairs], [todo_id for _, todo_id in pairs])


async def list_oldest(connection: Connection, *, limit: int) -> list[Change]:
    rows = await connection.fetch("select user_id, todo_id, change from search_changes order by change limit $1", limit)
    return [Change(*row) for row in rows]


async def forget(tx: Transaction, done: Sequence[Change]) -> None:
    """Those that changed once more meanwhile stay."""
    await tx.execute(
        _DONE,
        [each.user_id for each in done],
        [each.todo_id for each in done],
        [each.number for each in done],
    )


async def waiting(connection: Connection, events: Sequence[str]) -> tuple[int, float]:
    """How many changes the index was not told of, and for how many seconds the oldest has waited.

    `events` are the names of what leads to changes; those of it count that did not leave this module yet.
    """
    row = await connection.fetchrow(
        """
        select count(*) as count, greatest(0, coalesce(extract(epoch from now() - min(at)), 0))::float8 as seconds
        from (
            (select noted_at as at from search_changes order by change limit $2)
            union all (select occurred_at from outbox where name = any($1::text[]) limit $2)
        ) as changes
        """,
        events,
        MOST_COUNTED,
    )
    return (0, 0.0) if row is None else (row["count"], row["seconds"])


async def next_version(connection: Connection) -> int:
    """Under which all that is read from now on may be written, and nothing that was read before."""
    return await connection.fetchval("select nextval('search_versions')")


async def get_many(connection: Connection, changed: Sequence[Change]) -> list[Searchable]:
    """As they are now; those that are gone, or in the trash, are left out."""
    rows = await connection.fetch(_THESE, [each.user_id for each in changed], [each.todo_id for each in changed])
    return [_searchable(row) for row in rows]


async def list_after(connection: Connection, last: tuple[UUID, UUID] | None, *, limit: int) -> list[Searchable]:
    """All there are, of one owner after the other. `last` names the last of those before."""
    user_id, todo_id = last or (None, None)
    return [_searchable(row) for row in await connection.fetch(_AFTER, user_id, todo_id, limit)]


async def count_all(connection: Connection) -> int:
    return await connection.fetchval("select count(*) from todos where deleted_at is null")


def _searchable(row: Record) -> Searchable:
    return Searchable(**{name: row[name] for name in Searchable.__struct_fields__})
