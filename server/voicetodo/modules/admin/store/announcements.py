"""Announcements: schema `admin`, tables `announcements` and `announcement_dismissals`."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import astuple

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.admin.model.announcements import Announcement, ShownAnnouncement

_FIELDS: Final = "id, version, text, severity, starts_at, ends_at, roles, plans"


async def list_page(connection: Connection, *, before: tuple[datetime, UUID], limit: int) -> list[ShownAnnouncement]:
    """The ones that start last first."""
    rows = await connection.fetch(
        f"select {_FIELDS}, (select count(*) from announcement_dismissals where announcement_id = announcements.id)"  # noqa: S608 - the fields are ours
        " as dismissals from announcements where (starts_at, id) < ($1, $2)"
        " order by starts_at desc, id desc limit $3",
        before[0],
        before[1],
        limit,
    )
    return [msgspec.convert(dict(row), ShownAnnouncement) for row in rows]


async def list_for(
    connection: Connection, user_id: UUID, *, roles: Collection[str], plan: str, at: datetime, most: int
) -> list[Announcement]:
    """Those that are shown to somebody now, which they have not dismissed."""
    rows = await connection.fetch(
        f"""
        select {_FIELDS} from announcements
        where starts_at <= $4 and (ends_at is null or ends_at > $4)
            and (roles is null or roles && $2::text[]) and (plans is null or $3 = any(plans))
            and not exists (
                select from announcement_dismissals
                where announcement_dismissals.user_id = $1 and announcement_id = announcements.id
            )
        order by starts_at desc, id desc limit $5
        """,  # noqa: S608 - as above
        user_id,
        list(roles),
        plan,
        at,
        most,
    )
    return [_read(row) for row in rows]


async def lock(tx: Transaction, announcement_id: UUID) -> Announcement | None:
    row = await tx.fetchrow(
        f"select {_FIELDS} from announcements where id = $1 for update",  # noqa: S608 - as above
        announcement_id,
    )
    return _read(row) if row else None


async def find(connection: Connection, announcement_id: UUID) -> Announcement | None:
    row = await connection.fetchrow(
        f"select {_FIELDS} from announcements where id = $1",  # noqa: S608 - as above
        announcement_id,
    )
    return _read(row) if row else None


async def count(tx: Transaction) -> int:
    """Before one is added: until the transaction ends nobody else adds one."""
    await tx.execute("lock table announcements in share row exclusive mode")
    return await tx.fetchval("select count(*) from announcements")


async def add(tx: Transaction, one: Announcement) -> bool:
    """False where there is one with this id, also one that somebody else has just committed."""
    added = await tx.fetchval(
        "insert into announcements (id, version, text, severity, starts_at, ends_at, roles, plans)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing returning true",
        *astuple(one),
    )
    return added is True


async def change(tx: Transaction, one: Announcement) -> None:
    """The one with this id, which is locked."""
    await tx.execute(
        "update announcements set version = $2, text = $3, severity = $4, starts_at = $5, ends_at = $6, roles = $7,"
        " plans = $8 where id = $1",
        *astuple(one),
    )


async def forget_dismissals(tx: Transaction, announcement_id: UUID) -> None:
    await tx.execute("delete from announcement_dismissals where announcement_id = $1", announcement_id)


async def delete(tx: Transaction, announcement_id: UUID) -> bool:
    return await tx.execute("delete from announcements where id = $1", announcement_id) == "DELETE 1"


async def dismiss(tx: Transaction, announcement_id: UUID, user_id: UUID) -> bool:
    """False where there is no such announcement."""
    found = await tx.fetchval(
        "with there as (select id from announcements where id = $1 for key share), kept as ("
        " insert into announcement_dismissals (announcement_id, user_id) select id, $2 from there"
        " on conflict do nothing) select count(*) from there",
        announcement_id,
        user_id,
    )
    return found == 1


async def forget_person(tx: Transaction, user_id: UUID) -> None:
    await tx.execute("delete from announcement_dismissals where user_id = $1", user_id)


async def forget_ended(tx: Transaction, *, before: datetime) -> None:
    await tx.execute("delete from announcements where ends_at < $1", before)


def _read(row: Record) -> Announcement:
    return msgspec.convert(dict(row), Announcement)
