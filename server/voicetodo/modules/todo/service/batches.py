"""Several operations on todos, all or none of them."""

from typing import Literal
from uuid import UUID

import msgspec

from voicetodo.kit.errors import DomainError, FieldError
from voicetodo.modules.todo.api import (
    CompleteTodo,
    CreateTodo,
    DeleteTodo,
    Origin,
    ReopenTodo,
    RestoreTodo,
    Todo,
    UpdateTodo,
)
from voicetodo.modules.todo.errors import BatchRefused
from voicetodo.modules.todo.service import access, completing, verbs
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.references import enter, named_categories, named_todos

MAX_OPERATIONS = 100

Operation = CreateTodo | UpdateTodo | CompleteTodo | ReopenTodo | DeleteTodo | RestoreTodo


class BatchResult(msgspec.Struct, frozen=True):
    """What one operation made of its todo. `unchanged`: it was so already."""

    status: Literal["done", "unchanged"]
    todo: Todo


class Batches:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def run(
        self, user_id: UUID, operations: list[tuple[UUID, Operation]], *, origin: Origin
    ) -> list[BatchResult]:
        """One result each, in order; the id is that of the todo. Raises BatchRefused, naming the operation at fault."""
        async with self._desk.writing(user_id, origin) as ledger:
            await enter(
                ledger,
                todo_ids=[each for todo_id, operation in operations for each in named_todos(todo_id, operation)],
                category_ids=[each for _, operation in operations for each in named_categories(operation)],
            )
            results: list[BatchResult] = []
            for nth, (todo_id, operation) in enumerate(operations):
                try:
                    results.append(await _run(ledger, todo_id, operation, nth))
                except DomainError as error:
                    where = f"operations.{nth}"
                    errors = [FieldError(f"{where}.{each.field}", each.message, each.code) for each in error.errors]
                    raise BatchRefused(
                        f"Operation {nth + 1} was refused, so none was done: {error.sentence}",
                        errors=errors or [FieldError(where, error.sentence)],
                    ) from error
            return results


async def _run(ledger: Ledger, todo_id: UUID, operation: Operation, nth: int) -> BatchResult:
    if isinstance(operation, CreateTodo):
        todo, is_new = await verbs.create(ledger, operation, todo_id=todo_id, nth=nth)
        return BatchResult("done" if is_new else "unchanged", todo)
    ledger = await access.at_todo(ledger, todo_id)
    match operation:
        case UpdateTodo():
            outcome = await verbs.update(ledger, operation)
        case CompleteTodo():
            outcome = await completing.complete(ledger, todo_id, subtasks=operation.subtasks)
        case ReopenTodo():
            outcome = await completing.reopen(ledger, todo_id)
        case DeleteTodo():
            outcome = await verbs.delete(ledger, todo_id)
        case RestoreTodo():
            outcome = await verbs.restore(ledger, todo_id)
    return BatchResult("done" if outcome.is_changed else "unchanged", outcome.todo)
