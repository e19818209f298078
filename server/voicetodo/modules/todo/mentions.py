"""Whom a text names: `@` and the name of somebody, as they call themselves. Pure."""

import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID

#: Not inside of a word, so that addresses name nobody.
_AT: Final = re.compile(r"(?<![\w@])@(?=\w)")
_WORD: Final = re.compile(r"\w+")


def mentioned(text: str, people: Mapping[UUID, str]) -> set[UUID]:
    """Those whose whole name follows an `@`, or whose first name does where nobody else has that one. In any case."""
    names = _names(people)
    found: set[UUID] = set()
    for at in _AT.finditer(text):
        rest = text[at.end() : at.end() + 200].casefold()
        named = max((name for name in names if _begins_with(rest, name)), key=len, default=None)
        if named is not None:
            found.add(names[named])
    return found


def _names(people: Mapping[UUID, str]) -> dict[str, UUID]:
    """What somebody can be called by, where that means them alone."""
    bearers: dict[str, set[UUID]] = {}
    for user_id, name in people.items():
        whole = " ".join(name.casefold().split())
        first = _WORD.match(whole)
        for each in {whole, first[0] if first else whole} - {""}:
            bearers.setdefault(each, set()).add(user_id)
    return {name: next(iter(ids)) for name, ids in bearers.items() if len(ids) == 1}


def _begins_with(text: str, name: str) -> bool:
    """With the whole word, or words."""
    return text.startswith(name) and not _WORD.match(text[len(name) : len(name) + 1])
