"""What was done to todos, to be counted: when, which, by whom, and no word of what they say."""

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record
from voicetodo.modules.todo.api import Happened, History

_AT_ONCE: Final = 500
#: Todos come after the journal.
_FIRST: Final = UUID(int=0)

#: What was imported was made, and perhaps done, before the journal tells of it; what was moved here, too. An occurrence
#: that is to be done again takes back the completion by which its todo had gone on: that one's version is told.
_JOURNAL: Final = """
    select told.place, entity_id as todo_id, coalesce(taken_back.version, told.version) as version, told.source,
        told.category_id,
        coalesce((made.document ->> 'created_by')::uuid, actor_id, told.user_id) as actor_id,
        case
            when verb = 'created' then 'created'
            when changes #>> '{deleted_at,1}' is not null then 'deleted'
            when changes -> 'deleted_at' is not null then 'restored'
            when verb = 'completed' or changes #>> '{completed_at,1}' is not null then 'completed'
            when verb = 'reopened' or changes -> 'completed_at' is not null then 'reopened'
        end as kind,
        coalesce(
            made.created_at, (changes #>> '{deleted_at,1}')::timestamptz, (changes #>> '{completed_at,1}')::timestamptz
        ) as moment,
        case when told.version > 1 then null when turned.place is null then made.completed_at else turned.was end
            as done_before,
        at
    from activity as told
        left join todos as made on verb = 'created' and made.user_id = $1 and made.id = entity_id
        left join lateral (
            select later.place, (later.changes #>> '{completed_at,0}')::timestamptz as was
            from activity as later
            where made.id is not null and later.user_id = $1 and later.entity_id = made.id
                and later.changes -> 'completed_at' is not null
            order by later.place limit 1
        ) as turned on true
        left join lateral (
            select done.version from activity as done
            where told.verb = 'reopened' and told.changes -> 'completed_at' is null
                and done.user_id = $1 and done.entity_id = told.entity_id and done.place < told.place
                and done.verb = 'completed'
                and (done.changes #> '{due,1}')::jsonb = (told.changes #> '{due,0}')::jsonb
            order by done.place desc limit 1
        ) as taken_back on true
    where told.user_id = $1 and told.kind = 'todo' and told.place > $2
    order by told.place limit $3
"""
#: Those whose making the journal does not tell: made and, where they are done, completed.
_TODOS: Final = """
    select id as todo_id, created_at, completed_at, version, source, category_id,
        coalesce((document ->> 'created_by')::uuid, user_id) as actor_id
    from todos
    where user_id = $1 and id > $2 and not exists (
        select from activity
        where activity.user_id = todos.user_id and entity_id = todos.id and verb = 'created'
    )
    order by id limit $3
"""


async def of_journal(connection: Connection, user_id: UUID, *, after: int) -> History:
    rows = await connection.fetch(_JOURNAL, user_id, after, _AT_ONCE)
    happened = [_happened(row, row["kind"], at=row["moment"] or row["at"]) for row in rows if row["kind"] is not None]
    happened += [_happened(row, "completed", at=row["done_before"]) for row in rows if row["done_before"] is not None]
    return History(tuple(happened), str(rows[-1]["place"] if len(rows) == _AT_ONCE else _FIRST))


async def of_todos(connection: Connection, user_id: UUID, *, after: UUID) -> History:
    rows = await connection.fetch(_TODOS, user_id, after, _AT_ONCE)
    made = [_happened(row, "created", at=row["created_at"]) for row in rows]
    done = [_happened(row, "completed", at=row["completed_at"]) for row in rows if row["completed_at"] is not None]
    return History((*made, *done), str(rows[-1]["todo_id"]) if len(rows) == _AT_ONCE else None)


def _happened(row: Record, kind: str, *, at: object) -> Happened:
    same = {name: row[name] for name in ("todo_id", "version", "actor_id", "category_id", "source")}
    return msgspec.convert({**same, "kind": kind, "at": at}, Happened)
