"""Preferences: a row for each user who ever said any."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api import Preferences
from voicetodo.modules.todo.events import PreferencesChanged
from voicetodo.modules.todo.store.journal import Note, args, note_and_event
from voicetodo.modules.todo.store.locks import Lock, hold

_COLUMNS: Final = "region, first_weekday, hours, completing_parent, updated_at, version"
_PUT: Final = f"""
    with changed as (
        insert into preferences (user_id, {_COLUMNS}) values ($1, $2, $3, $4::json, $5, $6, $7)
        on conflict (user_id) do update
        set ({_COLUMNS}) = row($2, $3, $4::json, $5, $6, $7)
        returning user_id
    ), {note_and_event("changed", first=8)}
    select user_id from changed
"""


async def find(connection: Connection, user_id: UUID) -> Preferences:
    """Those that were said, otherwise those of everybody."""
    row = await connection.fetchrow(f"select {_COLUMNS} from preferences where user_id = $1", user_id)
    if row is None:
        return Preferences()
    return msgspec.convert({**row, "hours": msgspec.json.decode(row["hours"])}, Preferences)


async def lock(tx: Transaction, user_id: UUID) -> Preferences:
    """Read to be changed, one after the other, also where there is no row yet."""
    await hold(tx, Lock.PREFERENCES, user_id)
    return await find(tx, user_id)


async def put(tx: Transaction, user_id: UUID, after: Preferences, note: Note, event: PreferencesChanged) -> None:
    await tx.execute(
        _PUT,
        user_id,
        after.region,
        after.first_weekday,
        msgspec.json.encode(after.hours).decode(),
        after.completing_parent,
        after.updated_at,
        after.version,
        *args(user_id, note, event),
    )
