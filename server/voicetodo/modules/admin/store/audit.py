"""The audit log: entries that only grow in number, and from where, which may be erased."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.admin.model.chain import Entry, Head, Link, Origin

_ENTRY: Final = Entry.__struct_fields__
_COLUMNS: Final = ", ".join(f"entries.{name}" for name in _ENTRY)
#: Entries with their origins, as `link_of` reads them.
LINKS: Final = f"""
    select {_COLUMNS}, hash, salt, address, user_agent, request_id
    from audit_entries as entries left join audit_origins as origins using (seq)
"""

#: Whose origins: everybody's, or those of whoever had not signed in.
Whose = Literal["everybody", "strangers"]
#: As it is said beside an origin, and by the entry.
_WHOSE: Final[dict[Whose, tuple[str, str]]] = {
    "everybody": ("true", "true"),
    "strangers": ("origins.is_anonymous", "entries.role = 'anonymous'"),
}


async def hold_still(tx: Transaction) -> None:
    """As the first statement: all that follow see one moment."""
    await tx.execute("set transaction isolation level repeatable read")


async def lock_head(tx: Transaction) -> Head:
    """Nobody else adds to the log until the transaction ends."""
    row = await tx.fetchrow("select seq, hash from audit_head for update")
    if row is None:
        raise LookupError("the head of the audit log is not there")
    return Head(row["seq"], row["hash"])


async def find_head(connection: Connection) -> tuple[Head, bytes | None] | None:
    """With its seal. None where somebody removed it."""
    row = await connection.fetchrow("select seq, hash, seal from audit_head")
    return None if row is None else (Head(row["seq"], row["hash"]), row["seal"])


async def append(tx: Transaction, links: Sequence[Link], *, head: Head, seal: bytes) -> None:
    """In this order, which is that of their numbers. The head is locked by the caller."""
    await tx.execute(
        """
        insert into audit_entries (
            seq, event_id, at, action, result, role, actor_id, credential_id, object_kind, object_id, owner_id, facts,
            origin_digest, hash
        )
        select * from unnest(
            $1::bigint[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::uuid[],
            $9::text[], $10::text[], $11::uuid[], $12::jsonb[], $13::bytea[], $14::bytea[]
        )
        """,
        *([getattr(link.entry, name) for link in links] for name in _ENTRY),
        [link.hash for link in links],
    )
    known = [(link.entry, link.origin) for link in links if link.origin is not None]
    await tx.execute(
        """
        insert into audit_origins (seq, acted_at, is_anonymous, salt, address, user_agent, request_id)
        select * from unnest(
            $1::bigint[], $2::timestamptz[], $3::boolean[], $4::bytea[], $5::text[], $6::text[], $7::text[]
        )
        """,
        [entry.seq for entry, _ in known],
        [entry.at for entry, _ in known],
        [entry.role == "anonymous" for entry, _ in known],
        *([getattr(origin, name) for _, origin in known] for name in Origin.__struct_fields__),
    )
    await tx.execute("update audit_head set seq = $1, hash = $2, seal = $3", head.seq, head.hash, seal)


async def list_after(connection: Connection, seq: int, *, limit: int) -> list[Link]:
    """Every entry from there on, in order."""
    rows = await connection.fetch(f"{LINKS} where entries.seq > $1 order by entries.seq limit $2", seq, limit)
    return [link_of(row) for row in rows]


async def find_last_before(connection: Connection, moment: datetime | None) -> int:
    """The number before the first entry of then or later; without a moment, of the last there is. 0 for none."""
    return await connection.fetchval(
        """
        select coalesce(
            (select min(seq) - 1 from audit_entries where at >= $1), (select max(seq) from audit_entries), 0
        )
        """,
        moment,
    )


async def find_hash(connection: Connection, seq: int) -> bytes | None:
    """Of this entry. None where somebody removed it."""
    return await connection.fetchval("select hash from audit_entries where seq = $1", seq)


async def list_of_person(connection: Connection, user_id: UUID, *, after: int, limit: int) -> list[Link]:
    rows = await connection.fetch(
        f"{LINKS} where entries.seq > $2 and (actor_id = $1 or owner_id = $1) order by entries.seq limit $3",
        user_id,
        after,
        limit,
    )
    return [link_of(row) for row in rows]


async def list_of_actions(connection: Connection, actions: Sequence[str]) -> list[Link]:
    """All that there are of these, in order: for those of which there are few."""
    rows = await connection.fetch(f"{LINKS} where action = any($1::text[]) order by entries.seq", list(actions))
    return [link_of(row) for row in rows]


async def erase_origins_of(tx: Transaction, user_id: UUID) -> int:
    """From where this person acted: how many times that was known."""
    return await tx.fetchval(
        """
        with gone as (
            delete from audit_origins where seq in (select seq from audit_entries where actor_id = $1) returning seq
        )
        select count(*) from gone
        """,
        user_id,
    )


async def find_oldest_origin(connection: Connection, whose: Whose) -> datetime | None:
    """When that was done of which it is known for longest from where. None where nothing is known."""
    among, _ = _WHOSE[whose]
    return await connection.fetchval(f"select min(acted_at) from audit_origins as origins where {among}")


async def erase_origins_before(
    tx: Transaction, moment: datetime, whose: Whose, *, limit: int
) -> tuple[int, int | None]:
    """The oldest `limit` of them: how many there were, and the last entry that had one.

    What stands beside an origin only leads there: nothing in the log would show that somebody had changed that, so the
    entry must say the same.
    """
    among, proven = _WHOSE[whose]
    rows = await tx.fetch_afresh(
        f"""
        with gone as (
            delete from audit_origins where seq = any(array(
                select origins.seq from audit_origins as origins join audit_entries as entries using (seq)
                where origins.acted_at < $1 and {among} and entries.at < $1 and {proven}
                order by origins.acted_at limit $2
            ))
            returning seq
        )
        select count(*) as number, max(seq) as last from gone
        """,
        moment,
        limit,
    )
    return rows[0]["number"], rows[0]["last"]


def link_of(row: Record) -> Link:
    fields: dict[str, Any] = {name: row[name] for name in _ENTRY}
    origin = None
    if row["salt"] is not None:
        origin = Origin(
            salt=row["salt"], address=row["address"], user_agent=row["user_agent"], request_id=row["request_id"]
        )
    return Link(Entry(**fields), row["hash"], origin)
