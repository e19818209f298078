"""What a client's change points at: under another id than it knew, or gone since."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import asdict, replace

from voicetodo.modules.todo.api import CreateTodo, DeleteCategory
from voicetodo.modules.todo.service.mutations import (
    ClientChange,
    CreateCategory,
    CreateComment,
    DeleteNamed,
    DeleteSection,
    EditTodo,
    MoveNamed,
    MoveTodo,
    ShelveCategory,
    UpdateComment,
    UpdateNamed,
)

#: Changes of what may be known under another id.
_OF_NAMED: Final = (UpdateNamed, MoveNamed, ShelveCategory, DeleteCategory, DeleteSection, DeleteNamed)
#: What may be left out of a change, so that the rest of it can be done.
_OPTIONAL: Final[dict[type, frozenset[str]]] = {
    CreateTodo: frozenset({"category_id", "section_id", "parent_id", "assignee_id"}),
    EditTodo: frozenset({"category_id", "section_id", "parent_id", "assignee_id"}),
    MoveTodo: frozenset({"after_id", "before_id"}),
    CreateCategory: frozenset({"parent_id"}),
    UpdateNamed: frozenset({"name", "parent_id"}),
    CreateComment: frozenset({"mentions"}),
    UpdateComment: frozenset({"mentions"}),
}


def without(change: ClientChange, fields: tuple[str, ...]) -> ClientChange | None:
    """The change without these fields; None where they cannot be left out, or nothing would be left of it."""
    if not fields or not _OPTIONAL.get(type(change), frozenset()).issuperset(fields):
        return None
    match change:
        case EditTodo(patch=patch) | UpdateNamed(patch=patch):
            lesser = replace(change, patch=replace(patch, **dict.fromkeys(fields, UNSET)))
            return lesser if _says_anything(lesser) else None
        case CreateCategory(draft=draft):
            return replace(change, draft=replace(draft, **dict.fromkeys(fields)))
        case CreateComment(draft=draft) | UpdateComment(draft=draft):
            return replace(change, draft=replace(draft, mentions=()))
        case MoveTodo():
            lesser = replace(change, **dict.fromkeys(fields))
            return lesser if lesser.after_id or lesser.before_id else None
        case _:
            return replace(change, **dict.fromkeys(fields))


def pointed_at(change: ClientChange) -> set[UUID]:
    """What it names of categories, sections and labels."""
    ids: set[UUID] = set()
    for value in (change, _inside(change)):
        for name in _pointing(change, value):
            named = getattr(value, name)
            ids.update(named if isinstance(named, tuple) else [named] if isinstance(named, UUID) else [])
    return ids


def redirected(change: ClientChange, elsewhere: Mapping[UUID, UUID]) -> ClientChange:
    """The same change of what the ids stand for."""
    if not elsewhere:
        return change

    def there(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(dict.fromkeys(there(each) for each in value))
        return elsewhere.get(value, value) if isinstance(value, UUID) else value

    def all_there(value: Any) -> dict[str, Any]:
        return {name: there(getattr(value, name)) for name in _pointing(change, value)}

    inside = _inside(change)
    if inside is None:
        return replace(change, **all_there(change))
    name = "draft" if hasattr(change, "draft") else "patch"
    return replace(change, **all_there(change), **{name: replace(inside, **all_there(inside))})


def _inside(change: ClientChange) -> Any:
    """What of it says which fields are set, where that is a value of its own."""
    return getattr(change, "draft", None) or getattr(change, "patch", None)


def _pointing(change: ClientChange, value: Any) -> list[str]:
    """The fields of the change, or of what is inside of it, that name categories, sections or labels."""
    if value is None:
        return []
    names = {"category_id", "section_id", "label_ids", "add_label_ids", "remove_label_ids"}
    if value is change and isinstance(change, _OF_NAMED):
        names = {"id", "after_id"}
    elif isinstance(change, CreateCategory | UpdateNamed):
        names = {"parent_id"}
    return [name for name in value.__struct_fields__ if name in names]


def _says_anything(change: EditTodo | UpdateNamed) -> bool:
    given = [value for name, value in asdict(change.patch).items() if name != "id" and value not in (UNSET, ())]
    return bool(given) or (isinstance(change, EditTodo) and bool(change.add_label_ids or change.remove_label_ids))
