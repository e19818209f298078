"""Finding todos by what they say."""

import re
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo import spelling
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.errors import QueryInvalid
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import search, todos
from voicetodo.modules.todo.text import TextError, line

MAX_QUERY = 200
MAX_MARKS = 20
#: Where fewer are found, misspelt words are looked for as well.
_FEW = 5
#: Less than any word of a todo itself can have, and more than what is only spelt alike.
_RANK_OF_COMMENTS = 0.1
_WORD = re.compile(r"\w+")

_decoder = msgspec.json.Decoder(Todo)


class Mark(msgspec.Struct, frozen=True):
    """Where a word was found: half-open character range in `field`, which is `comment` where a comment says it."""

    field: str
    start: int
    end: int
    comment_id: UUID | None = None


class Hit(msgspec.Struct, frozen=True):
    """`rank` only compares hits of one search; higher is better."""

    todo: Todo
    marks: tuple[Mark, ...]
    rank: float


class Search:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def find(self, user_id: UUID, text: str, *, limit: int, with_archived: bool = False) -> list[Hit]:
        """The best first: all words, then, where these are few, what is spelt alike. Raises QueryInvalid."""
        try:
            text = line(text, most=MAX_QUERY)
        except TextError as error:
            raise QueryInvalid(str(error), errors=[FieldError("q", str(error))]) from error
        async with self._desk.database.connection() as connection:
            rows = await search.by_words(connection, user_id, text, with_archived=with_archived, limit=limit)
            found = [(_decoder.decode(row[0]), row[1]) for row in rows]
            hits = [Hit(todo, marks_of(todo, text), rank) for todo, rank in found]
            if len(hits) < limit:
                hits += _others(hits, await _commented(connection, user_id, text, with_archived, limit))
            if len(hits) < min(limit, _FEW):
                hits += _others(hits, await _alike(connection, user_id, text, with_archived=with_archived, limit=limit))
        return hits[:limit]


async def _commented(connection: Connection, user_id: UUID, text: str, with_archived: bool, limit: int) -> list[Hit]:
    """Todos of which a comment holds every word. They rank below those that say so themselves, above misspelt ones."""
    rows = await search.by_comments(connection, user_id, text, with_archived=with_archived, limit=limit)
    return [
        Hit(_decoder.decode(row[0]), _marks(text, ("comment", row[2]), comment_id=row[1]), _RANK_OF_COMMENTS)
        for row in rows
    ]


def _others(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    seen = {hit.todo.id for hit in hits}
    return [hit for hit in more if hit.todo.id not in seen]


async def _alike(connection: Connection, user_id: UUID, text: str, *, with_archived: bool, limit: int) -> list[Hit]:
    """Todos that hold every word with few mistakes, and their ranks, which stay below those of the words themselves."""
    texts = await search.newest_texts(connection, user_id, with_archived=with_archived)
    likeness = dict(spelling.most_alike(texts, text, limit=limit))
    found = await todos.get_many_seen(connection, user_id, tuple(likeness))
    return [Hit(todo, marks_of(todo, text), likeness[todo.id] * (0.05 if todo.is_done else 0.1)) for todo in found]


def marks_of(todo: Todo, text: str) -> tuple[Mark, ...]:
    """The words of the todo that begin with one of `text`, or are one with few mistakes."""
    return _marks(text, ("title", todo.title), ("notes", todo.notes))


def _marks(text: str, *fields: tuple[str, str], comment_id: UUID | None = None) -> tuple[Mark, ...]:
    wanted = spelling.words_of(text)
    marks: list[Mark] = []
    for field, said in fields:
        for found in _WORD.finditer(said):
            word = spelling.folded(found[0])
            if any(word.startswith(each) or spelling.is_alike(word, each) for each in wanted):
                marks.append(Mark(field, found.start(), found.end(), comment_id))
                if len(marks) == MAX_MARKS:
                    return tuple(marks)
    return tuple(marks)
