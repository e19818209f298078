"""What clients sent under ids of their own, and what came of it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A mutation that was answered. `result` is JSON; `refused` is what was sent, where not all of it was done."""

    id: UUID
    digest: bytes
    at: datetime
    status: str
    asked_id: UUID
    entity_id: UUID
    result: str
    refused: str | None = None


class Answered(msgspec.Struct, frozen=True):
    """As much as a repeat needs."""

    digest: bytes
    result: str


class Refused(msgspec.Struct, frozen=True):
    """What was sent and what was answered, both as JSON."""

    at: datetime
    id: UUID
    mutation: str
    result: str


async def keep(tx: Transaction, user_id: UUID, kept: Kept) -> bool:
    """False where it was answered before; who answers it at the same time is waited for."""
    return (
        await tx.fetchval(
            "insert into mutations (user_id, id, digest, at, status, asked_id, entity_id, result, refused)"
            " values ($1, $2, $3, $4, $5, $6, $7, $8::text::json, $9::text::json) on conflict do nothing returning id",
            user_id,
            kept.id,
            kept.digest,
            kept.at,
            kept.status,
            kept.asked_id,
            kept.entity_id,
            kept.result,
            kept.refused,
        )
        is not None
    )


async def find_many(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, Answered]:
    """Those of `ids` that were answered before."""
    rows = await connection.fetch(
        "select id, digest, result from mutations where user_id = $1 and id = any($2::uuid[])", user_id, ids
    )
    return {row[0]: Answered(row[1], row[2]) for row in rows}


async def find_elsewhere(connection: Connection, user_id: UUID, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """For each of `ids` that a client chose in vain, as the name was taken: the id of what has the name."""
    rows = await connection.fetch(
        "select distinct on (asked_id) asked_id, entity_id from mutations"
        " where user_id = $1 and asked_id = any($2::uuid[]) and entity_id <> asked_id"
        " and not exists (select from categories where categories.user_id = $1 and categories.id = asked_id)"
        " and not exists (select from labels where labels.user_id = $1 and labels.id = asked_id)"
        " and not exists (select from sections where sections.user_id = $1 and sections.id = asked_id)"
        " order by asked_id, at desc",
        user_id,
        ids,
    )
    return {row[0]: row[1] for row in rows}


async def list_refused(
    connection: Connection, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[Refused]:
    """The latest first."""
    at, last_id = before or (None, None)
    rows = await connection.fetch(
        "select at, id, refused, result from mutations where user_id = $1 and refused is not null"
        " and ($2::timestamptz is null or (at, id) < ($2, $3::uuid)) order by at desc, id desc limit $4",
        user_id,
        at,
        last_id,
        limit,
    )
    return [Refused(*row) for row in rows]
