"""What one phrase of a filter says: a word of the language, a name, words to look for, or a time."""

import re
from collections.abc import Sequence
from typing import Final, Literal, cast

from voicetodo.modules.todo.filtering import days
from voicetodo.modules.todo.filtering.lexer import Letter
from voicetodo.modules.todo.filtering.mistakes import Mistake
from voicetodo.modules.todo.filtering.tree import (
    AssignedTo,
    Condition,
    Dated,
    Fact,
    Field,
    InCategory,
    InSection,
    Is,
    Labelled,
    Name,
    Priority,
    Relation,
    Says,
)

_WORDS: Final[dict[str, Condition]] = {
    **{f"p{number}": Priority(number) for number in cast("tuple[Literal[1, 2, 3, 4], ...]", (1, 2, 3, 4))},
    "no priority": Priority(4),
    **{
        word: Is(cast("Fact", fact))
        for fact, spellings in {
            "all": "all|view all",
            "overdue": "overdue|over due|od",
            "no date": "no date|no dates|no due date|no due",
            "no time": "no time|no times",
            "no start date": "no start date|no start|no start dates",
            "no deadline": "no deadline|no deadlines",
            "recurring": "recurring",
            "subtask": "subtask|subtasks",
            "inbox": "inbox",
            "no labels": "no labels|no label",
            "assigned": "assigned",
            "shared": "shared",
            "completed": "completed|done",
            "archived": "archived",
        }.items()
        for word in spellings.split("|")
    },
}
_FIELDS: Final[dict[str, Field]] = {
    "date": "due",
    "due": "due",
    "due date": "due",
    "start": "start",
    "start date": "start",
    "deadline": "deadline",
    "created": "created",
    "added": "created",
    "updated": "updated",
    "completed": "completed",
}
_DATED = re.compile(
    r"((?:due |start )?date|due|start|deadline|created|added|updated|completed)(?: (on|before|after))?(?: ?: ?| )(.*)"
)
_HEADS = re.compile(r"(search|assigned to) ?: ?")
#: What begins with one of these is a name.
_SIGNS: Final = {"#": "list", "/": "section", "@": "label"}
#: Of other products' languages, what there is nothing of here.
_UNKNOWN: Final = ("assigned by", "added by", "workspace")


def read(phrase: Sequence[Letter], start: int, end: int) -> Condition:
    """`start` and `end` are where it stands in the filter. Raises Mistake."""
    text = "".join(letter.char for letter in phrase)
    plain = _lower("".join("\\" if letter.is_literal else letter.char for letter in phrase)).rstrip()
    if plain.startswith(_UNKNOWN):
        raise _unknown(plain, start, end)
    if plain in _WORDS:
        return _WORDS[plain]
    if plain[:1] in _SIGNS:
        return _named(phrase, start, end)
    if phrase and all(letter.is_literal for letter in phrase):
        return _says(text, start, end)
    head = _HEADS.match(plain)
    if head:
        value = phrase[head.end() :]
        return _says(_text(value), start, end) if head[1] == "search" else _assigned_to(value, start, end)
    return _time(text, phrase, start, end)


def _unknown(plain: str, start: int, end: int) -> Mistake:
    if plain.startswith("workspace"):
        return Mistake("There are no workspaces here.", "query-workspaces", start, end)
    done = "assigned" if plain.startswith("assigned") else "added"
    return Mistake(f"It is not kept who {done} a task.", "query-author", start, end)


def _named(phrase: Sequence[Letter], start: int, end: int) -> Condition:
    sign = phrase[0].char
    with_below = sign == "#" and phrase[1:2] and phrase[1].char == "#" and not phrase[1].is_literal
    name = _name(phrase[2:] if with_below else phrase[1:])
    if name is None:
        sentence = f"The name of a {_SIGNS[sign]} was expected after this {sign}."
        raise Mistake(sentence, "query-name-missing", start, end)
    if sign == "@":
        return Labelled(name)
    if sign == "/":
        return InSection(name)
    if name.fits("inbox") and not name.has_wildcard:
        return Is("inbox")
    return InCategory(name, with_below=bool(with_below))


def _assigned_to(value: Sequence[Letter], start: int, end: int) -> Condition:
    name = _name(value)
    if name is None:
        sentence = "A name was expected after the colon, or me, or others."
        raise Mistake(sentence, "query-person-missing", start, end)
    match _text(value).lower():
        case "me":
            return Is("assigned to: me")
        case "others":
            return Is("assigned to: others")
        case _:
            return AssignedTo(name)


def _says(words: str, start: int, end: int) -> Condition:
    if not re.search(r"[^\W_]", words):
        raise Mistake("Words to look for were expected here.", "query-words-missing", start, end)
    return Says(words.strip())


def _lower(text: str) -> str:
    """As many characters as before, so that places in it are places in `text`."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _time(text: str, phrase: Sequence[Letter], start: int, end: int) -> Condition:
    lower = _lower(text)
    dated = _DATED.fullmatch(lower)
    if dated:
        when = dated[3].strip()
        if days.is_time(when):
            return Dated(_FIELDS[dated[1]], cast("Relation", dated[2] or "on"), when)
        if when:
            start = phrase[dated.start(3)].at
        sentence = "A day was expected here, such as today, next week, Jan 3 or -30 days."
        raise Mistake(sentence, "query-day-missing", start, end)
    when = lower.strip()
    if days.is_time(when):
        return Dated("due", "on", when)
    if re.fullmatch(r"p\d+", when):
        raise Mistake("Priorities are p1 (the highest) to p4.", "query-priority-range", start, end)
    raise Mistake(
        'This is not known. Expected was a day, p1 to p4, #List, @label or the like; words to look for go in "quotes".',
        "query-unknown",
        start,
        end,
    )


def _name(letters: Sequence[Letter]) -> Name | None:
    """None where nothing is left of it."""
    parts = [""]
    for letter in letters:
        if letter.char == "*" and not letter.is_literal:
            parts.append("")
        else:
            parts[-1] += letter.char
    parts[0], parts[-1] = parts[0].lstrip(), parts[-1].rstrip()
    return Name(tuple(parts)) if len(parts) > 1 or parts[0] else None


def _text(letters: Sequence[Letter]) -> str:
    return "".join(letter.char for letter in letters).strip()
