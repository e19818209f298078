"""Feature flags: schema `admin`, tables `flags` and `flag_changes`."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.kit.flags import Flag


class KeptFlag(msgspec.Struct, frozen=True):
    """A flag as it is kept. `version` is that of all flags at its last change."""

    flag: Flag
    version: int
    changed_at: datetime


async def version(connection: Connection) -> int:
    """Of all flags together."""
    return await connection.fetchval("select version from flag_changes")


async def next_version(tx: Transaction) -> int:
    """Whoever else changes a flag waits until `tx` ends."""
    return await tx.fetchval("update flag_changes set version = version + 1 returning version")


async def list_all(connection: Connection, *, most: int) -> list[Flag]:
    rows = await connection.fetch(
        "select key, version, definition, is_killed, changed_at from flags order by key limit $1", most
    )
    return [_kept(row).flag for row in rows]


async def list_page(connection: Connection, *, after: str, limit: int) -> list[KeptFlag]:
    rows = await connection.fetch(
        "select key, version, definition, is_killed, changed_at from flags where key > $1 order by key limit $2",
        after,
        limit,
    )
    return [_kept(row) for row in rows]


async def find(connection: Connection, key: str) -> KeptFlag | None:
    row = await connection.fetchrow(
        "select key, version, definition, is_killed, changed_at from flags where key = $1", key
    )
    return _kept(row) if row else None


async def list_naming(tx: Transaction, user_id: UUID) -> list[Flag]:
    """Those with a rule that names this person."""
    rows = await tx.fetch(
        "select key, version, definition, is_killed, changed_at from flags where definition @> $1 order by key",
        {"rules": [{"user_ids": [str(user_id)]}]},
    )
    return [_kept(row).flag for row in rows]


async def count(tx: Transaction) -> int:
    return await tx.fetchval("select count(*) from flags")


async def put(tx: Transaction, flag: Flag, *, version: int, at: datetime) -> None:
    await tx.execute(
        "insert into flags (key, version, definition, is_killed, changed_at) values ($1, $2, $3, $4, $5)"
        " on conflict (key) do update set version = excluded.version, definition = excluded.definition,"
        " is_killed = excluded.is_killed, changed_at = excluded.changed_at",
        flag.key,
        version,
        _definition(flag),
        flag.is_killed,
        at,
    )


async def delete(tx: Transaction, key: str) -> None:
    await tx.execute("delete from flags where key = $1", key)


def _definition(flag: Flag) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(flag)
    return {name: value for name, value in told.items() if name not in {"key", "is_killed"}}


def _kept(row: Record) -> KeptFlag:
    told = {**row["definition"], "key": row["key"], "is_killed": row["is_killed"]}
    return KeptFlag(msgspec.convert(told, Flag), row["version"], row["changed_at"])
