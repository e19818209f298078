"""The journal, to be read: by people, and by whoever puts things back."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record

_COLUMNS = "place, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes"


class Entry(msgspec.Struct, frozen=True):
    """One thing that happened. `changes` is `{"field": [before, after]}`."""

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


async def list_entries(
    connection: Connection, user_id: UUID, *, entity_id: UUID | None, before: int | None, limit: int
) -> list[Entry]:
    """The latest first; `before` is the place of the last one already seen."""
    most = 2**62 if before is None else before
    if entity_id is None:
        rows = await connection.fetch(
            f"select {_COLUMNS} from activity where user_id = $1 and place < $2 order by place desc limit $3",
            user_id,
            most,
            limit,
        )
    else:
        rows = await connection.fetch(
            f"select {_COLUMNS} from activity where user_id = $1 and entity_id = $4 and place < $2"
            " order by place desc limit $3",
            user_id,
            most,
            limit,
            entity_id,
        )
    return [_entry(row) for row in rows]


async def of_change_set(connection: Connection, user_id: UUID, change_set_id: UUID) -> list[Entry]:
    """All that it did, the last first. What reverting it did is left out."""
    rows = await connection.fetch(
        f"select {_COLUMNS} from activity where user_id = $1 and change_set_id = $2 and verb <> 'reverted'"
        " order by place desc",
        user_id,
        change_set_id,
    )
    return [_entry(row) for row in rows]


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
    values = dict(row)
    values["changes"] = msgspec.json.decode(values["changes"])
    return msgspec.convert(values, Entry)
