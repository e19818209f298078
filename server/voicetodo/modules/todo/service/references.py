"""What a todo points at must be there, be the user's own, and stay so until the change is committed."""

from uuid import UUID

from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.errors import TodoInvalid
from voicetodo.modules.todo.model import MAX_LEVELS
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import todos
from voicetodo.modules.todo.store.named import categories, labels, sections
from voicetodo.modules.todo.store.todos import Stored


async def hold_labels(ledger: Ledger, label_ids: tuple[UUID, ...]) -> None:
    """Raises TodoInvalid where one is not there."""
    if label_ids and len(await labels.keep(ledger.tx, ledger.user_id, label_ids)) < len(set(label_ids)):
        raise refused("label_ids", "You have no such label.")


async def hold_category(ledger: Ledger, category_id: UUID | None) -> None:
    """Raises TodoInvalid where it is not there, or is archived."""
    if category_id is None:
        return
    found = await categories.keep(ledger.tx, ledger.user_id, (category_id,))
    if not found:
        raise refused("category_id", "You have no such category.")
    if found[0].is_archived:
        raise archived()


async def hold_section(ledger: Ledger, section_id: UUID | None, category_id: UUID | UnsetType | None) -> UUID | None:
    """The category of the section, or the one that is given where there is none.

    Raises TodoInvalid where the section is not there, or is one of another category than the one that is given.
    """
    if section_id is None:
        return None if category_id is UNSET else category_id
    found = await sections.keep(ledger.tx, ledger.user_id, (section_id,))
    if not found:
        raise refused("section_id", "You have no such section.")
    if category_id is not UNSET and category_id != found[0].category_id:
        raise refused("section_id", "That section is one of another category.")
    return found[0].category_id


def archived() -> TodoInvalid:
    """Nothing new is filed there."""
    return refused("category_id", "This category is in the archive: take it out of there first.")


async def under_parent(ledger: Ledger, todo: Todo, *, levels_below: int = 0) -> tuple[Todo, int]:
    """The todo in its parent's category and section, and its depth. `levels_below` is how deep its own subtasks go.

    Raises TodoInvalid where the parent is not there, or the whole would become too deep.
    """
    if todo.parent_id is None:
        return todo, 0
    parent = await todos.lock(ledger.tx, ledger.user_id, todo.parent_id)
    if parent is None or parent.todo.is_deleted:
        raise refused("parent_id", "You have no such todo.")
    depth = parent.depth + 1
    if depth + levels_below >= MAX_LEVELS:
        raise refused("parent_id", f"Subtasks can be nested {MAX_LEVELS} levels deep at most.")
    if todo.category_id not in (None, parent.todo.category_id):
        raise refused("category_id", "A subtask stays in the category of its parent.")
    if todo.section_id not in (None, parent.todo.section_id):
        raise refused("section_id", "A subtask stays in the section of its parent.")
    return replace(todo, category_id=parent.todo.category_id, section_id=parent.todo.section_id), depth


def levels_below(root: Stored, below: list[Stored]) -> int:
    return max((each.depth - root.depth for each in below), default=0)


def refused(field: str, sentence: str) -> TodoInvalid:
    return TodoInvalid(sentence, errors=[FieldError(field, sentence)])
