"""All SQL of the realtime module."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.bus import Envelope
from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.realtime.model import Change


class Told(msgspec.Struct, frozen=True):
    """Something that happened, for one of those who are to know."""

    user_id: UUID
    envelope: Envelope
    #: Of which todo and of which comment, where it is of any.
    todo_id: UUID | None = None
    comment_id: UUID | None = None


async def append(tx: Transaction, told: Sequence[Told]) -> None:
    """Number the events in this order and keep them. Numbers of one user have no gaps."""
    await tx.execute(
        """
        WITH told AS (
            SELECT *, row_number() OVER (PARTITION BY user_id ORDER BY place) AS nth
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::uuid[],
                $7::uuid[], $8::uuid[])
                WITH ORDINALITY AS told (user_id, event_id, name, occurred_at, payload, owner_id, todo_id, comment_id,
                    place)
        ), head AS (
            -- In one order, so that two processes that append for the same users do not wait for each other.
            INSERT INTO heads AS before (user_id, seq)
            SELECT user_id, count(*) FROM told GROUP BY user_id ORDER BY user_id
            ON CONFLICT (user_id) DO UPDATE SET seq = before.seq + excluded.seq
            RETURNING user_id, seq
        ), many AS (
            SELECT user_id, count(*) AS number FROM told GROUP BY user_id
        )
        INSERT INTO feed (user_id, seq, event_id, name, occurred_at, payload, owner_id, todo_id, comment_id)
        SELECT user_id, head.seq - many.number + told.nth, event_id, name, occurred_at, payload,
            nullif(owner_id, user_id), todo_id, comment_id
        FROM told JOIN head USING (user_id) JOIN many USING (user_id)
        """,
        [each.user_id for each in told],
        [each.envelope.id for each in told],
        [each.envelope.name for each in told],
        [each.envelope.occurred_at for each in told],
        [bytes(each.envelope.payload).decode() for each in told],
        [each.envelope.user_id for each in told],
        [each.todo_id for each in told],
        [each.comment_id for each in told],
    )


async def hold(tx: Transaction, user_ids: Collection[UUID]) -> None:
    """Nobody else appends for these until the transaction ends, however often it does; in the order of `append`."""
    await tx.execute(
        """
        INSERT INTO heads AS before (user_id, seq) SELECT user_id, 0 FROM unnest($1::uuid[]) AS user_id ORDER BY user_id
        ON CONFLICT (user_id) DO UPDATE SET seq = before.seq
        """,
        list(user_ids),
    )


async def forget_of_owner(tx: Transaction, user_ids: Sequence[UUID], owner_id: UUID) -> None:
    """Of these users' feeds, what happened to somebody else's things. It leaves gaps."""
    await tx.execute("DELETE FROM feed WHERE user_id = ANY($1::uuid[]) AND owner_id = $2", list(user_ids), owner_id)


async def replace_of_todos(
    tx: Transaction, user_ids: Sequence[UUID], todo_ids: Sequence[UUID], envelope: Envelope
) -> None:
    """Of these users' feeds, what happened to these todos of the envelope's owner, not theirs. It leaves no gap."""
    await tx.execute(
        "UPDATE feed SET event_id = $4, name = $5, payload = $6"
        " WHERE user_id = ANY($1::uuid[]) AND todo_id = ANY($2::uuid[]) AND owner_id = $3",
        list(user_ids),
        list(todo_ids),
        envelope.user_id,
        envelope.id,
        envelope.name,
        bytes(envelope.payload).decode(),
    )


async def replace_of_comment(tx: Transaction, user_ids: Sequence[UUID], comment_id: UUID, envelope: Envelope) -> None:
    """The same of a comment in the space of the envelope's owner, in the owner's own feed as well."""
    await tx.execute(
        "UPDATE feed SET event_id = $4, name = $5, payload = $6"
        " WHERE user_id = ANY($1::uuid[]) AND comment_id = $2 AND coalesce(owner_id, user_id) = $3",
        list(user_ids),
        comment_id,
        envelope.user_id,
        envelope.id,
        envelope.name,
        bytes(envelope.payload).decode(),
    )


async def list_after(tx: Connection, user_id: UUID, *, seq: int, limit: int) -> tuple[int, list[Change]]:
    """How far the feed has come, and the first `limit` changes after a number, both of the same moment."""
    rows = await tx.fetch(
        """
        SELECT head, feed.seq, event_id, name, occurred_at, payload
        FROM (SELECT coalesce(max(seq), 0) AS head FROM heads WHERE user_id = $1) AS heads
        LEFT JOIN LATERAL (
            SELECT * FROM feed WHERE user_id = $1 AND seq > $2 ORDER BY seq LIMIT $3
        ) AS feed ON true
        ORDER BY feed.seq
        """,
        user_id,
        seq,
        limit,
    )
    changes = [
        Change(row["seq"], row["event_id"], row["name"], row["occurred_at"], msgspec.Raw(row["payload"].encode()))
        for row in rows
        if row["seq"] is not None
    ]
    return rows[0]["head"], changes


async def heads(tx: Connection, user_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How far each user's feed has come; users without one are left out."""
    rows = await tx.fetch("SELECT user_id, seq FROM heads WHERE user_id = ANY($1::uuid[])", list(user_ids))
    return {row["user_id"]: row["seq"] for row in rows}


async def forget_before(tx: Transaction, moment: datetime) -> None:
    await tx.execute("DELETE FROM feed WHERE occurred_at < $1", moment)


async def forget_person(tx: Transaction, user_id: UUID) -> None:
    """Their feed, and what the feeds of others tell of them or of theirs. It leaves gaps: who missed it reads anew.

    All feeds of the last day are looked through, as what others did may name anybody.
    """
    await tx.execute("DELETE FROM heads WHERE user_id = $1", user_id)
    await tx.execute(
        "DELETE FROM feed WHERE user_id = $1 OR owner_id = $1 OR strpos(payload, $2) > 0", user_id, str(user_id)
    )
