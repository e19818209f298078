"""The journal, to be read: by people, and by whoever puts things back."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.db import Connection, Record
from voicetodo.modules.todo.api import Due
from voicetodo.modules.todo.store.visibility import SPACE, in_teams, lent, own

_COLUMNS: Final = """
    place, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes,
    coalesce(actor_id, user_id) as actor_id
"""
_ENTRIES: Final = f"select user_id, {_COLUMNS} from activity where {SPACE} and place < $2"
#: What is told of a category that somebody else shares: since the caller joined, of what they see there now. Where the
#: owner keeps it is the owner's alone.
_LENT: Final = f"""
    {_ENTRIES} and place > shares.joined_place
    and (kind <> 'category' or changes::jsonb - array['parent_id', 'position', 'is_favorite'] <> '{{}}')
    and (kind not in ('todo', 'comment', 'attachment') or exists (
        select from todos
        where todos.user_id = shares.user_id and todos.category_id = shares.category_id and id = case kind
            when 'todo' then entity_id else coalesce(changes #>> '{{todo_id,1}}', changes #>> '{{todo_id,0}}')::uuid
        end
    ))
"""
#: Of teams, since the caller joined.
_OF_TEAMS: Final = f"{_ENTRIES} and place > team_members.joined_place"
#: Whether a todo was then where the caller may look, if it came from elsewhere.
_IS_FROM_SEEN: Final = """
    coalesce((changes #>> '{owner_id,0}')::uuid, user_id) = $1
    or kind <> 'todo'
    or changes -> 'owner_id' is null and changes -> 'category_id' is null
    or exists (
        select from shares where member_id = $1
            and shares.user_id = coalesce((changes #>> '{owner_id,0}')::uuid, found.user_id)
            and shares.category_id = (changes #>> '{category_id,0}')::uuid
    )
"""
_OWNERS_ALONE: Final = frozenset({"parent_id", "position", "is_favorite"})


class Entry(msgspec.Struct, frozen=True):
    """One thing that happened. `changes` is `{"field": [before, after]}`; `actor_id` is whose doing it was."""

    place: int
    kind: str
    entity_id: UUID
    verb: str
    at: datetime
    source: str
    command_id: UUID | None
    change_set_id: UUID | None
    version: int
    changes: dict[str, tuple[Any, Any]]
    actor_id: UUID


class Done(msgspec.Struct, frozen=True):
    """An entry, in whose space it was done, and in which category it was then."""

    owner_id: UUID
    category_id: UUID | None
    entry: Entry


class ActivityFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries; every condition that is given holds. From `since` on, and before `until`."""

    entity_id: UUID | None = None
    #: Of this category, its sections, and the todos that are filed in it now.
    category_id: UUID | None = None
    kind: str | None = None
    verb: str | None = None
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None


_CONDITIONS = {
    "entity_id": "entity_id = {0}",
    "category_id": (
        "(entity_id = {0}"
        " or entity_id in (select id from sections where user_id = :owner and category_id = {0})"
        " or entity_id in (select id from todos where user_id = :owner and category_id = {0}))"
    ),
    "kind": "kind = {0}",
    "verb": "verb = {0}",
    "source": "source = {0}",
    "since": "at >= {0}",
    "until": "at < {0}",
}
_OF_LENT_CATEGORY: Final = "shares.category_id = {0} and kind in ('category', 'section', 'todo')"


async def list_entries(
    connection: Connection, user_id: UUID, wanted: ActivityFilter, *, before: int | None, limit: int
) -> list[Entry]:
    """The latest first; `before` is the place of the last one already seen.

    Of what others share with the user, that which happened since they joined, of what they may see now. What a todo was
    where they may not look is not told. Of their teams, that which happened since they joined.
    """
    values: list[object] = [user_id, 2**62 if before is None else before, limit]
    mine, theirs, of_teams = _ENTRIES, _LENT, _OF_TEAMS
    for field, condition in _CONDITIONS.items():
        if (value := getattr(wanted, field)) is not None:
            values.append(value)
            mark = f"${len(values)}"
            mine += f" and {condition.format(mark)}"
            theirs += f" and {(_OF_LENT_CATEGORY if field == 'category_id' else condition).format(mark)}"
            of_teams += f" and {'false' if field == 'category_id' else condition.format(mark)}"
    tail = "order by place desc limit $3"
    rows = await connection.fetch(
        f"select *, {_IS_FROM_SEEN} as is_from_seen"
        f" from (({own(f'{mine} {tail}')}) union all ({lent(f'{theirs} {tail}')}) union all"
        f" ({in_teams(f'{of_teams} {tail}')}) {tail}) as found order by place desc",
        *values,
    )
    return [_as_told(row, user_id) for row in rows]


async def of_change_set(
    connection: Connection,
    actor_id: UUID,
    change_set_id: UUID,
    *,
    owner_ids: Sequence[UUID],
    since: datetime | None = None,
) -> list[Done]:
    """All that one of the actor's did in the spaces of these owners, the last first; from `since` on.

    What reverting it did is left out. Others may have a change set of the same id: theirs is nothing to the actor.
    """
    rows = await connection.fetch(
        f"select user_id, category_id, {_COLUMNS} from activity where user_id = any($1::uuid[]) and change_set_id = $2"
        " and coalesce(actor_id, user_id) = $3 and verb <> 'reverted' and ($4::timestamptz is null or at >= $4)"
        " order by place desc",
        owner_ids,
        change_set_id,
        actor_id,
        since,
    )
    return [Done(row[0], row[1], _entry(row)) for row in rows]


async def find_last_completion(connection: Connection, user_id: UUID, todo_id: UUID, due: Due) -> Entry | None:
    """That of the occurrence of a recurring todo by which it came to be due at `due`, the last time."""
    row = await connection.fetchrow(
        f"select {_COLUMNS} from activity where user_id = $1 and entity_id = $2 and verb = 'completed'"
        " and (changes #> '{due,1}')::jsonb = $3::jsonb order by place desc limit 1",
        user_id,
        todo_id,
        msgspec.to_builtins(due),
    )
    return None if row is None else _entry(row)


async def is_touched_since(
    connection: Connection, user_id: UUID, entity_id: UUID, *, place: int, change_set_id: UUID
) -> bool:
    """Whether somebody else's change of it stands in the journal after `place`."""
    return await connection.fetchval(
        "select exists (select from activity where user_id = $1 and entity_id = $2 and place > $3"
        " and change_set_id is distinct from $4)",
        user_id,
        entity_id,
        place,
        change_set_id,
    )


def _as_told(row: Record, user_id: UUID) -> Entry:
    entry = _entry(row)
    if row["user_id"] != user_id and entry.kind == "category":
        return replace(entry, changes={name: each for name, each in entry.changes.items() if name not in _OWNERS_ALONE})
    if not row["is_from_seen"]:
        return replace(entry, changes={name: (None, after) for name, (_, after) in entry.changes.items()})
    return entry


def _entry(row: Record) -> Entry:
    values = {name: row[name] for name in Entry.__struct_fields__}
    values["changes"] = msgspec.json.decode(values["changes"])
    return msgspec.convert(values, Entry)
