"""Finding todos by what they say: whole words, beginnings of words, and words that were typed wrongly."""

from typing import Final
from uuid import UUID

from voicetodo.kit.db import Connection, Record
from voicetodo.modules.todo.store.words import prefix_query

#: Open before done, the title before the notes, the newest first among equals.
_BY_WORDS: Final = """
    select document, (ts_rank(words, asked) * case when is_done then 0.5 else 1 end)::float8 as rank
    from todos, to_tsquery('plain', $2) as asked
    where user_id = $1 and deleted_at is null and scoped_words(user_id, words) @@ scoped_query($1, asked)
    order by rank desc, created_at desc, id desc limit $3
"""
_BY_LETTERS: Final = """
    with newest as (
        (select document, title, notes, is_done, created_at, id from todos
            where user_id = $1 and deleted_at is null and is_done = false order by created_at desc, id desc limit $4)
        union all
        (select document, title, notes, is_done, created_at, id from todos
            where user_id = $1 and deleted_at is null and is_done order by created_at desc, id desc limit $4)
    )
    select document, (likeness * case when is_done then 0.05 else 0.1 end)::float8 as rank
    from newest, word_similarity($2, left(title || ' ' || notes, 300)) as likeness
    where likeness >= 0.55
    order by rank desc, created_at desc, id desc limit $3
"""
#: Likeness cannot be looked up, only worked out for one todo after the other.
_MOST_COMPARED: Final = 2000


async def by_words(connection: Connection, user_id: UUID, text: str, *, limit: int) -> list[Record]:
    """Rows of document and rank, best first: every word of `text` is there, or begins a word that is."""
    return await connection.fetch(_BY_WORDS, user_id, prefix_query(text), limit)


async def by_letters(connection: Connection, user_id: UUID, text: str, *, limit: int) -> list[Record]:
    """Rows of document and rank, best first: most groups of three letters agree. Ranks stay below `by_words`.

    Only the 2,000 newest open and the 2,000 newest done todos are compared, and of each its first 300 characters.
    """
    return await connection.fetch(_BY_LETTERS, user_id, text, limit, _MOST_COMPARED)
