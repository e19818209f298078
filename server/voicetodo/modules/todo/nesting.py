"""Categories below categories. Pure."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from voicetodo.kit.errors import Fault
from voicetodo.modules.todo.api import Category

#: A list below a list below …; the top counts as one.
MAX_LEVELS: Final = 4


def below(category_id: UUID, known: Iterable[Category]) -> list[Category]:
    """All that stand below it at any level, each after the one it stands below."""
    children: dict[UUID, list[Category]] = {}
    for each in known:
        if each.parent_id is not None:
            children.setdefault(each.parent_id, []).append(each)
    found: list[Category] = []
    waiting = [category_id]
    while waiting:
        some = children.pop(waiting.pop(), [])
        found += some
        waiting += [each.id for each in some]
    return found


def misfit(category: Category, known: Iterable[Category]) -> Fault | None:
    """Why it cannot stand below its parent; None where it can."""
    if category.parent_id is None:
        return None
    others = {each.id: each for each in known if each.id != category.id}
    parent = others.get(category.parent_id)
    if parent is None:
        return Fault("You have no such other list.", "parent-unknown")
    if parent.is_archived and not category.is_archived:
        return Fault("That list is in the archive.", "parent-archived")
    subtree = below(category.id, others.values())
    if category.parent_id in {each.id for each in subtree}:
        return Fault("A list cannot stand below one that stands below it.", "parent-below")
    tree = {**others, category.id: category}
    if max(_level(each, tree) for each in (category, *subtree)) > MAX_LEVELS:
        return Fault(f"Lists can be nested {MAX_LEVELS} levels deep at most.", "nesting-depth")
    return None


def _level(category: Category, known: dict[UUID, Category]) -> int:
    level = 1
    while category.parent_id is not None and category.parent_id in known:
        category = known[category.parent_id]
        level += 1
    return level
