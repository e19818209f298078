"""Whether there is maintenance: schema `kit`, table `maintenance`."""

from datetime import datetime

import msgspec

from voicetodo.kit.db import Connection, Transaction


class Upkeep(msgspec.Struct, frozen=True):
    """The installation is being looked after. `message` is what people read meanwhile."""

    message: str
    since: datetime
    #: When it is thought to be over; it is not over by itself.
    until: datetime | None


async def find(connection: Connection) -> Upkeep | None:
    row = await connection.fetchrow("select message, since, until from maintenance")
    return Upkeep(**row) if row else None


async def put(tx: Transaction, upkeep: Upkeep) -> None:
    """Begun already, it goes on since then."""
    await tx.execute(
        "insert into maintenance (message, since, until) values ($1, $2, $3)"
        " on conflict (is_only) do update set message = excluded.message, until = excluded.until",
        upkeep.message,
        upkeep.since,
        upkeep.until,
    )


async def delete(tx: Transaction) -> None:
    await tx.execute("delete from maintenance")
