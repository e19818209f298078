"""Typed short-hands: `p1 #list @label +person` and the dialects of other todo apps, and words kept literal by
quotes.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from voicetodo.language.interpretation import Named

Syntax = Literal["voice", "todoist", "vikunja", "superproductivity", "tasks.org"]
Kind = Literal["list", "label", "person", "priority", "estimate", "spent", "deadline", "when"]


class Mark(NamedTuple):
    """One short-hand at `[start, end)`. `value` is what it names; for a priority the level as it was written."""

    kind: Kind
    value: str
    start: int
    end: int


_SIGILS: Mapping[Syntax, Mapping[str, Kind]] = {
    "voice": {"#": "list", "@": "label", "+": "person"},
    "todoist": {"#": "list", "@": "label", "+": "person"},
    "vikunja": {"+": "list", "*": "label", "@": "person"},
    "superproductivity": {"+": "list", "#": "label", "@": "when"},
    "tasks.org": {"#": "label", "@": "label"},
}
_NAME = re.compile(r"""(?<!\S)([#@+*])("[^"\n]{1,200}"|'[^'\n]{1,200}'|\([^()\n]{1,200}\)|[^\s"'#@+*()][^\s"']*)""")
_LEVEL = re.compile(r"(?<!\S)(?:!(\d{1,2})|!?p([1-4])|(!{1,3}))(?!\S)", re.IGNORECASE)
_SPENT = re.compile(
    r"(?<!\S)!?((?:\d{1,4}(?:\.\d{1,3})?[dhm]){1,3})(?:\s?/\s?((?:\d{1,4}(?:\.\d{1,3})?[dhm]){1,3}))?(?!\S)"
)
_DURATION = re.compile(r"(?<!\S)!((?:\d{1,4}(?:\.\d{1,3})?[dhm]){1,3})(?!\S)")
_DEADLINE = re.compile(r"\{([^{}]{1,80})\}")
_PART = re.compile(r"(\d+(?:\.\d+)?)([dhm])")
_QUOTED = re.compile(r"""(?<!\w)"[^"]+"(?!\w)|“[^“”]+”|(?<!\w)'[^']+'(?!\w)""")
_SPOKEN_LEVELS = re.compile(
    r"(?<!\S)(?:"
    r"(?:(?:highest|high|top|hi) ?priority|priority (?:high|top)|priority:? ?3|bang bang bang|bang [3-9])"
    r"|((?:medium|mid|normal) priority|priority:? ?2|bang bang|bang 2)"
    r"|((?:low|lo) priority|priority:? ?1|bang 1|bang(?! ?\d))"
    r"|((?:least|lowest|no) priority|priority:? ?0|bang 0)"
    r")(?!\S)",
    re.IGNORECASE,
)
_LEVELS = {"high": ("3", "!!!"), "medium": ("2", "!!"), "low": ("1", "!"), "none": ("0", "")}


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where words stand between quotation marks, marks included."""
    return [match.span() for match in _QUOTED.finditer(text)]


def find_marks(
    text: str, syntax: Syntax, literal: Sequence[tuple[int, int]], lists: Sequence[Named] = ()
) -> list[Mark]:
    """The short-hands of `syntax` in `text`, in order, none overlapping another or a literal span."""
    found = [*_find_names(text, syntax, lists), *_find_levels(text, syntax)]
    if syntax == "superproductivity":
        for match in _SPENT.finditer(text):
            if match[2]:
                found.append(Mark("spent", match[1], match.start(), match.end()))
                found.append(Mark("estimate", match[2], match.end(), match.end()))
            else:
                found.append(Mark("estimate", match[1], match.start(), match.end()))
    elif syntax in {"voice", "todoist"}:
        found += [Mark("estimate", match[1], *match.span()) for match in _DURATION.finditer(text)]
        found += [Mark("deadline", match[1], *match.span()) for match in _DEADLINE.finditer(text)]
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.start, mark.end)):
        overlaps = kept and mark.start < kept[-1].end
        if not overlaps and not any(
            start < mark.end and mark.start < end for start, end in literal if mark.start >= start
        ):
            kept.append(mark)
    return kept


def minutes_of(written: str) -> int:
    """`1d2h5m` in minutes; a day has 24 hours."""
    size = {"d": 1440, "h": 60, "m": 1}
    return round(sum(float(number) * size[unit] for number, unit in _PART.findall(written.lower())))


def _find_names(text: str, syntax: Syntax, lists: Sequence[Named]) -> list[Mark]:
    found: list[Mark] = []
    for match in _NAME.finditer(text):
        kind = _SIGILS[syntax].get(match[1])
        if kind is None:
            continue
        if syntax == "superproductivity" and kind != "label":
            mark = (
                _known_list(text, match.start(), lists)
                if kind == "list"
                else Mark("when", "", match.start(), match.start() + 1)
            )
        else:
            mark = _name(match, kind, syntax)
        if mark is not None:
            found.append(mark)
    return found


def _name(match: re.Match[str], kind: Kind, syntax: Syntax) -> Mark | None:
    value, end = match[2], match.end()
    if value[0] in "\"'(":
        return Mark(kind, value[1:-1].strip(), match.start(), end)
    kept = value.rstrip(".,;:!?")
    if not kept or (syntax in {"voice", "todoist"} and kept[0].isdigit()):
        return None
    return Mark(kind, kept, match.start(), end - (len(value) - len(kept)))


def _known_list(text: str, start: int, lists: Sequence[Named]) -> Mark | None:
    """`+` names a list that exists, whole or by its beginning; else it is text."""
    after = text[start + 1 :].lower()
    for named in sorted(lists, key=lambda named: -len(named.name)):
        for name in (named.name.lower(), named.name.lower().replace(" ", "")):
            if after.startswith(name) and not after[len(name) : len(name) + 1].strip():
                return Mark("list", named.name, start, start + 1 + len(name))
    word = after.split(maxsplit=1)[0] if after[:1].strip() else ""
    for named in lists:
        if len(word) >= 3 and named.name.lower().replace(" ", "").startswith(word):
            return Mark("list", named.name, start, start + 1 + len(word))
    return None


def _find_levels(text: str, syntax: Syntax) -> list[Mark]:
    found: list[Mark] = []
    if syntax == "superproductivity":
        return found
    for match in _LEVEL.finditer(text):
        value = match[1] or match[2] or match[3]
        highest = 5 if syntax == "vikunja" else 4
        if (syntax == "vikunja" and not match[1]) or (value.isdigit() and int(value) > highest):
            continue
        if value.startswith("!") and syntax not in {"tasks.org", "voice"}:
            continue
        found.append(Mark("priority", value, *match.span()))
    if syntax == "tasks.org":
        for match in _SPOKEN_LEVELS.finditer(text):
            level = "2" if match[1] else "1" if match[2] else "0" if match[3] else "3"
            found.append(Mark("priority", level, *match.span()))
    return found


def priority_of(mark: Mark, syntax: Syntax) -> tuple[int | None, str]:
    """Our level (1 highest … 4) and the level in the words of the app whose short-hand it is."""
    if syntax == "vikunja":
        level = int(mark.value)
        return ({5: 1, 4: 1, 3: 2, 2: 3, 1: 4}.get(level), mark.value)
    if syntax == "tasks.org":
        for word, forms in _LEVELS.items():
            if mark.value in forms or (word == "high" and mark.value.isdigit() and int(mark.value) > 3):
                return ({"high": 1, "medium": 2, "low": 3}.get(word), word)
    if mark.value.startswith("!"):
        return (max(1, 4 - len(mark.value)), mark.value)
    level = int(mark.value)
    return (level if 1 <= level <= 4 else None, mark.value)
