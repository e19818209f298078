"""Finding todos by what they say: whole words and beginnings of words, and what to compare misspelt ones with."""

from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Record
from voicetodo.modules.todo.store.archive import NOT_IN_ARCHIVE
from voicetodo.modules.todo.store.words import prefix_query

#: Open before done, the title before the notes, the newest first among equals.
_BY_WORDS: Final = """
    select document, (ts_rank(words, asked) * case when is_done then 0.5 else 1 end)::float8 as rank
    from todos, to_tsquery('plain', $2) as asked
    where user_id = $1 and deleted_at is null and scoped_words(user_id, words) @@ scoped_query($1, asked) and {where}
    order by rank desc, created_at desc, id desc limit $3
"""
_NEWEST: Final = """
    (select id, left(title || ' ' || notes, 300) from todos
        where user_id = $1 and deleted_at is null and is_done = false and {where}
        order by created_at desc, id desc limit $2)
    union all
    (select id, left(title || ' ' || notes, 300) from todos
        where user_id = $1 and deleted_at is null and is_done and {where}
        order by created_at desc, id desc limit $2)
"""
#: Likeness cannot be looked up, only worked out for one todo after the other.
_MOST_COMPARED: Final = 2000


async def by_words(
    connection: Connection, user_id: UUID, text: str, *, with_archived: bool, limit: int
) -> list[Record]:
    """Rows of document and rank, best first: every word of `text` is there, or begins a word that is."""
    return await connection.fetch(_BY_WORDS.format(where=_where(with_archived)), user_id, prefix_query(text), limit)


async def newest_texts(connection: Connection, user_id: UUID, *, with_archived: bool) -> dict[UUID, str]:
    """The first 300 characters of the 2,000 newest open todos, then of the 2,000 newest done ones."""
    statement = _NEWEST.format(where=_where(with_archived))
    return {row[0]: row[1] for row in await connection.fetch(statement, user_id, _MOST_COMPARED)}


def _where(with_archived: bool) -> str:
    return "true" if with_archived else NOT_IN_ARCHIVE
