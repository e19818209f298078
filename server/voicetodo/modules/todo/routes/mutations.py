"""The mutations a client may send: each a change under an id of its own, as the bodies of the other routes have it."""

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.errors import DomainError, Invalid, Malformed
from voicetodo.kit.http import misread
from voicetodo.modules.todo.routes.comment_mutations import (
    CreateCommentMutation,
    DeleteCommentMutation,
    UpdateCommentMutation,
)
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
from voicetodo.modules.todo.service.mutations import Mutation, Unread

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
    | CreateCommentMutation
    | UpdateCommentMutation
    | DeleteCommentMutation
)


class _Envelope(msgspec.Struct):
    """What must be readable for a mutation to be answered at all."""

    mutation_id: UUID
    id: UUID


_envelopes: Final = msgspec.json.Decoder(_Envelope)
_bodies: Final = msgspec.json.Decoder(MutationBody, strict=False)
_encoder: Final = msgspec.json.Encoder()


def read_mutation(sent: bytes, *, place: str) -> Mutation:
    """As the service does it. What is kept of it leaves defaults out, so that a newer server knows it again.

    Whatever else is wrong with it is its own matter. Raises Invalid where it does not bear its ids, and Malformed
    where it is no JSON.
    """
    try:
        envelope = _envelopes.decode(sent)
    except msgspec.ValidationError as error:
        raise Invalid(errors=misread(error, within=place)) from error
    try:
        body = _bodies.decode(sent)
        return Mutation(id=body.mutation_id, entity_id=body.id, change=body.change(), sent=_encoder.encode(body))
    except msgspec.ValidationError as error:
        unread = Unread(misread(error))
    except msgspec.DecodeError as error:
        raise Malformed from error
    except DomainError as error:
        unread = Unread(error.errors)
    return Mutation(id=envelope.mutation_id, entity_id=envelope.id, change=unread, sent=_as_sent(sent))


def _as_sent(sent: bytes) -> bytes:
    """The same value, written in one way."""
    try:
        return _encoder.encode(msgspec.json.decode(sent))
    except msgspec.DecodeError as error:
        raise Malformed from error
