"""Announcing: facts are written beside the change that makes them true, in the same transaction."""

from collections.abc import Callable
from typing import Any, Final
from weakref import WeakKeyDictionary

from voicetodo.kit.bus.events import Event, encoded
from voicetodo.kit.db import Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.traces import current_traceparent

_ONE: Final = "insert into outbox (id, name, user_id, payload, traceparent) values ($1, $2, $3, $4, $5)"
_SEVERAL: Final = """
    insert into outbox (id, name, user_id, payload, traceparent)
    select id, name, user_id, payload, $5
    from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[]) with ordinality as e (id, name, user_id, payload, place)
    order by place
"""

#: Who is told, in this process, that a database's outbox has something new.
_wakers: "WeakKeyDictionary[Any, Callable[[], None]]" = WeakKeyDictionary()


async def announce(tx: Transaction, *events: Event) -> None:
    """Write the facts to the outbox of the transaction's module, in this order, by one statement.

    They leave when the transaction commits, and never otherwise. The relay of this process is woken right after the
    commit; a relay elsewhere finds them by looking every few seconds.
    """
    if not events:
        return
    traceparent = current_traceparent()
    if len(events) == 1:
        event = events[0]
        await tx.execute(_ONE, new_id(), event.name, event.user_id, encoded(event), traceparent)
    else:
        await tx.execute(
            _SEVERAL,
            [new_id() for _ in events],
            [event.name for event in events],
            [event.user_id for event in events],
            [encoded(event) for event in events],
            traceparent,
        )
    wake = _wakers.get(tx.database)
    if wake is not None:
        tx.after_commit(wake)


def wake(database: object) -> None:
    """For a statement that wrote the outbox beside its change: call this once that is committed."""
    waker = _wakers.get(database)
    if waker is not None:
        waker()


def wake_on_announce(database: object, wake: Callable[[], None]) -> None:
    """Call `wake` after every commit in this process that announced something on `database`."""
    _wakers[database] = wake


def forget_waker(database: object) -> None:
    _wakers.pop(database, None)
