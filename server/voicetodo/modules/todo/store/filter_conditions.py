"""A filter's conditions in SQL.

Each stands beside a `:space` (see `visibility`), so that no more is ever read than one user may see, and is written so
that an index can answer it. A condition is never null: what is not true of a todo is true of its opposite.
"""

from typing import Any, Final

from voicetodo.modules.todo.filtering.binding import (
    Assigned,
    BoundAnd,
    BoundCondition,
    BoundNode,
    BoundNot,
    BoundOr,
    Carries,
    InCategories,
    InSections,
    Nobody,
    Within,
)
from voicetodo.modules.todo.filtering.tree import Fact, Field, Is, Name, Priority, Says
from voicetodo.modules.todo.store.archive import IN_ARCHIVE, NOT_IN_ARCHIVE
from voicetodo.modules.todo.store.visibility import OWNER
from voicetodo.modules.todo.store.words import prefix_query

#: By id, or in one's own space by what one calls oneself.
_MINE: Final = "(assignee_id = $1 or (lower(assignee) = 'me' and assignee_id is null and user_id = $1))"
#: What is so, and what is not so.
_FACTS: Final[dict[Fact, tuple[str, str]]] = {
    "all": ("true", "false"),
    "no date": ("due_at = timestamp 'infinity'", "due_at < timestamp 'infinity'"),
    "no time": ("due_time is null", "due_time is not null"),
    "no start date": ("start_date is null", "start_date is not null"),
    "no deadline": ("deadline is null", "deadline is not null"),
    "recurring": ("rrule is not null", "rrule is null"),
    "subtask": ("parent_id is not null", "parent_id is null"),
    "inbox": ("category_id is null", "category_id is not null"),
    "no labels": ("label_ids = '{}'", "label_ids <> '{}'"),
    # who is assigned by id has a name as well, unless none is known
    "assigned": (
        "(assignee is not null or assignee_id is not null)",
        "(assignee is null and assignee_id is null)",
    ),
    "assigned to: me": (_MINE, f"({_MINE}) is not true"),
    "assigned to: others": (
        f"((assignee is not null or assignee_id is not null) and ({_MINE}) is not true)",
        f"((assignee is null and assignee_id is null) or {_MINE})",
    ),
    "completed": ("is_done", "is_done = false"),
    "archived": (IN_ARCHIVE, NOT_IN_ARCHIVE),
}
#: Column, and what else must hold for its index to be of use and for the comparison to be of a time at all.
_FIELDS: Final[dict[Field, tuple[str, str]]] = {
    "due": ("due_at", "due_at < timestamp 'infinity'"),
    "start": ("start_date", "start_date is not null"),
    "deadline": ("deadline", "deadline is not null"),
    "created": ("created_at", ""),
    "updated": ("updated_at", ""),
    "completed": ("completed_at", "is_done"),
}
_LIKE: Final = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


def condition(node: BoundNode, values: list[Any], *, is_so: bool = True) -> str:
    """The condition, or its opposite. Parameters are added to `values`; the first of them is the user's id."""
    match node:
        case BoundNot(part):
            return condition(part, values, is_so=not is_so)
        case BoundAnd(parts) | BoundOr(parts):
            word = " and " if isinstance(node, BoundAnd) == is_so else " or "
            return f"({word.join(condition(part, values, is_so=is_so) for part in parts)})"
        case Is(fact):
            return _FACTS[fact][0 if is_so else 1]
        case Nobody():
            return "false" if is_so else "true"
        case Says(words) if not is_so:
            # most todos do not say it, and to look at their words as they are is much less work
            return f"not words @@ to_tsquery('plain', {_given(values, prefix_query(words))})"
        case _:
            found = _compared(node, values)
            return f"({found})" if is_so else f"({found}) is not true"


def _compared(node: BoundCondition, values: list[Any]) -> str:
    match node:
        case Priority(priority):
            return f"priority = {_given(values, priority)}"
        case InCategories(ids) if len(ids) == 1:
            return f"category_id = {_given(values, ids[0])}"
        case InCategories(ids):
            return f"category_id = any({_given(values, ids)}::uuid[])"
        case InSections(ids):
            return f"section_id = any({_given(values, ids)}::uuid[])"
        case Carries(ids):
            return f"label_ids && {_given(values, ids)}::uuid[] and label_ids <> '{{}}'"
        case Says(words):
            asked = _given(values, prefix_query(words))
            return f"scoped_words(user_id, words) @@ scoped_query({OWNER}, to_tsquery('plain', {asked}))"
        case Assigned(name, ids) if ids:
            return f"{_called(name, values)} or assignee_id = any({_given(values, ids)}::uuid[])"
        case Assigned(name):
            return _called(name, values)
        case Within():
            return _within(node, values)
        case Is() | Nobody():
            raise AssertionError("These have no values.")


def _called(name: Name, values: list[Any]) -> str:
    if not name.has_wildcard:
        return f"assignee is not null and lower(assignee) = lower({_given(values, name.parts[0])})"
    pattern = "%".join(part.translate(_LIKE) for part in name.parts)
    return f"assignee is not null and lower(assignee) like lower({_given(values, pattern)})"


def _within(within: Within, values: list[Any]) -> str:
    column, also = _FIELDS[within.field]
    bounds = [also] if also else []
    for sign, bound in ((">=", within.start), ("<", within.end)):
        if bound is not None:
            bounds.append(f"{column} {sign} {_given(values, bound)}")
    return " and ".join(bounds)


def _given(values: list[Any], value: object) -> str:
    values.append(value)
    return f"${len(values)}"
