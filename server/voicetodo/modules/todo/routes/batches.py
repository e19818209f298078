"""Several operations in one request."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, post
from litestar.params import JSONBody
from msgspec import Meta

from voicetodo.kit.http import Body, json, of, problems
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CompleteTodo, DeleteTodo, OfSubtasks, ReopenTodo, RestoreTodo, UpdateTodo
from voicetodo.modules.todo.errors import BatchRefused
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, origin_of, user_of
from voicetodo.modules.todo.routes.bodies import TodoBody, TodoPatch, given
from voicetodo.modules.todo.service.batches import MAX_OPERATIONS, Batches, BatchResult, Operation


class CreateOperation(TodoBody, tag_field="op", tag="create"):
    """As the body of `POST /v1/todos`."""

    def operation(self) -> tuple[UUID, Operation]:
        return self.id or new_id(), self.draft()


class UpdateOperation(TodoPatch, tag_field="op", tag="update", kw_only=True):
    """As the body of `PATCH /v1/todos/{id}`."""

    id: UUID

    def operation(self) -> tuple[UUID, Operation]:
        return self.id, UpdateTodo(id=self.id, **given(self, leaving_out=frozenset({"id"})))


class CompleteOperation(Body, tag_field="op", tag="complete"):
    """As `PUT /v1/todos/{id}/completion`."""

    id: UUID
    subtasks: OfSubtasks | None = None

    def operation(self) -> tuple[UUID, Operation]:
        return self.id, CompleteTodo(id=self.id, subtasks=self.subtasks)


class ReopenOperation(Body, tag_field="op", tag="reopen"):
    id: UUID

    def operation(self) -> tuple[UUID, Operation]:
        return self.id, ReopenTodo(id=self.id)


class DeleteOperation(Body, tag_field="op", tag="delete"):
    id: UUID

    def operation(self) -> tuple[UUID, Operation]:
        return self.id, DeleteTodo(id=self.id)


class RestoreOperation(Body, tag_field="op", tag="restore"):
    id: UUID

    def operation(self) -> tuple[UUID, Operation]:
        return self.id, RestoreTodo(id=self.id)


class BatchBody(Body):
    """At most 100 operations, each on one todo."""

    operations: Annotated[
        tuple[
            CreateOperation
            | UpdateOperation
            | CompleteOperation
            | ReopenOperation
            | DeleteOperation
            | RestoreOperation,
            ...,
        ],
        Meta(max_length=MAX_OPERATIONS),
    ]


class BatchResults(msgspec.Struct, frozen=True):
    """One for each operation, in order."""

    results: list[BatchResult]


@post("/v1/todos/batch", status_code=200, tags=TAGS, responses=problems(BatchRefused))
async def run_batch(request: AnyRequest, data: JSONBody[BatchBody]) -> Response[BatchResults]:
    """All of them or none of them, in the order given."""
    operations = [each.operation() for each in data.operations]
    results = await of(request, Batches).run(user_of(request), operations, origin=origin_of(request))
    return json(BatchResults(results))


ROUTES = (run_batch,)
