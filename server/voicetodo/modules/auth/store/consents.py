"""What people were asked to agree to, word for word, and what they answered: rows are added, and never changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.auth.model.consents import Answer, ConsentText, Purpose

_ANSWERS: Final = "SELECT id, purpose, version, is_given, at, address, user_agent FROM consents WHERE user_id = $1"
_LAST: Final = f"SELECT DISTINCT ON (purpose) * FROM ({_ANSWERS}) AS mine ORDER BY purpose, id DESC"  # noqa: S608 - ours


async def keep_texts(tx: Transaction, texts: Iterable[ConsentText], *, at: datetime) -> None:
    """As each was first asked under its version, by whichever process."""
    await tx.executemany(
        """
        INSERT INTO consent_texts (purpose, version, title, body, first_asked_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING
        """,
        [(each.purpose, each.version, each.title, each.body, at) for each in texts],
    )


async def find_text(tx: Connection, purpose: Purpose, version: str) -> ConsentText | None:
    row = await tx.fetchrow(
        "SELECT purpose, version, title, body FROM consent_texts WHERE purpose = $1 AND version = $2", purpose, version
    )
    return ConsentText(**row) if row else None


async def add(tx: Transaction, user_id: UUID, *answers: Answer) -> None:
    await tx.executemany(
        """
        INSERT INTO consents (id, user_id, purpose, version, is_given, at, address, user_agent)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        [
            (each.id, user_id, each.purpose, each.version, each.is_given, each.at, each.address, each.user_agent)
            for each in answers
        ],
    )


async def hold(tx: Transaction, user_id: UUID) -> None:
    """Who answers for the same account at the same time waits until this transaction ends."""
    await tx.execute("SELECT FROM users WHERE id = $1 FOR UPDATE", user_id)


async def list_last(tx: Connection, user_id: UUID) -> dict[Purpose, Answer]:
    """The last answer for each purpose."""
    rows = await tx.fetch(_LAST, user_id)
    return {row["purpose"]: _answer(row) for row in rows}


async def list_all(tx: Connection, user_id: UUID, *, before: UUID | None, limit: int) -> list[Answer]:
    """The newest first."""
    rows = await tx.fetch(
        f"{_ANSWERS} AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3", user_id, before, limit
    )
    return [_answer(row) for row in rows]


def _answer(row: Record) -> Answer:
    return Answer(**row)
