"""What finds todos: one interface, an engine in the database and one beside it."""

import re
from typing import Annotated, Final, Protocol
from uuid import UUID

import msgspec

from voicetodo.modules.todo import spelling
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.searching.after import After
from voicetodo.modules.todo.store.search import Narrowed

#: Further down than this nobody looks.
MAX_HITS: Final = 500
MAX_MARKS: Final = 20
_WORD: Final = re.compile(r"\w+")


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


class Place(msgspec.Struct, frozen=True):
    """How many hits were shown before; and where an index stopped, which the database can do nothing with."""

    shown: Annotated[int, msgspec.Meta(ge=0, le=MAX_HITS)] = 0
    after: After | None = None


class Asked(msgspec.Struct, frozen=True):
    """`text` is one line that is not empty."""

    user_id: UUID
    text: str
    limit: int
    place: Place = Place()
    narrowed: Narrowed = Narrowed()


class Found(msgspec.Struct, frozen=True):
    """The best first. `next` is None where there are no more.

    `is_settled`: they stay the same until something is written. Otherwise the engine may still be learning of that.
    """

    hits: list[Hit]
    next: Place | None = None
    is_settled: bool = True


class SearchEngine(Protocol):
    """Finds what the user may see at this moment, by every word of the text: beginnings and few mistakes suffice."""

    async def find(self, asked: Asked) -> Found: ...


def marks_of(todo: Todo, text: str) -> tuple[Mark, ...]:
    """The words of the todo that begin with one of `text`, or are one with few mistakes."""
    return marks_in(text, ("title", todo.title), ("notes", todo.notes))


def marks_in(text: str, *fields: tuple[str, str], comment_id: UUID | None = None) -> tuple[Mark, ...]:
    wanted = spelling.words_of(text)
    marks: list[Mark] = []
    for field, said in fields:
        for found in _WORD.finditer(said):
            word = spelling.folded(found[0])
            if any(spelling.answers(word, each) for each in wanted):
                marks.append(Mark(field, found.start(), found.end(), comment_id))
                if len(marks) == MAX_MARKS:
                    return tuple(marks)
    return tuple(marks)
