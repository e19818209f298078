"""The journal, to be read: by people, and by whoever puts things back."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record
from voicetodo.modules.todo.store.visibility import SPACE, seen

_COLUMNS: Final = """
    place, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes,
    coalesce(actor_id, user_id) as actor_id
"""


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


async def list_entries(
    connection: Connection, user_id: UUID, wanted: ActivityFilter, *, before: int | None, limit: int
) -> list[Entry]:
    """The latest first; `before` is the place of the last one already seen.

    Of what others share with the user, that which happened while it stood in a category shared with them now.
    """
    where, values = f"{SPACE} and place < $2", [user_id, 2**62 if before is None else before, limit]
    for field, condition in _CONDITIONS.items():
        if (value := getattr(wanted, field)) is not None:
            values.append(value)
            where += f" and {condition.format(f'${len(values)}')}"
    select = f"select {_COLUMNS} from activity where {where}"
    rows = await connection.fetch(seen(select, tail="order by place desc limit $3"), *values)
    return [_entry(row) for row in rows]


async def of_change_set(
    connection: Connection, actor_id: UUID, change_set_id: UUID, *, owner_ids: Sequence[UUID]
) -> list[tuple[UUID, Entry]]:
    """All that one of the actor's did in the spaces of these owners, the last first, each with the owner.

    What reverting it did is left out. Others may have a change set of the same id: theirs is nothing to the actor.
    """
    rows = await connection.fetch(
        f"select user_id, {_COLUMNS} from activity where user_id = any($1::uuid[]) and change_set_id = $2"
        " and coalesce(actor_id, user_id) = $3 and verb <> 'reverted' order by place desc",
        owner_ids,
        change_set_id,
        actor_id,
    )
    return [(row[0], _entry(row)) for row in rows]


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


def _entry(row: Record) -> Entry:
    values = {name: row[name] for name in Entry.__struct_fields__}
    values["changes"] = msgspec.json.decode(values["changes"])
    return msgspec.convert(values, Entry)
