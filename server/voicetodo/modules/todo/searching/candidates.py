"""What the index proposes."""

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.search import Answer, Found
from voicetodo.modules.todo.searching.after import After
from voicetodo.modules.todo.searching.documents import parted
from voicetodo.modules.todo.searching.question import comment_meant


class Candidate(msgspec.Struct, frozen=True):
    """A todo that may be a hit. `version` is the one that the index knows, of the todo or of the comment."""

    owner_id: UUID
    todo_id: UUID
    version: int
    rank: float
    #: Where the next page goes on.
    after: After
    comment_id: UUID | None = None


class _Todo(msgspec.Struct):
    version: int


class _Comment(msgspec.Struct):
    id: UUID
    version: int


_todo: Final = msgspec.json.Decoder(_Todo)
_comment: Final = msgspec.json.Decoder(_Comment)


def candidates_in(answer: Answer, pieces: tuple[str, ...]) -> list[Candidate]:
    """Best first. Raises msgspec.ValidationError for documents that are not ours."""
    return [_candidate(found, pieces) for found in answer.found.hits]


def _candidate(found: Found, pieces: tuple[str, ...]) -> Candidate:
    owner_id, todo_id = parted(found.id)
    after = msgspec.convert(found.sort, After)
    rank = after[0]
    name = comment_meant(rank, pieces)
    said = [] if name is None or name not in found.inner_hits else found.inner_hits[name].hits.hits
    if not said:
        return Candidate(owner_id, todo_id, _todo.decode(found.source).version, rank, after)
    comment = _comment.decode(said[0].source)
    return Candidate(owner_id, todo_id, comment.version, rank, after, comment_id=comment.id)
