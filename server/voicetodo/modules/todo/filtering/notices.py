"""What the reader of a filter should know of it, though nothing is wrong with it."""

from typing import Final, Literal

import msgspec

from voicetodo.modules.todo.filtering.parser import Span

Code = Literal[
    "filter-list-archived",
    "filter-list-gone",
    "filter-section-gone",
    "filter-label-gone",
    "filter-none-shared",
    "filter-day-never",
]

_SENTENCES: Final[dict[Code, str]] = {
    "filter-list-archived": "This list is in the archive: write archived & before it to see what is in it.",
    "filter-list-gone": "You have no list named “{name}”, so that nothing is in it.",
    "filter-section-gone": "You have no section named “{name}”, so that nothing is in it.",
    "filter-label-gone": "You have no label named “{name}”, so that nothing carries it.",
    "filter-none-shared": "None of your lists is shared.",
    "filter-day-never": "“{name}” is no day just now.",
}


class Notice(msgspec.Struct, frozen=True):
    """Something about the filter that its reader should know: half-open character range of its text, and a sentence.

    `code` is stable: by it, and the `name` of what it is about where it has one, a client says it in its own words.
    """

    start: int
    end: int
    message: str
    code: Code
    name: str | None = None


def notice(span: Span, code: Code, name: str | None = None) -> Notice:
    """With its sentence; a list, section or label that is gone and a day that never is have a name."""
    return Notice(span.start, span.end, _SENTENCES[code].format(name=name), code, name)
