"""What was counted: a row for each day of a person on which there was anything."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.analytics.model.days import Day

_encoder: Final = msgspec.json.Encoder()
_decoder: Final = msgspec.json.Decoder(Day)


async def put(tx: Transaction, wanted: Sequence[tuple[UUID, date]], days: Mapping[tuple[UUID, date], Day]) -> None:
    """Each wanted day as it is now; none where nothing happened."""
    empty = [pair for pair in wanted if pair not in days]
    if empty:
        await tx.execute(
            "delete from days using unnest($1::uuid[], $2::date[]) as gone (user_id, day)"
            " where days.user_id = gone.user_id and days.day = gone.day",
            [user_id for user_id, _ in empty],
            [day for _, day in empty],
        )
    await tx.execute(
        "insert into days (user_id, day, completed, counts)"
        " select user_id, day, completed, counts::jsonb"
        " from unnest($1::uuid[], $2::date[], $3::integer[], $4::text[]) as new (user_id, day, completed, counts)"
        " on conflict (user_id, day) do update set completed = excluded.completed, counts = excluded.counts",
        [user_id for user_id, _ in days],
        [day for _, day in days],
        [counts.completed for counts in days.values()],
        [_encoder.encode(counts).decode() for counts in days.values()],
    )


async def clear(tx: Transaction, user_id: UUID) -> None:
    await tx.execute("delete from days where user_id = $1", user_id)


async def list_between(connection: Connection, user_id: UUID, first: date, last: date) -> dict[date, Day]:
    """Both included."""
    rows = await connection.fetch(
        "select day, counts::text from days where user_id = $1 and day between $2 and $3", user_id, first, last
    )
    return {day: _decoder.decode(counts) for day, counts in rows}


async def list_completing(connection: Connection, user_id: UUID) -> list[date]:
    """All days on which they completed anything, in order."""
    rows = await connection.fetch("select day from days where user_id = $1 and completed > 0 order by day", user_id)
    return [row[0] for row in rows]
