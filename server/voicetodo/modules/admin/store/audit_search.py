"""What is looked for in the audit log."""

from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Result, Role
from voicetodo.kit.db import Connection
from voicetodo.modules.admin.model.chain import Link
from voicetodo.modules.admin.store.audit import LINKS, link_of


class ActFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which acts; every condition that is given holds. From `since` on, and before `until`."""

    #: Who did it, or to whom it was done.
    person_id: UUID | None = None
    actor_id: UUID | None = None
    owner_id: UUID | None = None
    action: str | None = None
    result: Result | None = None
    role: Role | None = None
    object_kind: str | None = None
    object_id: str | None = None
    address: str | None = None
    request_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None


_CONDITIONS: Final = {
    "person_id": "(actor_id = {0} or owner_id = {0})",
    "actor_id": "actor_id = {0}",
    "owner_id": "owner_id = {0}",
    "action": "action = {0}",
    "result": "result = {0}",
    "role": "role = {0}",
    "object_kind": "object_kind = {0}",
    "object_id": "object_id = {0}",
    "address": "address = {0}",
    "request_id": "request_id = {0}",
    "since": "at >= {0}",
    "until": "at < {0}",
}


async def list_latest(connection: Connection, wanted: ActFilter, *, before: int, limit: int) -> list[Link]:
    """The latest first, from before this number."""
    where, values = _where(wanted)
    rows = await connection.fetch_afresh(
        f"{LINKS} where entries.seq < $1 {where} order by entries.seq desc limit $2", before, limit, *values
    )
    return [link_of(row) for row in rows]


async def list_in_order(connection: Connection, wanted: ActFilter, *, after: int, limit: int) -> list[Link]:
    """The first first, from after this number."""
    where, values = _where(wanted)
    rows = await connection.fetch_afresh(
        f"{LINKS} where entries.seq > $1 {where} order by entries.seq limit $2", after, limit, *values
    )
    return [link_of(row) for row in rows]


def _where(wanted: ActFilter) -> tuple[str, list[object]]:
    """The conditions, and the values from the third on."""
    conditions: list[str] = []
    values: list[object] = []
    for field, condition in _CONDITIONS.items():
        if (value := getattr(wanted, field)) is not None:
            values.append(value)
            conditions.append(f"and {condition.format(f'${len(values) + 2}')}")
    return " ".join(conditions), values
