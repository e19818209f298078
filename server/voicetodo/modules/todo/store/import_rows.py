"""Rows of imports, as they were planned and as they came out."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api import RowOutcome, Told
from voicetodo.modules.todo.transfer.draft import Draft
from voicetodo.modules.todo.transfer.planning import Planned

_draft: Final = msgspec.json.Decoder(Draft)


class StoredRow(msgspec.Struct, frozen=True):
    """A row as it was planned."""

    nth: int
    outcome: RowOutcome
    reason: Told | None
    todo_id: UUID | None
    draft: Draft


async def insert_all(tx: Transaction, user_id: UUID, import_id: UUID, planned: Sequence[Planned]) -> None:
    """In the order of the file."""
    await tx.execute(
        "insert into import_rows (user_id, import_id, nth, outcome, reason, todo_id, draft)"
        " select $1, $2, nth, outcome, reason, todo_id, draft::json"
        " from unnest($3::integer[], $4::text[], $5::text[], $6::uuid[], $7::text[])"
        " as rows (nth, outcome, reason, todo_id, draft)",
        user_id,
        import_id,
        range(1, len(planned) + 1),
        [one.outcome for one in planned],
        [_message(one) for one in planned],
        [one.todo_id for one in planned],
        [_document(one) for one in planned],
    )


async def keep_outcomes(
    tx: Transaction, user_id: UUID, import_id: UUID, planned: Sequence[tuple[int, Planned]]
) -> None:
    """Rows (by their number) that came out otherwise than the preview said."""
    await tx.execute(
        "update import_rows set outcome = rows.outcome, reason = rows.reason, todo_id = rows.todo_id,"
        " draft = rows.draft::json"
        " from unnest($3::integer[], $4::text[], $5::text[], $6::uuid[], $7::text[])"
        " as rows (nth, outcome, reason, todo_id, draft)"
        " where user_id = $1 and import_id = $2 and import_rows.nth = rows.nth",
        user_id,
        import_id,
        [nth for nth, _ in planned],
        [one.outcome for _, one in planned],
        [_message(one) for _, one in planned],
        [one.todo_id for _, one in planned],
        [_document(one) for _, one in planned],
    )


async def list_rows(
    connection: Connection, user_id: UUID, import_id: UUID, *, outcome: str | None, after: int, limit: int | None
) -> list[StoredRow]:
    """In the order of the file, of one outcome or of all."""
    condition = "and outcome = $5" if outcome is not None else "and $5::text is null"
    rows = await connection.fetch(
        "select nth, outcome, reason, todo_id, draft from import_rows"
        f" where user_id = $1 and import_id = $2 and nth > $3 {condition} order by nth limit $4",
        user_id,
        import_id,
        after,
        limit,
        outcome,
    )
    return [_row(*row) for row in rows]


def _message(one: Planned) -> str | None:
    return None if one.reason is None else one.reason.message


def _document(one: Planned) -> str:
    return msgspec.json.encode(msgspec.structs.replace(one.draft, reason=one.reason)).decode()


def _row(nth: int, outcome: RowOutcome, reason: str | None, todo_id: UUID | None, document: str) -> StoredRow:
    draft = _draft.decode(document)
    # one that was planned before there were codes has its sentence alone
    told = draft.reason or (None if reason is None else Told(reason))
    return StoredRow(nth, outcome, told, todo_id, draft)
