"""Makes a client's changes of todos."""

from typing import Final
from uuid import UUID

from msgspec import UNSET
from msgspec.structs import replace

from voicetodo.modules.todo.api import CreateTodo, DeleteTodo, RestoreTodo
from voicetodo.modules.todo.errors import TodoNotFound
from voicetodo.modules.todo.service import access, verbs
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.mutations import (
    CompleteOccurrence,
    EditTodo,
    Made,
    MoveTodo,
    ReopenOccurrence,
    SkipOccurrence,
)
from voicetodo.modules.todo.service.nouns import LABEL
from voicetodo.modules.todo.service.references import destination, lock_trees, named_categories, space_of_draft
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.service.trash import Trash
from voicetodo.modules.todo.store import todos

_IN_TRASH: Final = "It is in the trash, and was changed there."
_LIES_IN_TRASH: Final = "It is in the trash. Restore it first."
_LABELS_GONE: Final = "A label was deleted meanwhile."


async def create_todo(ledger: Ledger, change: CreateTodo, todo_id: UUID) -> Made:
    there = await space_of_draft(ledger, change)
    if change.parent_id is not None or change.section_id is not None:
        # before labels and todos: in another order two could wait for each other
        await todos.lock_tree(there.tx, there.user_id)
    known = await _known(there, change.label_ids)
    draft = replace(change, label_ids=tuple(each for each in change.label_ids if each in known))
    await verbs.create(ledger, draft, todo_id=todo_id)
    return _with_labels(todo_id, is_whole=known.issuperset(change.label_ids))


async def edit_todo(ledger: Ledger, change: EditTodo) -> Made:
    if reaching := named_categories(change.patch):
        await access.hold_both(ledger, change.id, reaching)
    here = await access.at_todo(ledger, change.id)
    await lock_trees(here, await destination(here, change.patch))
    given = () if change.patch.label_ids is UNSET else change.patch.label_ids
    known = await _known(here, (*given, *change.add_label_ids))
    label_ids = await _labels(here, change, known)
    patch = change.patch if label_ids is None else replace(change.patch, label_ids=label_ids)
    outcome = await verbs.update(here, patch, also_away=True)
    made = _with_labels(change.id, is_whole=known.issuperset((*given, *change.add_label_ids)))
    if outcome.is_changed and outcome.todo.is_deleted:
        return replace(made, is_in_trash=True, message=_IN_TRASH)
    return made


async def _known(ledger: Ledger, label_ids: tuple[UUID, ...]) -> set[UUID]:
    """Those that the actor sees."""
    if not label_ids:
        return set()
    if ledger.is_own:
        known = {each.id for each in await LABEL.rows.keep(ledger.tx, ledger.user_id, label_ids)}
        if known.issuperset(label_ids):
            return known
    return {each.id for each in await LABEL.rows.list_seen(ledger.tx, ledger.actor_id)}.intersection(label_ids)


def _with_labels(todo_id: UUID, *, is_whole: bool) -> Made:
    return Made(id=todo_id) if is_whole else Made(id=todo_id, left_out=("label_ids",), message=_LABELS_GONE)


async def _labels(ledger: Ledger, change: EditTodo, known: set[UUID]) -> tuple[UUID, ...] | None:
    """What it shall carry; None where nothing is said of that. Raises TodoNotFound."""
    if change.patch.label_ids is UNSET and not change.add_label_ids and not change.remove_label_ids:
        return None
    found = await todos.lock(ledger.tx, ledger.user_id, change.id)
    if found is None:
        raise TodoNotFound
    carried = found.todo.label_ids
    ledger.named_labels.update(carried)
    if change.patch.label_ids is not UNSET:
        carried = tuple(each for each in change.patch.label_ids if each in known)
    wanted = (*carried, *(each for each in change.add_label_ids if each in known))
    return tuple(dict.fromkeys(each for each in wanted if each not in change.remove_label_ids))


async def do_todo(
    desk: Desk,
    ledger: Ledger,
    change: CompleteOccurrence | SkipOccurrence | ReopenOccurrence | MoveTodo | DeleteTodo | RestoreTodo,
) -> None:
    service, user_id, origin = Todos(desk), ledger.user_id, ledger.origin
    try:
        match change:
            case CompleteOccurrence(id=todo_id, occurrence=named, subtasks=subtasks, completed_at=at):
                await service.complete(user_id, todo_id, origin=origin, occurrence=named, subtasks=subtasks, at=at)
            case SkipOccurrence(id=todo_id, occurrence=occurrence):
                await service.skip(user_id, todo_id, origin=origin, occurrence=occurrence)
            case ReopenOccurrence(id=todo_id, occurrence=reopened):
                await service.reopen(user_id, todo_id, origin=origin, occurrence=reopened)
            case MoveTodo(id=todo_id, after_id=after_id, before_id=before_id):
                await service.move(user_id, todo_id, after_id=after_id, before_id=before_id, origin=origin)
            case DeleteTodo(id=todo_id):
                await service.delete(user_id, todo_id, origin=origin)
            case RestoreTodo(id=todo_id):
                await Trash(desk).restore(user_id, todo_id, origin=origin)
    except TodoNotFound as error:
        if isinstance(change, DeleteTodo):
            return
        await access.to_todo(ledger.tx, user_id, change.id)
        raise TodoNotFound(_LIES_IN_TRASH) from error
