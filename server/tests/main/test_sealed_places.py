"""Whatever is sealed is found again when keys change: by its column, or by what a module says of its blobs."""

from typing import Final

import asyncpg

from voicetodo.main.document import blueprint

#: Names that say that nobody can read a secret out of the column.
_BARE_NAMES: Final = {
    *("digest", "previous_digest", "code_digest", "secret_digest", "token_digest", "origin_digest"),
    *("hash", "request_hash", "salt", "public_key", "credential_id"),
}
#: The same of columns whose names do not.
_BARE: Final = {
    "admin.audit_head.seal": "an authentication code",
    "auth.sign_in_attempts.key": "a digest of an account or address",
    "todo.imports.data": "the file that somebody imports, as their todos are",
    "todo.import_keys.key": "a digest of a row",
}


async def test_every_column_of_bytes_is_sealed_and_registered_or_says_what_it_is(postgres_url: str) -> None:
    assert await unregistered(postgres_url) == set()


async def test_a_column_that_was_forgotten_is_noticed(postgres_url: str) -> None:
    connection = await asyncpg.connect(postgres_url)
    await connection.execute("create table todo.connections (user_id uuid primary key, refresh_token bytea not null)")
    await connection.close()

    assert await unregistered(postgres_url) == {"todo.connections.refresh_token"}


async def unregistered(url: str) -> set[str]:
    """Columns of bytes that no module registered, and of which nothing says what they are instead."""
    with blueprint() as process:
        known = {holding.purpose for holding in process.host.parts.holdings} | _BARE.keys()
    connection = await asyncpg.connect(url)
    try:
        rows = await connection.fetch(
            "select table_schema || '.' || table_name || '.' || column_name as place, column_name as name"
            " from information_schema.columns where data_type = 'bytea'"
            " and table_schema not in ('pg_catalog', 'information_schema', 'extensions')"
        )
    finally:
        await connection.close()
    return {row["place"] for row in rows if row["place"] not in known and row["name"] not in _BARE_NAMES}
