"""Finding todos in the database itself: nothing to be installed, and never behind."""

from typing import Final

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.modules.todo import spelling
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.search_engine import MAX_HITS, Asked, Found, Hit, Place, marks_in, marks_of
from voicetodo.modules.todo.store import search, todos

#: Where fewer are found, misspelt words are looked for as well.
_FEW: Final = 5
#: Less than any word of a todo itself can have, and more than what is only spelt alike.
_RANK_OF_COMMENTS: Final = 0.1

_decoder: Final = msgspec.json.Decoder(Todo)


class PostgresSearch:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def find(self, asked: Asked) -> Found:
        """All words in the todo, then in a comment, then, where these are few, what is spelt alike."""
        until = min(asked.place.shown + asked.limit, MAX_HITS)
        async with self._desk.database.connection() as connection:
            hits = await _best(connection, asked, until + 1)
        is_more = len(hits) > until < MAX_HITS
        return Found(hits[asked.place.shown : until], Place(until) if is_more else None)


async def _best(connection: Connection, asked: Asked, limit: int) -> list[Hit]:
    """The same ones first, however many are asked for."""
    hits = await _said(connection, asked, limit)
    if len(hits) < limit:
        hits += _others(hits, await _commented(connection, asked, limit))
    if len(hits) < min(limit, _FEW):
        hits += _others(hits, await _alike(connection, asked, limit))
    return hits[:limit]


async def _said(connection: Connection, asked: Asked, limit: int) -> list[Hit]:
    rows = await search.by_words(connection, asked.user_id, asked.text, asked.narrowed, limit=limit)
    found = [(_decoder.decode(row[0]), row[1]) for row in rows]
    return [Hit(todo, marks_of(todo, asked.text), rank) for todo, rank in found]


async def _commented(connection: Connection, asked: Asked, limit: int) -> list[Hit]:
    """Todos of which a comment holds every word. They rank below those that say so themselves, above misspelt ones."""
    rows = await search.by_comments(connection, asked.user_id, asked.text, asked.narrowed, limit=limit)
    return [
        Hit(
            _decoder.decode(row[0]),
            marks_in(asked.text, ("comment", row[2]), comment_id=row[1]),
            _RANK_OF_COMMENTS,
        )
        for row in rows
    ]


async def _alike(connection: Connection, asked: Asked, limit: int) -> list[Hit]:
    """Todos that hold every word with few mistakes, and their ranks, which stay below those of the words themselves."""
    texts = await search.newest_texts(connection, asked.user_id, asked.narrowed)
    likeness = dict(spelling.most_alike(texts, asked.text, limit=limit))
    found = await todos.get_many_seen(connection, asked.user_id, tuple(likeness))
    return [
        Hit(todo, marks_of(todo, asked.text), likeness[todo.id] * (0.05 if todo.is_done else 0.1)) for todo in found
    ]


def _others(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    seen = {hit.todo.id for hit in hits}
    return [hit for hit in more if hit.todo.id not in seen]
