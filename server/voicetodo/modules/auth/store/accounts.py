"""Accounts, as those who look after an installation see them."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.auth.api import Account, AccountRole, SuspensionReason, email_key
from voicetodo.modules.auth.store.locks import Lock, hold

_ACCOUNT: Final = """
    SELECT id, email, name, timezone, roles, created_at, version, suspended_at, suspension_reason,
        open.last_used_at, coalesce(open.number, 0) AS sessions
    FROM users LEFT JOIN LATERAL (
        SELECT max(last_used_at) AS last_used_at, count(*) AS number FROM sessions
        WHERE user_id = users.id AND revoked_at IS NULL AND expires_at > $1
    ) AS open ON true
"""


class AccountFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which accounts; every condition that is given holds."""

    #: The id, or how the address begins.
    text: str | None = None
    role: AccountRole | None = None
    is_suspended: bool | None = None


async def list_page(
    connection: Connection, wanted: AccountFilter, *, at: datetime, before: UUID | None, limit: int
) -> list[Account]:
    """The newest first, as they are at this moment."""
    where, values = ["($2::uuid IS NULL OR id < $2)"], list[object]()
    if wanted.text is not None:
        _add_text(where, values, wanted.text)
    if wanted.role is not None:
        # The condition of the index stands beside it, where nearly everybody has the role.
        values.append([wanted.role])
        rare = "" if wanted.role == "user" else " AND roles && ARRAY['support', 'admin']"
        where.append(f"roles @> ${len(values) + 3}{rare}")
    if wanted.is_suspended is not None:
        where.append("suspended_at IS NOT NULL" if wanted.is_suspended else "suspended_at IS NULL")
    rows = await connection.fetch_afresh(
        f"{_ACCOUNT} WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT $3", at, before, limit, *values
    )
    return [_account(row) for row in rows]


async def find(connection: Connection, user_id: UUID, *, at: datetime) -> Account | None:
    row = await connection.fetchrow(f"{_ACCOUNT} WHERE id = $2", at, user_id)
    return _account(row) if row else None


async def lock(tx: Transaction, user_id: UUID, *, at: datetime) -> Account | None:
    """Nobody signs in to it meanwhile. What belongs to it may be written all the same."""
    row = await tx.fetchrow(f"{_ACCOUNT} WHERE id = $2 FOR NO KEY UPDATE OF users", at, user_id)
    return _account(row) if row else None


async def is_suspended(tx: Connection, user_id: UUID) -> bool:
    return await tx.fetchval("SELECT suspended_at IS NOT NULL FROM users WHERE id = $1", user_id) is True


async def hold_good(tx: Transaction, user_id: UUID) -> bool:
    """Whether the account is there and not suspended; where so, that stays so until the transaction ends."""
    return await tx.fetchval("SELECT true FROM users WHERE id = $1 AND suspended_at IS NULL FOR SHARE", user_id) is True


async def suspend(tx: Transaction, user_id: UUID, reason: SuspensionReason, *, at: datetime) -> None:
    await tx.execute(
        "UPDATE users SET suspended_at = $2, suspension_reason = $3, version = version + 1 WHERE id = $1",
        user_id,
        at,
        reason,
    )


async def restore(tx: Transaction, user_id: UUID) -> None:
    await tx.execute(
        "UPDATE users SET suspended_at = NULL, suspension_reason = NULL, version = version + 1 WHERE id = $1", user_id
    )


async def find_suspension_reason(connection: Connection, user_id: UUID) -> SuspensionReason | None:
    """None where it is not suspended."""
    return await connection.fetchval("SELECT suspension_reason FROM users WHERE id = $1", user_id)


async def set_roles(tx: Transaction, user_id: UUID, roles: list[AccountRole]) -> None:
    await tx.execute("UPDATE users SET roles = $2, version = version + 1 WHERE id = $1", user_id, roles)


async def has_another_admin(tx: Transaction, user_id: UUID) -> bool:
    """Who stays, that is. Who asks this goes one after the other: of two, each could take the other for that one."""
    await hold(tx, Lock.ADMINS)
    return await tx.fetchval(
        """
        SELECT EXISTS (
            SELECT FROM users WHERE id <> $1 AND suspended_at IS NULL
                AND roles && ARRAY['support', 'admin'] AND roles @> ARRAY['admin']
                AND NOT EXISTS (SELECT FROM deletions WHERE deletions.user_id = users.id)
        )
        """,
        user_id,
    )


def _add_text(where: list[str], values: list[object], text: str) -> None:
    try:
        values.append(UUID(text))
        where.append(f"id = ${len(values) + 3}")
    except ValueError:
        values.append(_beginning(email_key(text)))
        where.append(f"email_key LIKE ${len(values) + 3}")


def _beginning(text: str) -> str:
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return f"{text}%"


def _account(row: Record) -> Account:
    return Account(**{field: row[field] for field in Account.__struct_fields__})
