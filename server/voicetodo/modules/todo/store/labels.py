"""Labels."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api import Label
from voicetodo.modules.todo.errors import LabelNameTaken
from voicetodo.modules.todo.events import LabelEvent
from voicetodo.modules.todo.store.journal import Note, args, note_and_event

_COLUMNS: Final = "id, name, color, version"
_INSERT: Final = f"""
    with changed as (
        insert into labels (user_id, {_COLUMNS}) values ($1, $2, $3, $4, $5) on conflict do nothing returning id
    ), {note_and_event("changed", first=6)}
    select id from changed
"""
_UPDATE: Final = f"""
    with changed as (
        update labels set ({_COLUMNS}) = row($2, $3, $4, $5) where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=6)}
    select id from changed
"""
_DELETE: Final = f"""
    with changed as (
        delete from labels where user_id = $1 and id = $2 returning id
    ), {note_and_event("changed", first=3)}
    select id from changed
"""


class LabelWriting(msgspec.Struct, frozen=True):
    """A label as it shall be, with what is noted and told of it."""

    label: Label
    note: Note
    event: LabelEvent


async def insert(connection: Connection, user_id: UUID, made: LabelWriting) -> bool:
    """One statement of its own. False when the id or the name is there already."""
    return await connection.fetchval(_INSERT, *_args(user_id, made)) is not None


async def update(tx: Transaction, user_id: UUID, changed: LabelWriting) -> None:
    """Raises LabelNameTaken."""
    try:
        await tx.execute(_UPDATE, *_args(user_id, changed))
    except asyncpg.UniqueViolationError as error:
        raise LabelNameTaken from error


async def delete(tx: Transaction, user_id: UUID, note: Note, event: LabelEvent) -> None:
    """No todo carries it any more."""
    await tx.execute(_DELETE, user_id, note.entity_id, *args(user_id, note, event))


async def list_all(connection: Connection, user_id: UUID) -> list[Label]:
    """By name."""
    rows = await connection.fetch(
        f"select {_COLUMNS} from labels where user_id = $1 order by lower(name), id",
        user_id,
    )
    return [msgspec.convert(dict(row), Label) for row in rows]


async def find(connection: Connection, user_id: UUID, label_id: UUID) -> Label | None:
    return await _find(connection, "id = $2", user_id, label_id)


async def find_by_name(connection: Connection, user_id: UUID, name: str) -> Label | None:
    """Whatever the case of its letters."""
    return await _find(connection, "lower(name) = lower($2)", user_id, name)


async def lock(tx: Transaction, user_id: UUID, label_id: UUID) -> Label | None:
    """Read to be changed or deleted; nobody puts it on todos until the transaction ends."""
    return await _find(tx, "id = $2 for update", user_id, label_id)


async def keep(tx: Transaction, user_id: UUID, ids: Sequence[UUID]) -> set[UUID]:
    """Those of `ids` that are there; they stay there until the transaction ends."""
    rows = await tx.fetch(
        "select id from labels where user_id = $1 and id = any($2::uuid[]) order by id for key share", user_id, ids
    )
    return {row[0] for row in rows}


async def _find(connection: Connection, condition: str, user_id: UUID, value: object) -> Label | None:
    row = await connection.fetchrow(
        f"select {_COLUMNS} from labels where user_id = $1 and {condition}",
        user_id,
        value,
    )
    return None if row is None else msgspec.convert(dict(row), Label)


def _args(user_id: UUID, writing: LabelWriting) -> tuple[object, ...]:
    label = writing.label
    return (
        user_id,
        label.id,
        label.name,
        label.color,
        label.version,
        *args(user_id, writing.note, writing.event),
    )
