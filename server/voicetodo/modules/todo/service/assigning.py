"""Who is to do a todo: the name as somebody said it, and which of the people of its category that is."""

from collections.abc import Sequence
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


async def settled(ledger: Ledger, todo: Todo, *, is_chosen: bool = False) -> Todo:
    """What it says of its assignee, as the people of its category have it.

    Who may not see it is not to do it. A name that is exactly one of theirs is that person, “me” being the owner of the
    space; there “me” becomes a name, as others read it too.

    Raises TodoInvalid where an id `is_chosen` of somebody who may not see it.
    """
    [after] = await settled_together(ledger, [todo], me=ledger.user_id)
    if is_chosen and todo.assignee_id is not None and after.assignee_id is None:
        raise refused("assignee_id", "Only somebody who shares this list can be given a task on it.")
    return after


async def settled_together(ledger: Ledger, several: Sequence[Todo], *, me: UUID) -> list[Todo]:
    """The same of todos of one category."""
    if all(each.assignee is None and each.assignee_id is None for each in several):
        return list(several)
    [category_id] = {each.category_id for each in several}
    names = await people.of_category(ledger.tx, ledger.user_id, category_id)
    persons = [_person(each, names, me) for each in several]
    members = {each for each in persons if each is not None and each in names and each != ledger.user_id}
    may_do = await people.hold_members(ledger.tx, ledger.user_id, category_id, members) | {ledger.user_id}
    return [
        _given_to(each, person_id if person_id in may_do else None, names) if person_id is not None else each
        for each, person_id in zip(several, persons, strict=True)
    ]


def _person(todo: Todo, names: dict[UUID, str], me: UUID) -> UUID | None:
    """Who is meant, whether they may see it or not."""
    if todo.assignee_id is not None or todo.assignee is None or len(names) == 1:
        return todo.assignee_id
    return me if is_me(todo.assignee) else person_named(todo.assignee, names)


def _given_to(todo: Todo, person_id: UUID | None, names: dict[UUID, str]) -> Todo:
    said = todo.assignee
    if person_id is not None and (said is None or is_me(said)):
        said = names[person_id][:MAX_ASSIGNEE].strip() or said
    return replace(todo, assignee=said, assignee_id=person_id)


def released(todo: Todo, owner_id: UUID) -> Todo:
    """What nobody but its owner sees any more is nobody else's to do."""
    return todo if todo.assignee_id in (None, owner_id) else replace(todo, assignee_id=None)
