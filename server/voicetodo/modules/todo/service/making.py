"""Makes one change of a client in a transaction that is open already."""

from uuid import UUID

from voicetodo.modules.todo.api import CreateLabel, CreateTodo, DeleteCategory, DeleteTodo, RestoreTodo
from voicetodo.modules.todo.service import making_comments as comments
from voicetodo.modules.todo.service import making_named as named
from voicetodo.modules.todo.service import making_todos as todos
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.mutations import (
    ClientChange,
    CompleteOccurrence,
    CreateCategory,
    CreateComment,
    CreateFilter,
    CreateSection,
    DeleteComment,
    DeleteNamed,
    DeleteSection,
    EditTodo,
    Made,
    MoveNamed,
    MoveTodo,
    ReopenOccurrence,
    ShelveCategory,
    SkipOccurrence,
    UpdateComment,
    UpdateNamed,
)
from voicetodo.modules.todo.service.pointing import pointed_at, redirected
from voicetodo.modules.todo.store import mutations


async def make(desk: Desk, ledger: Ledger, change: ClientChange, *, new_id: UUID) -> Made:
    """`desk` is joined to `ledger`. What is to be deleted and is gone already is as it should be.

    What is created gets the id `new_id`, unless its name is that of another.

    Raises DomainError; nothing of the transaction may be kept then.
    """
    if pointing := pointed_at(change):
        change = redirected(change, await mutations.find_elsewhere(ledger.tx, ledger.user_id, list(pointing)))
    match change:
        case CreateTodo():
            return await todos.create_todo(ledger, change, new_id)
        case EditTodo():
            return await todos.edit_todo(ledger, change)
        case CompleteOccurrence() | SkipOccurrence() | ReopenOccurrence() | MoveTodo() | DeleteTodo() | RestoreTodo():
            await todos.do_todo(desk, ledger, change)
        case CreateCategory():
            return await named.create_category(ledger, change, new_id)
        case CreateLabel():
            return await named.create_label(ledger, change, new_id)
        case CreateSection():
            return await named.create_section(ledger, change)
        case CreateFilter() | UpdateNamed() | MoveNamed() | ShelveCategory():
            await named.do_named(desk, ledger, change)
        case DeleteCategory() | DeleteSection() | DeleteNamed():
            await named.delete_named(desk, ledger, change)
        case CreateComment() | UpdateComment() | DeleteComment():
            await comments.do_comment(desk, ledger, change)
    return Made(id=change.id)
