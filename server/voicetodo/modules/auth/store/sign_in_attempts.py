"""Wrong guesses: a row for each key they are counted under."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.auth.model.throttling import Attempts


async def find(connection: Connection, keys: Sequence[bytes]) -> dict[bytes, Attempts]:
    """Those that were counted under these keys."""
    rows = await connection.fetch(
        "SELECT key, failures, last_at FROM sign_in_attempts WHERE key = ANY($1::bytea[])", keys
    )
    return _by_key(rows)


async def lock(tx: Transaction, keys: Sequence[bytes], at: datetime) -> dict[bytes, Attempts]:
    """All of them, made where there were none; who guesses under one of them waits until this transaction ends."""
    # In one order everywhere: two sign-ins that count under the same keys must not wait for each other.
    await tx.execute(
        """
        INSERT INTO sign_in_attempts (key, failures, last_at)
        SELECT key, 0, $2 FROM unnest($1::bytea[]) AS key ORDER BY key
        ON CONFLICT DO NOTHING
        """,
        keys,
        at,
    )
    rows = await tx.fetch(
        "SELECT key, failures, last_at FROM sign_in_attempts WHERE key = ANY($1::bytea[]) ORDER BY key FOR UPDATE", keys
    )
    return _by_key(rows)


async def keep(tx: Transaction, attempts: Mapping[bytes, Attempts]) -> None:
    await tx.execute(
        """
        UPDATE sign_in_attempts AS kept SET failures = given.failures, last_at = given.last_at
        FROM unnest($1::bytea[], $2::integer[], $3::timestamptz[]) AS given (key, failures, last_at)
        WHERE kept.key = given.key
        """,
        list(attempts),
        [each.failures for each in attempts.values()],
        [each.last_at for each in attempts.values()],
    )


async def forgive(tx: Transaction, *, all_of: Sequence[bytes], one_of: Sequence[bytes]) -> None:
    """Nothing counts under the first keys any more, and one less under the others."""
    await tx.execute(
        """
        UPDATE sign_in_attempts
        SET failures = CASE WHEN key = ANY($2::bytea[]) THEN 0 ELSE greatest(failures - 1, 0) END
        WHERE key IN (SELECT key FROM sign_in_attempts WHERE key = ANY($1::bytea[]) ORDER BY key FOR UPDATE)
        """,
        [*all_of, *one_of],
        all_of,
    )


async def forget(tx: Transaction, *, before: datetime) -> None:
    await tx.execute("DELETE FROM sign_in_attempts WHERE last_at < $1", before)


def _by_key(rows: Sequence[Record]) -> dict[bytes, Attempts]:
    return {row["key"]: Attempts(row["failures"], row["last_at"]) for row in rows}
