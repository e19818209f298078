"""Who is to do a todo: the name as somebody said it, and which of the people of its category that is."""

from typing import TypeVar
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import replace

from voicetodo.modules.todo.api import CreateTodo, Todo, UpdateTodo
from voicetodo.modules.todo.calling import is_me, person_named
from voicetodo.modules.todo.checks import MAX_ASSIGNEE
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.references import refused
from voicetodo.modules.todo.store import people

Change = TypeVar("Change", bound=CreateTodo | UpdateTodo)


def meant(ledger: Ledger, change: Change) -> Change:
    """In somebody else's space “me” is the actor, not the owner."""
    said = change.assignee
    if ledger.is_own or not isinstance(said, str) or not is_me(said) or isinstance(change.assignee_id, UUID):
        return change
    return replace(change, assignee=UNSET if isinstance(change, UpdateTodo) else None, assignee_id=ledger.actor_id)


async def settled(ledger: Ledger, todo: Todo, *, is_chosen: bool = False, me: UUID | None = None) -> Todo:
    """What it says of its assignee, as the people of its category have it.

    Who may not see it is not to do it. A name that is exactly one of theirs is that person, “me” being `me` or else
    the owner of the space; there “me” becomes a name, as others read it too.

    Raises TodoInvalid where an id `is_chosen` of somebody who may not see it.
    """
    if todo.assignee is None and todo.assignee_id is None:
        return todo
    names = await people.of_category(ledger.tx, ledger.user_id, todo.category_id)
    person_id = todo.assignee_id
    if person_id is None and todo.assignee is not None and len(names) > 1:
        person_id = (me or ledger.user_id) if is_me(todo.assignee) else person_named(todo.assignee, names)
    if person_id is None:
        return todo
    if not await _may_do(ledger, todo.category_id, person_id, names):
        if is_chosen:
            raise refused("assignee_id", "Only somebody who shares this list can be given a task on it.")
        return replace(todo, assignee_id=None)
    said = todo.assignee
    if said is None or is_me(said):
        said = names[person_id][:MAX_ASSIGNEE].strip() or said
    return replace(todo, assignee=said, assignee_id=person_id)


async def _may_do(ledger: Ledger, category_id: UUID | None, person_id: UUID, names: dict[UUID, str]) -> bool:
    if person_id == ledger.user_id:
        return True
    return person_id in names and await people.hold_member(ledger.tx, ledger.user_id, category_id, person_id)


def released(todo: Todo, owner_id: UUID) -> Todo:
    """What nobody but its owner sees any more is nobody else's to do."""
    return todo if todo.assignee_id in (None, owner_id) else replace(todo, assignee_id=None)
