"""Finding todos by what they say: whole words and beginnings of words, and what to compare misspelt ones with."""

# ruff: noqa: S608 - statements are put together from constants of ours only

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record
from voicetodo.modules.todo.store.archive import NOT_IN_ARCHIVE
from voicetodo.modules.todo.store.todo_lists import TodoFilter, conditions
from voicetodo.modules.todo.store.visibility import OWNER, SPACE, seen
from voicetodo.modules.todo.store.words import prefix_query

#: Open before done, the title before the notes, the newest first among equals.
_BY_WORDS: Final = f"""
    select document, (ts_rank(words, asked) * case when is_done then 0.5 else 1 end)::float8 as rank, created_at, id
    from todos, to_tsquery('plain', $2) as asked
    where {SPACE} and deleted_at is null and scoped_words(user_id, words) @@ scoped_query({OWNER}, asked)
"""
#: By what was said about them: all words in one comment, of several the latest.
_BY_COMMENTS: Final = f"""
    select distinct on (id) document, comment_id, body, said_at, id
    from todos, lateral (
        select comments.id as comment_id, body, comments.created_at as said_at
        from comments, to_tsquery('plain', $2) as asked
        where comments.user_id = todos.user_id and comments.todo_id = todos.id
            and scoped_words(comments.user_id, comments.words) @@ scoped_query({OWNER}, asked)
    ) as said
    where {SPACE} and deleted_at is null
"""
_NEWEST: Final = f"""
    select id, left(title || ' ' || notes, 300) as said, created_at from todos where {SPACE} and deleted_at is null
"""
#: The user's own categories that are archived, and all that are shared with them. None are many.
_CATEGORIES: Final = """
    select user_id, id, true from categories where user_id = $1 and archived_at is not null
    union all
    select shares.user_id, category_id, archived_at is not null
    from shares join categories on categories.user_id = shares.user_id and id = category_id
    where member_id = $1
"""
_CANDIDATES: Final = f"""
    select document, user_id, id, version, body, comment_version
    from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as candidate (owner_id, todo_id, comment_id)
        join todos on user_id = owner_id and id = todo_id
        left join lateral (
            select body, version as comment_version from comments
            where comments.user_id = owner_id and comments.todo_id = candidate.todo_id and comments.id = comment_id
        ) as said on true
    where {SPACE} and deleted_at is null
"""
#: Likeness cannot be looked up, only worked out for one todo after the other.
_MOST_COMPARED: Final = 2000


class Narrowed(msgspec.Struct, frozen=True):
    """Among which todos somebody searches; by itself, all that are not in the archive."""

    to: TodoFilter = TodoFilter(status="all")
    with_archived: bool = False

    @property
    def is_narrow(self) -> bool:
        return self.to != Narrowed().to

    def sql(self, values: list[Any]) -> str:
        """To be added to a condition. Parameters are added to `values`; the first of them is the user's id."""
        held = conditions(self.to, values)
        if self.to.status != "all":
            held.append(f"is_done = {'true' if self.to.status == 'completed' else 'false'}")
        if not self.with_archived:
            held.append(NOT_IN_ARCHIVE)
        return " ".join(f"and {each}" for each in held)


class Known(msgspec.Struct, frozen=True):
    """A category that is another's, or archived, or both."""

    owner_id: UUID
    id: UUID
    is_archived: bool


async def categories_around(connection: Connection, user_id: UUID) -> list[Known]:
    """All that are shared with the user, and those of their own that are archived."""
    return [Known(*row) for row in await connection.fetch(_CATEGORIES, user_id)]


async def candidates(
    connection: Connection, user_id: UUID, wanted: Sequence[tuple[UUID, UUID, UUID | None]], narrowed: Narrowed
) -> dict[tuple[UUID, UUID], Record]:
    """Of these owners' todos those that the user may find now, each with the comment named beside it if it is there."""
    owner_ids, todo_ids, comment_ids = zip(*wanted, strict=True) if wanted else ((), (), ())
    values: list[Any] = [user_id, owner_ids, todo_ids, comment_ids]
    rows = await connection.fetch(seen(f"{_CANDIDATES} {narrowed.sql(values)}"), *values)
    return {(row["user_id"], row["id"]): row for row in rows}


async def by_words(connection: Connection, user_id: UUID, text: str, narrowed: Narrowed, *, limit: int) -> list[Record]:
    """Rows that begin with document and rank, best first: every word of `text` is there, or begins a word that is."""
    values: list[Any] = [user_id, prefix_query(text), limit]
    select = f"{_BY_WORDS} {narrowed.sql(values)}"
    return await connection.fetch(seen(select, tail="order by rank desc, created_at desc, id desc limit $3"), *values)


async def by_comments(
    connection: Connection, user_id: UUID, text: str, narrowed: Narrowed, *, limit: int
) -> list[Record]:
    """Document, id and body of a comment that says every word of `text`, or words that begin so; the latest first."""
    values: list[Any] = [user_id, prefix_query(text), limit]
    select = f"select * from ({_BY_COMMENTS} {narrowed.sql(values)} order by id, said_at desc) as commented"
    return await connection.fetch(seen(select, tail="order by said_at desc, id desc limit $3"), *values)


async def newest_texts(connection: Connection, user_id: UUID, narrowed: Narrowed) -> dict[UUID, str]:
    """The first 300 characters of the 2,000 newest open todos, then of the 2,000 newest done ones."""
    values: list[Any] = [user_id, _MOST_COMPARED]
    select = f"{_NEWEST} {narrowed.sql(values)}"
    arms = (
        seen(f"{select} and is_done = {is_done}", tail="order by created_at desc, id desc limit $2")
        for is_done in ("false", "true")
    )
    rows = await connection.fetch(" union all ".join(f"({each})" for each in arms), *values)
    return {row[0]: row[1] for row in rows}
