"""What is written beside every change, by the same statement: a row of activity and an event in the outbox."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.bus.events import encoded
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
    changes: dict[str, tuple[Any, Any]] = {}
    change_set_id: UUID | None = None


_ONLY_CREATED: Final = "{}"


def note_and_event(changed: str, *, first: int) -> str:
    """Two more parts of a `with` statement: they write what `args` gives, where the part named `changed` gave a row.

    `first` is the number of the first of fifteen parameters.
    """
    n = list(range(first, first + 15))
    return f"""
        noted as (
            insert into activity
                (user_id, kind, entity_id, verb, at, source, command_id, change_set_id, version, changes)
            select ${n[0]}::uuid, ${n[1]}::text, ${n[2]}::uuid, ${n[3]}::text, ${n[4]}::timestamptz, ${n[5]}::text,
                ${n[6]}::uuid, ${n[7]}::uuid, ${n[8]}::integer, ${n[9]}::json
            from {changed}
        ),
        told as (
            insert into outbox (id, name, user_id, payload, traceparent)
            select ${n[10]}::uuid, ${n[11]}::text, ${n[12]}::uuid, ${n[13]}::text, ${n[14]}::text
            from {changed}
        )
    """


def args(user_id: UUID, note: Note, event: AnyEvent) -> tuple[object, ...]:
    """The fifteen parameters of `note_and_event`."""
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
        new_id(),
        event.name,
        user_id,
        encoded(event),
        current_traceparent(),
    )
