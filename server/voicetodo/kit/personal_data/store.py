"""How a module's tables are read for the person they are about."""

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.kit.personal_data.face import PersonalPage, PersonalPart, PersonalRecord

_AT_ONCE: Final = 300


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """Where a part is read from. `tables` are all those that it tells of.

    All of it is SQL of ours: `source` follows `from`, `columns` are told under their names, `whose` finds the rows of
    `$1`, and `key`, of the type `kind`, tells one from another and is their order. `value`
    is told of each, where there is JSON already.
    """

    part: PersonalPart
    tables: tuple[str, ...]
    source: str
    columns: str
    whose: str = "user_id = $1"
    key: str = "id"
    kind: str = "uuid"
    value: str | None = None
    file_name: str = "null::text"


async def list_page(connection: Connection, telling: Telling, user_id: UUID, *, after: str | None) -> PersonalPage:
    """Raises ValueError for a place that is none."""
    rows = await connection.fetch(_statement(telling), user_id, after, _AT_ONCE)
    records = [PersonalRecord(row["key"], msgspec.Raw(row["document"].encode()), row["file_name"]) for row in rows]
    return PersonalPage(records, records[-1].key if len(records) == _AT_ONCE else None)


def _statement(telling: Telling) -> str:
    key, kind = telling.key, telling.kind
    value = telling.value or f"(select row_to_json(told.*) from (select {telling.columns}) as told)"  # noqa: S608 - ours
    return f"""
        select ({key})::text as key, ({value})::text as document, {telling.file_name} as file_name
        from {telling.source}
        where {telling.whose} and ($2::text is null or ({key}) > $2::text::{kind})
        order by ({key}) limit $3
    """  # noqa: S608 - put together from constants of our modules only
