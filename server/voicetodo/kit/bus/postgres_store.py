"""The SQL of the PostgreSQL bus: schema `bus`."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from voicetodo.kit.bus.bus import Delivery
from voicetodo.kit.bus.events import envelope_of
from voicetodo.kit.db import Connection, Record, Transaction

CHANNEL: Final = "voicetodo_bus"

_SUBSCRIBE: Final = """
    insert into subscriptions (subscriber, name) select $1, unnest($2::text[]) on conflict do nothing
"""

_CARRY: Final = "select moved, hearing from carry_outbox($1, $2)"

#: The advisory lock makes a user's events, for this subscriber, ours alone until the transaction ends. The rows are
#: locked too: one that another process took away since our snapshot is skipped instead of being delivered again.
_TAKE: Final = """
    with waiting as materialized (
        select q.place, q.user_id from queue q
        where q.subscriber = $1 and ($3 or not exists (
            select from retries r where r.subscriber = $1 and r.user_id = q.user_id and r.again_at > now()))
        order by q.place limit $2
    ), users as materialized (
        select user_id from waiting group by user_id
    ), ours as materialized (
        select user_id from users where pg_try_advisory_xact_lock(hashtextextended($1 || user_id::text, 0))
    )
    select q.place, q.id, q.name, q.user_id, q.occurred_at, q.payload, q.traceparent,
        coalesce(r.attempts, 0) as failures
    from queue q
    join ours on ours.user_id = q.user_id
    left join retries r on r.subscriber = q.subscriber and r.user_id = q.user_id
    where q.subscriber = $1 and q.place <= (select max(place) from waiting)
    order by q.place limit $2
    for update of q skip locked
"""

_DELETE: Final = "delete from queue where subscriber = $1 and place = any($2::bigint[])"

_FORGIVE: Final = "delete from retries where subscriber = $1 and user_id = any($2::uuid[])"

_RETRY: Final = """
    insert into retries as r (subscriber, user_id, attempts, again_at, error)
    values ($1, $2, $3, now() + make_interval(secs => $4), $5)
    on conflict (subscriber, user_id) do update
    set attempts = excluded.attempts, again_at = excluded.again_at, error = excluded.error
"""

_BURY: Final = """
    with gone as (delete from queue where subscriber = $1 and place = $2 returning *)
    insert into dead_letters (subscriber, id, name, user_id, occurred_at, payload, traceparent, attempts, error)
    select subscriber, id, name, user_id, occurred_at, payload, traceparent, $3, $4 from gone
    on conflict do nothing
"""

#: Never the payload, which is what people wrote.
_DEAD: Final = "select subscriber, id, name, user_id, occurred_at, died_at, attempts, error from dead_letters"

_BRING_AGAIN: Final = """
    with back as (delete from dead_letters where subscriber = $1 and id = $2 returning *)
    insert into queue (subscriber, id, name, user_id, occurred_at, payload, traceparent)
    select subscriber, id, name, user_id, occurred_at, payload, traceparent from back
    returning place
"""


async def subscribe(tx: Transaction, subscriber: str, names: Collection[str]) -> None:
    await tx.execute(_SUBSCRIBE, subscriber, list(names))


async def carry(outbox: Connection, sender: str, *, limit: int) -> tuple[int, list[str]]:
    """How many facts left the outbox, and who is to hear any of them. Tells the other processes as well."""
    row = await outbox.fetchrow(_CARRY, limit, sender)
    return (0, []) if row is None else (row["moved"], row["hearing"] or [])


async def take(tx: Transaction, subscriber: str, *, limit: int, is_impatient: bool) -> list[Delivery]:
    rows = await tx.fetch(_TAKE, subscriber, limit, is_impatient)
    first_of = {row["user_id"]: row["place"] for row in reversed(rows)}
    return [
        Delivery(
            envelope=envelope_of(row),
            place=row["place"],
            # it is a user's oldest event that failed
            failures=row["failures"] if row["place"] == first_of[row["user_id"]] else 0,
        )
        for row in rows
    ]


async def delete(tx: Transaction, subscriber: str, heard: Sequence[Delivery]) -> None:
    """They were heard; users whose event had failed before are forgiven."""
    await tx.execute(_DELETE, subscriber, [delivery.place for delivery in heard])
    forgiven = {delivery.envelope.user_id for delivery in heard if delivery.failures}
    if forgiven:
        await tx.execute(_FORGIVE, subscriber, list(forgiven))


async def retry(tx: Transaction, subscriber: str, failed: Delivery, *, in_seconds: float, error: str) -> None:
    await tx.execute(_RETRY, subscriber, failed.envelope.user_id, failed.failures + 1, in_seconds, error)


async def bury(tx: Transaction, subscriber: str, failed: Delivery, *, error: str) -> None:
    await tx.execute(_BURY, subscriber, failed.place, failed.failures + 1, error)
    await tx.execute(_FORGIVE, subscriber, [failed.envelope.user_id])


async def list_dead(
    connection: Connection, subscriber: str | None, *, died_at: datetime, event_id: UUID, limit: int
) -> list[Record]:
    return await connection.fetch(
        f"{_DEAD} where (died_at, id) < ($1, $2) and ($3::text is null or subscriber = $3)"
        " order by died_at desc, id desc, subscriber limit $4",
        died_at,
        event_id,
        subscriber,
        limit,
    )


async def find_dead(connection: Connection, subscriber: str, event_id: UUID) -> Record | None:
    return await connection.fetchrow(f"{_DEAD} where subscriber = $1 and id = $2", subscriber, event_id)


async def bring_again(tx: Transaction, subscriber: str, event_id: UUID) -> bool:
    """Every process is told."""
    found = await tx.fetchval(_BRING_AGAIN, subscriber, event_id)
    if found is None:
        return False
    await tx.execute("select pg_notify($1, $2)", CHANNEL, f"again {subscriber}")
    return True


async def discard(tx: Transaction, subscriber: str, event_id: UUID) -> bool:
    tag = await tx.execute("delete from dead_letters where subscriber = $1 and id = $2", subscriber, event_id)
    return tag == "DELETE 1"


async def forget_dead(tx: Transaction, age: timedelta) -> None:
    await tx.execute("delete from dead_letters where died_at < now() - $1::interval", age)
