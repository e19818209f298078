"""What the index is asked, in OpenSearch's query language.

Every piece of the text must be found: all of them in the todo itself, or all in one comment. A piece counts by where it
stands and how well it fits, never by how rare it is: how often strangers use a word is nothing that ranks may tell.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, Final, Literal, TypeAlias

import msgspec

from voicetodo.modules.todo.searching.after import After

Query: TypeAlias = dict[str, Any]
#: How a piece is found: as a whole word or as the beginning of one, right or with few mistakes.
Fit = Literal["word", "beginning", "word_alike", "beginning_alike"]

SAID_IN_COMMENT: Final = "said"
ALIKE_IN_COMMENT: Final = "alike"

#: A word as the index parts texts into words: of Han and Hiragana, each character is one.
_WORD: Final = re.compile(r"[\u3040-\u309f\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u309f\u3400-\u9fff\uf900-\ufaff]+")
#: A server refuses a question of more than 1,024 words to be looked up. Each of ours is looked up in six places twice,
#: and where mistakes are allowed, so are those of the index that are alike, as many as there is room for.
_MAX_WORDS: Final = 20
_PLACES: Final = 6
_ROOM_FOR_ALIKE: Final = 600
_MOST_ALIKE: Final = 50
#: As many mistakes as `spelling` allows: none in up to three letters, one in up to five, two in more.
_MISTAKES: Final = "AUTO:4,6"
_RIGHT: Final[tuple[Fit, ...]] = ("word", "beginning")
_ALIKE: Final[tuple[Fit, ...]] = ("word_alike", "beginning_alike")

#: What one piece is worth. Whole steps lie between these: of a todo that is done they are halved.
_OF_TODO: Final[dict[str, dict[Fit, float]]] = {
    "title": {"word": 200, "beginning": 180, "word_alike": 8, "beginning_alike": 7},
    "notes": {"word": 80, "beginning": 70, "word_alike": 6, "beginning_alike": 5},
}
_OF_COMMENT: Final = {SAID_IN_COMMENT: 20.0, ALIKE_IN_COMMENT: 2.0}
_OF_DONE: Final = 0.5


class Wanted(msgspec.Struct, frozen=True):
    """`scopes`: what is looked through, but for what lies in any of `without`.

    Goes on `after` the sort values of a hit or, where these are not known, after the first few.
    """

    pieces: tuple[str, ...]
    scopes: Sequence[str]
    without: Sequence[str]
    limit: int
    after: After | None = None
    first: int = 0


def pieces_of(text: str) -> tuple[str, ...]:
    """What stands between blanks and has a letter or a digit. The index parts it further, as it parted the texts."""
    pieces: list[str] = []
    left = _MAX_WORDS
    for piece in text.split():
        words = list(islice(_WORD.finditer(piece), left))
        if words:
            pieces.append(piece[: words[-1].end()] if len(words) == left else piece)
            left -= len(words)
    return tuple(pieces)


def question(wanted: Wanted) -> Query:
    """Best first, then the newest. Of the documents, the answer brings the version alone."""
    found = _best(
        [
            _in_todo(wanted.pieces, _RIGHT),
            _in_todo(wanted.pieces, _ALIKE),
            _in_one_comment(SAID_IN_COMMENT, wanted.pieces, _RIGHT),
            _in_one_comment(ALIKE_IN_COMMENT, wanted.pieces, _ALIKE),
        ]
    )
    seen: Query = {"bool": {"must": [found], "filter": [{"terms": {"scopes": list(wanted.scopes)}}]}}
    if wanted.without:
        seen["bool"]["must_not"] = [{"terms": {"scopes": list(wanted.without)}}]
    place = {"from": wanted.first} if wanted.after is None else {"search_after": list(wanted.after)}
    return {
        "query": {
            "function_score": {
                "query": seen,
                "functions": [{"filter": {"term": {"is_done": True}}, "weight": _OF_DONE}],
                "boost_mode": "multiply",
            }
        },
        "sort": [{"_score": "desc"}, {"created_at": "desc"}, {"todo_id": "desc"}],
        "size": wanted.limit,
        "_source": ["version"],
        "track_total_hits": False,
        **place,
    }


def comment_meant(rank: float, pieces: tuple[str, ...]) -> str | None:
    """Under which name the comment was found that a rank is owed to; None where it is owed to the todo itself."""
    worth = rank / len(pieces)
    for name, most in _OF_COMMENT.items():
        if most * _OF_DONE <= worth <= most:
            return name
    return None


def _in_todo(pieces: Sequence[str], fits: Sequence[Fit]) -> Query:
    """Each piece in the title or in the notes, wherever it counts most."""
    return _all(
        _best(
            [_worth(_match(field, fit, piece, pieces), worth[fit]) for field, worth in _OF_TODO.items() for fit in fits]
        )
        for piece in pieces
    )


def _in_one_comment(name: str, pieces: Sequence[str], fits: Sequence[Fit]) -> Query:
    """The latest one is told under `name`."""
    said = _all({"bool": {"should": [_match("comments.body", fit, piece, pieces) for fit in fits]}} for piece in pieces)
    latest = {"name": name, "size": 1, "sort": [{"comments.created_at": "desc"}]}
    nested = {"nested": {"path": "comments", "query": said, "inner_hits": latest}}
    return _worth(nested, _OF_COMMENT[name] * len(pieces))


def _match(field: str, fit: Fit, piece: str, pieces: Sequence[str]) -> Query:
    """`pieces`: all there are, which share the room."""
    asked: Query = {"query": piece, "operator": "and"}
    if fit in _ALIKE:
        words = sum(1 for each in pieces for _ in _WORD.finditer(each))
        asked |= {"fuzziness": _MISTAKES, "max_expansions": min(_MOST_ALIKE, _ROOM_FOR_ALIKE // _PLACES // words)}
    part = ".beginnings" if fit in {"beginning", "beginning_alike"} else ""
    return {"match": {f"{field}{part}": asked}}


def _worth(query: Query, points: float) -> Query:
    return {"constant_score": {"filter": query, "boost": points}}


def _all(queries: Iterable[Query]) -> Query:
    """What they are worth together."""
    return {"bool": {"must": list(queries)}}


def _best(queries: Sequence[Query]) -> Query:
    return {"dis_max": {"queries": queries}}
