"""The mutations a client may send: each a change under an id of its own, as the bodies of the other routes have it."""

import msgspec

from voicetodo.modules.todo.routes.named_mutations import (
    ArchiveCategoryMutation,
    CreateCategoryMutation,
    CreateFilterMutation,
    CreateLabelMutation,
    CreateSectionMutation,
    DeleteCategoryMutation,
    DeleteFilterMutation,
    DeleteLabelMutation,
    DeleteSectionMutation,
    MoveCategoryMutation,
    MoveFilterMutation,
    MoveSectionMutation,
    UnarchiveCategoryMutation,
    UpdateCategoryMutation,
    UpdateFilterMutation,
    UpdateLabelMutation,
    UpdateSectionMutation,
)
from voicetodo.modules.todo.routes.todo_mutations import (
    CompleteTodoMutation,
    CreateTodoMutation,
    DeleteTodoMutation,
    MoveTodoMutation,
    ReopenTodoMutation,
    RestoreTodoMutation,
    SkipOccurrenceMutation,
    UpdateTodoMutation,
)
from voicetodo.modules.todo.service.mutations import Mutation

_encoder = msgspec.json.Encoder()

MutationBody = (
    CreateTodoMutation
    | UpdateTodoMutation
    | CompleteTodoMutation
    | SkipOccurrenceMutation
    | ReopenTodoMutation
    | MoveTodoMutation
    | DeleteTodoMutation
    | RestoreTodoMutation
    | CreateCategoryMutation
    | UpdateCategoryMutation
    | ArchiveCategoryMutation
    | UnarchiveCategoryMutation
    | MoveCategoryMutation
    | DeleteCategoryMutation
    | CreateLabelMutation
    | UpdateLabelMutation
    | DeleteLabelMutation
    | CreateSectionMutation
    | UpdateSectionMutation
    | MoveSectionMutation
    | DeleteSectionMutation
    | CreateFilterMutation
    | UpdateFilterMutation
    | MoveFilterMutation
    | DeleteFilterMutation
)


def mutation(body: MutationBody) -> Mutation:
    """As the service does it. What is kept of it leaves defaults out, so that a newer server knows it again."""
    return Mutation(id=body.mutation_id, entity_id=body.id, change=body.change(), sent=_encoder.encode(body))
