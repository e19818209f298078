"""However one asks, what is shared is found by indexes, where many people have todos."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any, Final, cast
from uuid import UUID

import asyncpg
import pytest_asyncio

from tests.fixtures.explaining import Explaining
from voicetodo.kit.db import Connection
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.filtering import Filtering
from voicetodo.modules.todo.store import (
    activity,
    attachments,
    comments,
    counts,
    filters,
    members,
    people,
    search,
    sync,
    team_members,
    team_shares,
    teams,
    todo_lists,
)
from voicetodo.modules.todo.store.activity import ActivityFilter
from voicetodo.modules.todo.store.named import sections
from voicetodo.modules.todo.store.todo_lists import TodoFilter
from voicetodo.modules.todo.sync_token import KINDS

#: Of 2,000 people each has a category of two sections with ten todos, shared with the one after them; ten share theirs
#: with the caller. Each is in a team with the one after them, with which it is shared as well.
_FILL: Final = (
    """
    create temporary table everybody as
    select n, case n when 0 then $1::uuid else md5($1::text || n)::uuid end as id,
        md5($1::text || 'list' || n)::uuid as list, md5($1::text || (n + 1) % 2000)::uuid as next
    from generate_series(0, 1999) n
    """,
    """
    insert into categories (user_id, id, name, position, created_at, updated_at)
    select id, list, 'list' || n, 'a', now(), now() from everybody
    """,
    "insert into people (user_id, name) select id, 'Person ' || n from everybody",
    """
    insert into shares (user_id, category_id, member_id, role, granted_role, position, joined_at)
    select id, list, next, 'editor'::share_role, 'editor'::share_role, 'a', now() from everybody where n <> 1999
    union all
    select id, list, $1, 'editor'::share_role, 'editor'::share_role, 'b', now() from everybody where n between 1 and 10
    """,
    """
    insert into todos (user_id, id, title, notes, category_id, depth, priority, due_date, label_ids, position,
        assignee, assignee_id, completed_at, created_at, updated_at, source, version, document)
    select everybody.id, md5(everybody.id::text || m)::uuid, 'buy milk ' || m, '', list, 0, 1 + m % 4,
        case when m % 2 = 0 then date '2026-01-07' + m % 9 end, '{}'::uuid[], 'a' || m,
        case when m % 5 = 0 then 'Person 0' end, case when m % 5 = 0 then $1::uuid end,
        case when m % 3 = 0 then now() end, now() - m * interval '1 hour', now(), 'web', 1, '{}'::json
    from everybody cross join generate_series(1, 10) m
    union all
    select $1, md5($1::text || 'own' || m)::uuid, 'call the bank ' || m, '', null, 0, 1 + m % 4,
        case when m % 2 = 0 then date '2026-01-07' + m % 9 end, '{}'::uuid[], 'a' || m, null, null::uuid,
        case when m % 3 = 0 then now() end, now() - m * interval '1 hour', now(), 'web', 1, '{}'::json
    from generate_series(1, 2000) m
    """,
    """
    insert into sections (user_id, id, category_id, name, position, created_at, updated_at)
    select id, md5(list::text || m)::uuid, list, 'section ' || m, 'a' || m, now(), now()
    from everybody cross join generate_series(1, 2) m
    """,
    """
    insert into activity (user_id, kind, entity_id, verb, at, source, version, changes, category_id)
    select user_id, 'todo', id, 'changed', now(), 'web', 2, '{"priority": [4, 1]}'::json, category_id from todos
    """,
    """
    insert into comments (user_id, id, todo_id, author_id, body, mentions, created_at)
    select user_id, md5(id::text || 'said')::uuid, id, user_id, 'which kind?', '{}', now()
    from todos where position = 'a1'
    """,
    """
    insert into attachments (user_id, id, todo_id, author_id, name, media_type, size, sha256, created_at, blob_key)
    select user_id, md5(id::text || 'file')::uuid, id, user_id, 'cake', 'image/png', 1, '', now(), id
    from todos where position = 'a1'
    """,
    "insert into teams (id, name, created_at, updated_at) select list, 'team ' || n, now(), now() from everybody",
    """
    insert into team_members (team_id, member_id, role, joined_at, joined_place)
    select list, id, 'owner'::team_role, now(), 0 from everybody
    union all
    select list, next, 'member'::team_role, now(), 0 from everybody
    """,
    """
    insert into team_shares (user_id, category_id, team_id, role, shared_at)
    select id, list, list, 'editor', now() from everybody
    """,
    """
    insert into activity (user_id, kind, entity_id, verb, at, source, version, changes, category_id)
    select list, 'team', list, 'created', now(), 'web', 1, '{}'::json, null from everybody
    """,
    "drop table everybody",
)


_TABLES: Final = "todos|shares|categories|sections|people|comments|attachments|activity|teams|team_members|team_shares"


Ask = Callable[[Connection, Desk, UUID], Awaitable[object]]


def listed(query: str | None = None, *, sort: str = "position", **wanted: Any) -> Ask:
    async def ask(connection: Connection, desk: Desk, user_id: UUID) -> object:
        condition = None
        if query is not None:
            condition = (await Filtering(desk).ask(user_id, query, timezone="UTC")).condition
        return await todo_lists.list_rows(
            connection,
            user_id,
            TodoFilter(condition=condition, **wanted),
            sort=sort,
            is_descending=False,
            after=None,
            limit=50,
        )

    return ask


def counted(query: str) -> Ask:
    async def ask(connection: Connection, desk: Desk, user_id: UUID) -> object:
        asked = await Filtering(desk).ask(user_id, query, timezone="UTC")
        return await filters.count_todos(connection, user_id, {user_id: asked})

    return ask


def todo_of(user_id: UUID) -> UUID:
    """One about which something was said."""
    return UUID(hashlib.md5(f"{user_id}1".encode(), usedforsecurity=False).hexdigest())


def happened(**wanted: Any) -> Ask:
    async def ask(connection: Connection, _: Desk, user_id: UUID) -> object:
        return await activity.list_entries(connection, user_id, ActivityFilter(**wanted), before=None, limit=50)

    return ask


def beside(listing: Callable[..., Awaitable[object]], *, after: tuple[datetime, UUID] | None = None) -> Ask:
    async def ask(connection: Connection, _: Desk, user_id: UUID) -> object:
        return await listing(connection, user_id, todo_of(user_id), after=after, limit=50)

    return ask


async def synced(connection: Connection, desk: Desk, user_id: UUID) -> object:
    async with desk.database.connection() as other:
        since = (await sync.moment_of(other)).snapshot
    return await sync.list_touched(connection, user_id, KINDS, since=since, after=None, limit=1000)


def _list_of(user_id: UUID) -> UUID:
    """The category that is the caller's own, and the team it is shared with."""
    return UUID(hashlib.md5(f"{user_id}list0".encode(), usedforsecurity=False).hexdigest())


