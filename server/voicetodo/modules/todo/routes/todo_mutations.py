"""Mutations of todos, as a client sends them."""

from datetime import datetime
from typing import Annotated, overload
from uuid import UUID

from msgspec import Meta
from msgspec.structs import replace

from voicetodo.kit.http import Body
from voicetodo.modules.todo.api import CreateTodo, DeleteTodo, OfSubtasks, RestoreTodo, UpdateTodo
from voicetodo.modules.todo.occurrence import PATTERN, Occurrence
from voicetodo.modules.todo.routes.answers import occurrence_named
from voicetodo.modules.todo.routes.bodies import LabelIds, TodoBody, TodoPatch, given
from voicetodo.modules.todo.service import mutations as service

Aware = Annotated[datetime, Meta(tz=True)]
OccurrenceText = Annotated[
    str,
    Meta(
        pattern=PATTERN,
        description="The due date, where the todo recurs: a day (2026-01-07), with its time (2026-01-07T09:00) where"
        " there are several on a day. So two devices that mean the same one do it once.",
    ),
]

#: What of a mutation is no field of what it is about.
_OWN = frozenset({"id", "mutation_id", "add_label_ids", "remove_label_ids"})


class CreateTodoMutation(TodoBody, tag_field="kind", tag="create_todo", kw_only=True, omit_defaults=True):
    """A category or parent that is gone, and labels that are, are left out: no todo is lost by them."""

    mutation_id: UUID
    id: UUID  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride] - known to who made it offline

    def change(self) -> CreateTodo:
        return replace(self.draft(), id=self.id)


class UpdateTodoMutation(TodoPatch, tag_field="kind", tag="update_todo", kw_only=True, omit_defaults=True):
    """Sets the fields that are given, in the trash as well."""

    mutation_id: UUID
    id: UUID
    add_label_ids: Annotated[LabelIds, Meta(description="Beside what others put on it meanwhile.")] = ()
    remove_label_ids: LabelIds = ()

    def change(self) -> service.EditTodo:
        return service.EditTodo(
            id=self.id,
            patch=UpdateTodo(id=self.id, **given(self, leaving_out=_OWN)),
            add_label_ids=self.add_label_ids,
            remove_label_ids=self.remove_label_ids,
        )


class CompleteTodoMutation(Body, tag_field="kind", tag="complete_todo", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    occurrence: OccurrenceText | None = None
    subtasks: Annotated[
        OfSubtasks | None,
        Meta(description="What becomes of open ones; otherwise as you prefer. Who prefers to be asked is refused."),
    ] = None
    completed_at: Annotated[Aware | None, Meta(description="When it was done, where that was before it is told.")] = (
        None
    )

    def change(self) -> service.CompleteOccurrence:
        return service.CompleteOccurrence(
            id=self.id, occurrence=_named(self.occurrence), subtasks=self.subtasks, completed_at=self.completed_at
        )


class SkipOccurrenceMutation(Body, tag_field="kind", tag="skip_occurrence", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    occurrence: OccurrenceText

    def change(self) -> service.SkipOccurrence:
        return service.SkipOccurrence(id=self.id, occurrence=_named(self.occurrence))


class ReopenTodoMutation(Body, tag_field="kind", tag="reopen_todo", omit_defaults=True):
    mutation_id: UUID
    id: UUID
    occurrence: OccurrenceText | None = None

    def change(self) -> service.ReopenOccurrence:
        return service.ReopenOccurrence(id=self.id, occurrence=_named(self.occurrence))


class MoveTodoMutation(Body, tag_field="kind", tag="move_todo", omit_defaults=True):
    """Between these two, or beside the one that is still there; first of all where neither is given."""

    mutation_id: UUID
    id: UUID
    after_id: UUID | None = None
    before_id: UUID | None = None

    def change(self) -> service.MoveTodo:
        return service.MoveTodo(id=self.id, after_id=self.after_id, before_id=self.before_id)


class DeleteTodoMutation(Body, tag_field="kind", tag="delete_todo", omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> DeleteTodo:
        return DeleteTodo(id=self.id)


class RestoreTodoMutation(Body, tag_field="kind", tag="restore_todo", omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> RestoreTodo:
        return RestoreTodo(id=self.id)


@overload
def _named(text: str) -> Occurrence: ...


@overload
def _named(text: str | None) -> Occurrence | None: ...


def _named(text: str | None) -> Occurrence | None:
    """A repeat is known by the mutation's id, so that a day alone may stand for any of its moments."""
    return None if text is None else replace(occurrence_named(text), is_repeatable=False)
