"""Erasing somebody: their own space, and what is kept of them in the spaces of others.

The spaces of others are those of everybody with whom they ever shared anything: nobody else's rows can name them.
"""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.todo.nobody import NOBODY, without
from voicetodo.modules.todo.store.shares import Place

#: Every table with rows of one owner, what refers to others before those.
_OWN: Final = (
    "activity",
    "change_sets",
    "mutations",
    "import_rows",
    "imports",
    "import_keys",
    "calendar_texts",
    "calendar_objects",
    "calendar_names_left",
    "calendar_names",
    "dead_properties",
    "attachments",
    "comments",
    "todos",
    "sections",
    "labels",
    "filters",
    "team_shares",
    "shares",
    "invitations",
    "member_decisions",
    "categories",
    "preferences",
    "journal_floors",
    "people",
)
#: In which column of which table somebody stands beside the owner.
_BESIDE: Final = (
    ("shares", "member_id"),
    ("member_decisions", "member_id"),
    ("team_members", "member_id"),
    ("team_decisions", "member_id"),
    ("invitations", "invited_by"),
    ("invitations", "accepted_by"),
    ("invitations_made", "invited_by"),
    ("ended_shares", "member_id"),
)


class _Told(msgspec.Struct, frozen=True):
    """What was done or answered, as JSON; `key` is the column that tells the row beside its owner."""

    table: str
    key: str
    column: str


_TOLD: Final = (
    _Told("activity", "place", "changes"),
    _Told("mutations", "id", "result"),
    _Told("mutations", "id", "refused"),
    _Told("change_sets", "id", "results"),
    _Told("change_sets", "id", "revert_results"),
)
_AROUND: Final = """
    select user_id from shares where member_id = $1
    union select user_id from ended_shares where member_id = $1
    union select member_id from shares where user_id = $1
    union select member_id from ended_shares where user_id = $1
    union
    select other.member_id
    from (
        select user_id, category_id from shares where member_id = $1
        union select user_id, category_id from ended_shares where member_id = $1
    ) as seen join shares as other on other.user_id = seen.user_id and other.category_id = seen.category_id
    union
    select id from teams where exists (
        select from activity
        where activity.user_id = teams.id and (actor_id = $1 or strpos(changes::text, $1::text) > 0)
    )
    union
    select other.member_id
    from team_members as mine join team_members as other on other.team_id = mine.team_id where mine.member_id = $1
"""
#: Todos of which the last that was said of who is to do them is that it is not this person any more.
_RELEASED: Final = """
    select user_id, entity_id from (
        select distinct on (user_id, entity_id) user_id, entity_id, changes
        from activity
        where user_id = any($1::uuid[]) and kind = 'todo'
            and (changes -> 'assignee_id' is not null or changes -> 'assignee' is not null)
        order by user_id, entity_id, place desc
    ) as last
    where changes #>> '{assignee_id,0}' = $2 and changes #>> '{assignee_id,1}' is null
    order by user_id, entity_id
"""
_AT_ONCE: Final = 1000


async def list_around(connection: Connection, person_id: UUID) -> list[UUID]:
    """In whose spaces this person may be named: people with whom they share or ever shared anything, and their teams.

    To be asked before they leave what they are in.
    """
    rows = await connection.fetch(_AROUND, person_id)
    return sorted(row[0] for row in rows if row[0] not in (person_id, NOBODY))


async def list_memberships(connection: Connection, person_id: UUID) -> list[Place]:
    rows = await connection.fetch(
        "select user_id, category_id from shares where member_id = $1 order by user_id, category_id", person_id
    )
    return [Place(row[0], row[1]) for row in rows]


async def list_lent(connection: Connection, owner_id: UUID) -> dict[UUID, list[UUID]]:
    """The owner's categories that others see, each with those."""
    rows = await connection.fetch(
        "select category_id, array_agg(member_id order by member_id) from shares where user_id = $1"
        " group by category_id order by category_id",
        owner_id,
    )
    return {row[0]: row[1] for row in rows}


async def list_released(connection: Connection, owner_ids: Sequence[UUID], person_id: UUID) -> list[tuple[UUID, UUID]]:
    """Owners and todos that were this person's to do before they left the list, and may still name them."""
    rows = await connection.fetch(_RELEASED, owner_ids, str(person_id))
    return [(row[0], row[1]) for row in rows]


async def list_comments(connection: Connection, owner_id: UUID, author_id: UUID) -> list[UUID]:
    """What they said in this space."""
    rows = await connection.fetch(
        "select id from comments where user_id = $1 and author_id = $2 order by id", owner_id, author_id
    )
    return [row[0] for row in rows]


async def list_attachments(connection: Connection, author_id: UUID) -> list[tuple[UUID, UUID]]:
    """Owners and ids of all files that they brought into the spaces of others."""
    rows = await connection.fetch(
        "select user_id, id from attachments where author_id = $1 and user_id <> $1 order by user_id, id", author_id
    )
    return [(row[0], row[1]) for row in rows]