ASKED: Final[dict[str, Ask]] = {
    "list": listed(),
    "by due": listed(sort="due"),
    "by assignee": listed(assignee_id=UUID(int=7)),
    "assigned to: me": listed("assigned to: me"),
    "assigned to: others": listed("assigned to: others"),
    "assigned to: Person 3": listed("assigned to: Person 3"),
    "assigned": listed("assigned"),
    "shared": listed("shared"),
    "count assigned to: me": counted("assigned to: me"),
    "count !assigned": counted("!assigned"),
    "count shared": counted("shared"),
    "counts": lambda connection, _, user_id: counts.count_open(connection, user_id, today=date(2026, 1, 7)),
    "search": lambda connection, _, user_id: search.by_words(connection, user_id, "milk", search.Narrowed(), limit=20),
    "sync": synced,
    "sync anew": lambda connection, _, user_id: sync.list_all(connection, user_id, KINDS, after=None, limit=1000),
    "categories around": lambda connection, _, user_id: search.categories_around(connection, user_id),
    "candidates": lambda connection, _, user_id: search.candidates(
        connection, user_id, [(user_id, new_id(), new_id())], search.Narrowed()
    ),
    "teams": lambda connection, _, user_id: teams.list_of_member(connection, user_id),
    "members of a team": lambda connection, _, user_id: team_members.list_all(connection, _list_of(user_id)),
    "shared with a team": lambda connection, _, user_id: team_shares.list_of_team(connection, _list_of(user_id)),
    "members": lambda connection, _, user_id: members.list_all(connection, user_id, _list_of(user_id)),
    "what members may": lambda connection, _, user_id: members.list_standing(
        connection, user_id, _list_of(user_id), [UUID(int=nth) for nth in range(100)]
    ),
    "names": lambda connection, _, user_id: filters.names(connection, user_id),
    "people": lambda connection, _, user_id: people.list_around(connection, user_id),
    "comments": beside(comments.list_of_todo),
    "further comments": beside(comments.list_of_todo, after=(datetime(2026, 1, 7, tzinfo=UTC), UUID(int=7))),
    "comment": lambda connection, _, user_id: comments.find_seen(connection, user_id, UUID(int=7)),
    "attachments": beside(attachments.list_of_todo),
    "further attachments": beside(attachments.list_of_todo, after=(datetime(2026, 1, 7, tzinfo=UTC), UUID(int=7))),
    "attachment": lambda connection, _, user_id: attachments.find_seen(connection, user_id, UUID(int=7)),
    "sections": lambda connection, _, user_id: sections.list_seen(connection, user_id),
    "sections of one's own": lambda connection, _, user_id: sections.list_all(connection, user_id),
    "section": lambda connection, _, user_id: sections.find_seen(connection, user_id, UUID(int=7)),
    "activity": happened(),
    "activity of a category": happened(category_id=UUID(int=7)),
    "activity of a todo": happened(entity_id=UUID(int=7)),
}


@pytest_asyncio.fixture
async def crowded(desk: Desk, postgres_url: str) -> UUID:
    """One of many people, with ten of whom a category is shared."""
    user_id = new_id()
    async with desk.database.transaction() as tx:
        for statement in _FILL:
            await (tx.execute(statement, user_id) if "$1" in statement else tx.execute(statement))
    connection = await asyncpg.connect(postgres_url)
    await connection.execute("analyze")
    await connection.close()
    return user_id


async def test_no_table_is_read_from_end_to_end(desk: Desk, crowded: UUID) -> None:
    for name, ask in ASKED.items():
        async with desk.database.connection() as connection:
            explaining = Explaining(connection)

            await ask(cast("Connection", explaining), desk, crowded)

        for plan in explaining.plans:
            scans = re.findall(rf"Seq Scan on (?:{_TABLES})\b.*", plan)
            assert not scans, f"{name}:\n{plan}"
