"""Which todo came from which row: what makes an import repeatable."""

import hashlib
from collections.abc import Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.transfer.comparing import bare
from voicetodo.modules.todo.transfer.draft import Draft
from voicetodo.modules.todo.transfer.planning import Known

_draft: Final = msgspec.json.Decoder(Draft)
_todo: Final = msgspec.json.Decoder(Todo)


async def known(connection: Connection, user_id: UUID, source_format: str, keys: Sequence[str]) -> dict[str, Known]:
    """Of these rows, those that came before, with their todos as they are now."""
    rows = await connection.fetch(
        "select key, todo_id, draft, document, depth from import_keys"
        " left join todos on todos.user_id = import_keys.user_id and todos.id = todo_id"
        " where import_keys.user_id = $1 and format = $2 and key = any($3::bytea[])",
        user_id,
        source_format,
        [_hashed(key) for key in keys],
    )
    found = {
        row["key"]: Known(
            _draft.decode(row["draft"]),
            row["todo_id"],
            None if row["document"] is None else _todo.decode(row["document"]),
            row["depth"] or 0,
        )
        for row in rows
    }
    return {key: found[hashed] for key in keys if (hashed := _hashed(key)) in found}


class KeyRows(msgspec.Struct, frozen=True):
    """An array for each column."""

    keys: list[bytes]
    todo_ids: list[UUID]
    drafts: list[str]


def rows_of(rows: Sequence[tuple[Draft, UUID]]) -> KeyRows:
    """Of drafts and the todos they became."""
    return KeyRows(
        [_hashed(draft.key) for draft, _ in rows],
        [todo_id for _, todo_id in rows],
        [msgspec.json.encode(bare(draft)).decode() for draft, _ in rows],
    )


async def remember(tx: Transaction, user_id: UUID, source_format: str, rows: KeyRows) -> None:
    """As they came now."""
    await tx.execute(
        "insert into import_keys (user_id, format, key, todo_id, draft)"
        " select $1, $2, key, todo_id, draft::json"
        " from unnest($3::bytea[], $4::uuid[], $5::text[]) as rows (key, todo_id, draft)"
        " on conflict (user_id, format, key) do update set todo_id = excluded.todo_id, draft = excluded.draft",
        user_id,
        source_format,
        rows.keys,
        rows.todo_ids,
        rows.drafts,
    )


async def keep_before(
    tx: Transaction, user_id: UUID, import_id: UUID, source_format: str, todo_ids: Sequence[UUID]
) -> None:
    """As rows of these todos came last, kept with the import that is about to change them."""
    await tx.execute(
        "update import_rows set draft_before = import_keys.draft from import_keys"
        " where import_rows.user_id = $1 and import_id = $2 and import_rows.todo_id = any($4::uuid[])"
        " and import_keys.user_id = $1 and format = $3 and import_keys.todo_id = import_rows.todo_id",
        user_id,
        import_id,
        source_format,
        todo_ids,
    )


async def remember_as_before(tx: Transaction, user_id: UUID, import_id: UUID, todo_ids: Sequence[UUID]) -> None:
    """Rows of these todos as they came before that import: were they to come again, they would be changes again."""
    await tx.execute(
        "update import_keys set draft = draft_before from import_rows join imports"
        " on imports.user_id = import_rows.user_id and imports.id = import_id"
        " where import_rows.user_id = $1 and import_id = $2 and import_rows.todo_id = any($3::uuid[])"
        " and draft_before is not null and import_keys.user_id = $1 and import_keys.format = imports.format"
        " and import_keys.todo_id = import_rows.todo_id",
        user_id,
        import_id,
        todo_ids,
    )


async def forget(tx: Transaction, user_id: UUID, todo_ids: Sequence[UUID]) -> None:
    """Rows of these todos would be brought in anew."""
    await tx.execute("delete from import_keys where user_id = $1 and todo_id = any($2::uuid[])", user_id, todo_ids)


def _hashed(key: str) -> bytes:
    """Keys of others may be of any length."""
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
