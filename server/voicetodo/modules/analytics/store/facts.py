"""What happened, a table for each month."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.analytics.model.facts import Fact

_REST: Final = "version, category_id, source, took_ms, is_kept, is_done"
_COLUMNS: Final = f"user_id, at, kind, subject_id, {_REST}"
_OF: Final = f"fact.user_id, fact.at, fact.kind, fact.subject_id, {_REST}"
_PUT: Final = f"""
    insert into facts ({_COLUMNS})
    select * from unnest(
        $1::uuid[], $2::timestamptz[], $3::text[], $4::uuid[], $5::integer[], $6::uuid[], $7::text[], $8::real[],
        $9::boolean[], $10::boolean[]
    )
    on conflict (user_id, at, kind, subject_id) do update set
        version = excluded.version, is_kept = excluded.is_kept, is_done = excluded.is_done
"""  # noqa: S608 - constants of ours


async def make_months(tx: Transaction, months: Iterable[date]) -> None:
    """Before anything is written to `facts` in this transaction: making a table waits for whoever does so elsewhere."""
    for month in sorted(set(months)):
        await tx.fetchval("select make_month($1::date)", month)


async def drop_months_before(tx: Transaction, month: date) -> None:
    """With the days that were counted from them."""
    await tx.fetchval("select drop_months_before($1::date)", month)
    await tx.execute("delete from days where day <= $1", month)


async def put(tx: Transaction, facts: Sequence[Fact]) -> None:
    """As they are now; each is there once."""
    await tx.execute(_PUT, *([getattr(fact, name) for fact in facts] for name in Fact.__struct_fields__))


async def list_of_subjects(connection: Connection, subject_ids: Sequence[UUID]) -> list[Fact]:
    """Anybody's, of these todos."""
    rows = await connection.fetch(
        f"select {_COLUMNS} from facts where subject_id = any($1::uuid[])",  # noqa: S608 - a constant of ours
        subject_ids,
    )
    return [_fact(row) for row in rows]


async def list_between(
    connection: Connection, user_ids: Sequence[UUID], firsts: Sequence[datetime], afters: Sequence[datetime]
) -> list[Fact]:
    """Of each of these people from a moment until before another; the three are equally long, and no ranges overlap."""
    rows = await connection.fetch(
        f"select {_OF} from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[])"  # noqa: S608 - as above
        " as wanted (user_id, first, after) join facts as fact on fact.user_id = wanted.user_id"
        " and fact.at >= wanted.first and fact.at < wanted.after",
        user_ids,
        firsts,
        afters,
    )
    return [_fact(row) for row in rows]


async def list_of_person(connection: Connection, user_id: UUID) -> list[Fact]:
    rows = await connection.fetch(
        f"select {_COLUMNS} from facts where user_id = $1",  # noqa: S608 - as above
        user_id,
    )
    return [_fact(row) for row in rows]


def _fact(row: Record) -> Fact:
    return Fact(**dict(row))
