"""Who may see and change a category beside its owner."""

from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.todo.api import Role
from voicetodo.modules.todo.store.locks import Lock
from voicetodo.modules.todo.store.locks import hold as hold_lock


class Access(msgspec.Struct, frozen=True):
    """Whose space something lies in, and what the caller may do there."""

    owner_id: UUID
    role: Role
    #: None where it is the caller's own and stands in the inbox, or it was not asked.
    category_id: UUID | None = None


class Place(msgspec.Struct, frozen=True, order=True):
    """A category, and whose it is."""

    owner_id: UUID
    category_id: UUID


_OF_CATEGORY: Final = """
    select user_id, role::text, category_id
    from shares where member_id = $1 and category_id = $2 order by joined_at limit 1
"""
#: Ids are the owners' own: of two with the same id, the one that was shared first is meant, always.
_OF_TODO: Final = """
    select shares.user_id, shares.role::text, shares.category_id
    from shares join todos on todos.user_id = shares.user_id and todos.category_id = shares.category_id
    where shares.member_id = $1 and todos.id = $2 order by shares.joined_at limit 1
"""
_HOLD: Final = """
    select user_id from shares
    where member_id = $1 and (
        category_id = any($3::uuid[])
        or (user_id, category_id) in (
            select held.user_id, todos.category_id
            from shares as held join todos on todos.user_id = held.user_id and todos.category_id = held.category_id
            where held.member_id = $1 and todos.id = any($2::uuid[])
        )
    )
    order by user_id, category_id for share
"""
_HELD: Final = " for share of shares"


async def find_of_category(
    connection: Connection, member_id: UUID, category_id: UUID, *, is_held: bool = False
) -> Access | None:
    """What a category that is somebody else's is to a member. `is_held`: it stays so until the transaction ends."""
    return _access(await connection.fetchrow(_OF_CATEGORY + (_HELD if is_held else ""), member_id, category_id))


async def find_of_todo(
    connection: Connection, member_id: UUID, todo_id: UUID, *, is_held: bool = False
) -> Access | None:
    """The same of a todo, in the trash or not."""
    return _access(await connection.fetchrow(_OF_TODO + (_HELD if is_held else ""), member_id, todo_id))


async def hold_of_owner(
    tx: Transaction, member_id: UUID, owner_id: UUID, category_ids: Collection[UUID]
) -> list[Access]:
    """Of these categories those that are shared with the member, which stays so until the transaction ends."""
    rows = await tx.fetch(
        "select user_id, role::text, category_id from shares"
        " where member_id = $1 and user_id = $2 and category_id = any($3::uuid[]) order by category_id for share",
        member_id,
        owner_id,
        list(category_ids),
    )
    return [Access(owner_id=row[0], role=row[1], category_id=row[2]) for row in rows]


async def hold(tx: Transaction, member_id: UUID, *, todo_ids: list[UUID], category_ids: list[UUID]) -> set[UUID]:
    """Of these, the owners of those that are shared with the member, which stays so until the transaction ends."""
    rows = await tx.fetch(_HOLD, member_id, todo_ids, category_ids)
    return {row[0] for row in rows}


async def members_of(connection: Connection, owner_id: UUID, category_ids: Iterable[UUID]) -> set[UUID]:
    """Who may see any of these categories beside the owner."""
    rows = await connection.fetch(
        "select distinct member_id from shares where user_id = $1 and category_id = any($2::uuid[])",
        owner_id,
        list(category_ids),
    )
    return {row[0] for row in rows}


async def roles_in(tx: Transaction, owner_id: UUID, category_id: UUID) -> dict[UUID, Role]:
    """The members of a category and their roles."""
    rows = await tx.fetch(
        "select member_id, role::text from shares where user_id = $1 and category_id = $2 order by member_id",
        owner_id,
        category_id,
    )
    return {row[0]: row[1] for row in rows}


async def lock_of_members(tx: Transaction, places: Collection[Place], member_ids: Collection[UUID]) -> None:
    """Wait for what these members are writing in these categories, and let them begin nothing there until the end.

    Before any lock of todos and of categories: whoever writes holds their share first. Nobody becomes a member there
    until the transaction ends.
    """
    for owner_id in sorted({each.owner_id for each in places}):
        await hold_lock(tx, Lock.MEMBERS, owner_id)
    await tx.execute(
        """
        select from shares join unnest($1::uuid[], $2::uuid[]) as asked (owner_id, category_id)
            on shares.user_id = asked.owner_id and shares.category_id = asked.category_id
        where member_id = any($3::uuid[])
        order by shares.user_id, shares.category_id, member_id for update of shares
        """,
        [each.owner_id for each in places],
        [each.category_id for each in places],
        list(member_ids),
    )


async def lock_of_category(tx: Transaction, owner_id: UUID, category_id: UUID) -> None:
    """The same of all members of a category."""
    await hold_lock(tx, Lock.MEMBERS, owner_id)
    await tx.execute(
        "select from shares where user_id = $1 and category_id = $2 order by member_id for update",
        owner_id,
        category_id,
    )


async def lock_places(tx: Transaction, member_id: UUID) -> None:
    """Wait for whoever writes for this member, who may then be given other places. Before any other lock."""
    await tx.execute(
        "select from shares where member_id = $1 order by user_id, category_id for no key update", member_id
    )


async def place(
    tx: Transaction, owner_id: UUID, category_id: UUID, member_id: UUID, *, position: str, is_favorite: bool
) -> None:
    """Among the categories of the member, and whether it is a favourite of theirs."""
    await tx.execute(
        "update shares set position = $4, is_favorite = $5, placed_xid = pg_current_xact_id()"
        " where user_id = $1 and category_id = $2 and member_id = $3",
        owner_id,
        category_id,
        member_id,
        position,
        is_favorite,
    )


def _access(row: Record | None) -> Access | None:
    return None if row is None else Access(owner_id=row[0], role=row[1], category_id=row[2])
