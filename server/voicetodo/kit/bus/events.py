"""What an event is, and how it travels."""

from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

import msgspec

from voicetodo.kit.db import Record


class Event(Protocol):
    """A fact, named in the past tense and versioned: a frozen msgspec Struct.

    `user_id` owns the fact: a subscriber hears the facts of one user in the order they were announced.
    """

    #: Such as `todo.todo_created.v1`. A later version may add fields; anything else is a new name.
    name: ClassVar[str]
    __struct_fields__: ClassVar[tuple[str, ...]]

    @property
    def user_id(self) -> UUID: ...


E = TypeVar("E", bound=Event)


class Envelope(msgspec.Struct, frozen=True):
    """One event on its way. `id` is the same at every delivery of it."""

    id: UUID
    name: str
    user_id: UUID
    #: When the transaction that announced it began, by the database's clock.
    occurred_at: datetime
    #: The event as JSON.
    payload: msgspec.Raw
    traceparent: str | None = None

    def open(self, kind: type[E]) -> E:
        """The event inside. Fields this process does not know are left out. Raises msgspec.ValidationError."""
        return msgspec.json.decode(self.payload, type=kind)


def envelope_of(row: Record) -> Envelope:
    return Envelope(
        id=row["id"],
        name=row["name"],
        user_id=row["user_id"],
        occurred_at=row["occurred_at"],
        payload=msgspec.Raw(row["payload"].encode()),
        traceparent=row["traceparent"],
    )


def encoded(event: Event) -> str:
    return _encoder.encode(event).decode()


_encoder: Any = msgspec.json.Encoder()
