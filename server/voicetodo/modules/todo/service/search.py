"""Finding todos by what they say."""

import re
import unicodedata
from uuid import UUID

import msgspec

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.errors import QueryInvalid
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import search
from voicetodo.modules.todo.text import TextError, line

MAX_QUERY = 200
MAX_MARKS = 20
_WORD = re.compile(r"\w+")

_decoder = msgspec.json.Decoder(Todo)


class Mark(msgspec.Struct, frozen=True):
    """Where a word was found: half-open character range in `field`."""

    field: str
    start: int
    end: int


class Hit(msgspec.Struct, frozen=True):
    """`rank` only compares hits of one search; higher is better."""

    todo: Todo
    marks: tuple[Mark, ...]
    rank: float


class Search:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def find(self, user_id: UUID, text: str, *, limit: int) -> list[Hit]:
        """The best first: all words, then, where these are few, what is spelt alike. Raises QueryInvalid."""
        try:
            text = line(text, most=MAX_QUERY)
        except TextError as error:
            raise QueryInvalid(str(error), errors=[FieldError("q", str(error))]) from error
        async with self._desk.database.connection() as connection:
            rows = await search.by_words(connection, user_id, text, limit=limit)
            if len(rows) < min(limit, 5):
                rows += await search.by_letters(connection, user_id, text, limit=limit)
        hits: dict[UUID, Hit] = {}
        for document, rank in rows:
            todo = _decoder.decode(document)
            hits.setdefault(todo.id, Hit(todo, marks_of(todo, text), rank))
        return list(hits.values())[:limit]


def marks_of(todo: Todo, text: str) -> tuple[Mark, ...]:
    """The words of the todo that begin with one of `text`, or that share most of their letters with one."""
    wanted = [_folded(word) for word in _WORD.findall(text)]
    marks: list[Mark] = []
    for field in ("title", "notes"):
        for found in _WORD.finditer(getattr(todo, field)):
            word = _folded(found[0])
            if any(word.startswith(each) or _is_alike(word, each) for each in wanted):
                marks.append(Mark(field, found.start(), found.end()))
                if len(marks) == MAX_MARKS:
                    return tuple(marks)
    return tuple(marks)


def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def _is_alike(word: str, wanted: str) -> bool:
    """As PostgreSQL's pg_trgm sees it: enough groups of three letters in common."""
    if len(wanted) < 3:
        return False
    ours, theirs = _groups(word), _groups(wanted)
    return len(ours & theirs) * 2 >= len(theirs)


def _groups(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[nth : nth + 3] for nth in range(len(padded) - 2)}