async def list_todo_ids(connection: Connection, owner_id: UUID) -> list[UUID]:
    rows = await connection.fetch("select id from todos where user_id = $1", owner_id)
    return [row[0] for row in rows]


async def forget_space(tx: Transaction, owner_id: UUID) -> None:
    """All rows of this owner. The bytes of files are left to be removed."""
    for table in _OWN:
        await tx.execute(f"delete from {table} where user_id = $1", owner_id)  # nosec B608 - the tables are ours


async def forget_beside(tx: Transaction, person_id: UUID) -> None:
    """Where they stand beside others: what they were members of, and whom they invited or who invited them.

    Whoever saw a list of theirs is still to be told that it is gone, by nobody's name.
    """
    for table, column in _BESIDE:
        await tx.execute(f"delete from {table} where {column} = $1", person_id)  # nosec B608 - as above
    await tx.execute("update ended_shares set user_id = $2 where user_id = $1", person_id, NOBODY)


async def forget_indexing(tx: Transaction, owner_id: UUID) -> None:
    """Where there is no index nobody is to be told of their todos."""
    await tx.execute("delete from search_changes where user_id = $1", owner_id)


async def list_invited_addresses(connection: Connection) -> list[str]:
    """All that wait for an answer."""
    rows = await connection.fetch("select distinct address_key from invitations where address_key is not null")
    return [row[0] for row in rows]


async def forget_invitations_to(tx: Transaction, address_keys: Collection[str]) -> None:
    await tx.execute("delete from invitations where address_key = any($1::text[])", list(address_keys))


async def release(tx: Transaction, owner_ids: Sequence[UUID], person_id: UUID) -> None:
    """In the spaces of others: who made a todo, and whom a comment names, is known no more. Nobody need be told."""
    await tx.execute(
        "update todos set document = (document::jsonb || '{\"created_by\": null}')::json"
        " where user_id = any($1::uuid[]) and document ->> 'created_by' = $2",
        owner_ids,
        str(person_id),
    )
    await tx.execute(
        "update comments set mentions = array_remove(mentions, $2)"
        " where user_id = any($1::uuid[]) and mentions @> array[$2]::uuid[]",
        owner_ids,
        person_id,
    )
    await tx.execute(
        "update change_sets set owner_ids = array_replace(owner_ids, $2, $3)"
        " where user_id = any($1::uuid[]) and owner_ids @> array[$2]::uuid[]",
        owner_ids,
        person_id,
        NOBODY,
    )


async def forget_assignees(tx: Transaction, owner_id: UUID, todo_id: UUID) -> None:
    """In all that was ever noted of this todo, whoever was to do it."""
    await tx.execute(
        "update activity set changes = (changes::jsonb - array['assignee', 'assignee_id'])::json"
        " where user_id = $1 and entity_id = $2 and changes -> 'assignee' is not null",
        owner_id,
        todo_id,
    )


async def forget_told(tx: Transaction, owner_ids: Sequence[UUID], person_id: UUID) -> None:
    """Of what was done in the spaces of others and answered there: who did it, and how their files were called."""
    files = await tx.fetch(
        "select distinct entity_id from activity where user_id = any($1::uuid[]) and actor_id = $2"
        " and kind = 'attachment'",
        owner_ids,
        person_id,
    )
    await tx.execute(
        "update activity set changes = (changes::jsonb - 'name')::json"
        " where user_id = any($1::uuid[]) and kind = 'attachment' and entity_id = any($2::uuid[])",
        owner_ids,
        [row[0] for row in files],
    )
    await tx.execute(
        "update activity set actor_id = $3 where user_id = any($1::uuid[]) and actor_id = $2",
        owner_ids,
        person_id,
        NOBODY,
    )
    for told in _TOLD:
        await _rewrite(tx, told, owner_ids, person_id)


async def _rewrite(tx: Transaction, told: _Told, owner_ids: Sequence[UUID], person_id: UUID) -> None:
    """A thousand rows at a time; what was rewritten does not name them any more, and is not found again."""
    table, key, column = told.table, told.key, told.column
    while True:
        rows = await tx.fetch(
            f"select user_id, {key}::text, {column}::text from {table}"
            f" where user_id = any($1::uuid[]) and strpos({column}::text, $2) > 0 limit {_AT_ONCE}",
            owner_ids,
            str(person_id),
        )
        await tx.execute(
            f"update {table} set {column} = given.value::json"  # nosec B608 - as above
            " from unnest($1::uuid[], $2::text[], $3::text[]) as given (user_id, key, value)"
            f" where {table}.user_id = given.user_id and {table}.{key}::text = given.key",
            [row[0] for row in rows],
            [row[1] for row in rows],
            [_rewritten(row[2], person_id) for row in rows],
        )
        if len(rows) < _AT_ONCE:
            return


def _rewritten(document: str, person_id: UUID) -> str:
    """Also where the id is part of a longer text, which `without` leaves alone."""
    value = without(msgspec.json.decode(document), person_id)
    return msgspec.json.encode(value).decode().replace(str(person_id), str(NOBODY))
