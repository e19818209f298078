"""What is written beside every change, by the same statement: a row of activity and an event in the outbox."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.bus.events import encoded
from voicetodo.kit.db import Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.traces import current_traceparent
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.events import AnyEvent


class Note(msgspec.Struct, frozen=True):
    """One row of activity: what was done to what. `changes` is `{"field": [before, after]}`."""

    kind: str
    entity_id: UUID
    verb: str
    at: datetime
    origin: Origin
    version: int
    #: The category it stands in, or is: who may see that may see what happened there.
    category_id: UUID | None
    changes: dict[str, tuple[Any, Any]] = {}
    change_set_id: UUID | None = None


_ONLY_CREATED: Final = "{}"


def _noting(first: int) -> str:
    n = list(range(first, first + 12))
    return f"""
        insert into activity
            (user_id, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes, actor_id,
            category_id)
        select ${n[0]}::uuid, ${n[1]}::text, ${n[2]}::uuid, ${n[3]}::text, ${n[4]}::timestamptz, ${n[5]}::text,
            ${n[6]}::uuid, ${n[7]}::uuid, ${n[8]}::integer, ${n[9]}::json, ${n[10]}::uuid, ${n[11]}::uuid
    """


_ADD: Final = _noting(1)


def note_and_event(changed: str, *, first: int, has_audience: bool = False) -> str:
    """More parts of a `with` statement: they write what `args` gives, where the part named `changed` gave a row.

    `first` is the number of the first of seventeen parameters. With an audience there is a part named `audience` of one
    row: the members of the category, as an array or null.
    """
    n = list(range(first, first + 17))
    payload, audience = f"${n[15]}::text", ""
    if has_audience:
        audience = f"audience as ({members(f'${n[0]}::uuid', f'${n[11]}::uuid')}),"
        payload = with_audience(payload, "(select members from audience)")
    return f"""
        {audience}
        noted as ({_noting(first)} from {changed}),
        told as (
            insert into outbox (id, name, user_id, payload, traceparent)
            select ${n[12]}::uuid, ${n[13]}::text, ${n[14]}::uuid, {payload}, ${n[16]}::text
            from {changed}
        )
    """


async def add(tx: Transaction, user_id: UUID, note: Note) -> None:
    """A row of activity of what other statements of this transaction did."""
    await tx.execute(_ADD, *_row(user_id, note))


def members(owner_id: str, category_id: str) -> str:
    """One row of `members`: who may see the category beside its owner, as an array; null where nobody may."""
    return f"""
        select array_agg(member_id) as members from shares
        where shares.user_id = {owner_id} and shares.category_id = {category_id}
    """


def with_audience(payload: str, members: str) -> str:
    """An event's JSON with its audience, which stands last in it and is empty."""
    return (
        f"case when {members} is null then {payload} else left({payload}, -3) || to_json({members})::text || '}}' end"
    )


def args(user_id: UUID, note: Note, event: AnyEvent) -> tuple[object, ...]:
    """The seventeen parameters of `note_and_event`."""
    return (*_row(user_id, note), new_id(), event.name, user_id, encoded(event), current_traceparent())


def _row(user_id: UUID, note: Note) -> tuple[object, ...]:
    return (
        user_id,
        note.kind,
        note.entity_id,
        note.verb,
        note.at,
        note.origin.source,
        note.origin.command_id,
        note.change_set_id,
        note.version,
        msgspec.json.encode(note.changes).decode() if note.changes else _ONLY_CREATED,
        None if note.origin.actor_id == user_id else note.origin.actor_id,
        note.category_id,
    )
