"""Mutations of comments, as a client sends them."""

from uuid import UUID

from voicetodo.kit.http import Body
from voicetodo.modules.todo.routes.comments import CommentBody, CommentPatchBody
from voicetodo.modules.todo.service import mutations as service
from voicetodo.modules.todo.service.comments import CommentDraft


class CreateCommentMutation(CommentBody, tag_field="kind", tag="create_comment", kw_only=True, omit_defaults=True):
    """Mentions of people who do not see the todo any more are left out."""

    mutation_id: UUID
    id: UUID  # pyright: ignore[reportGeneralTypeIssues, reportIncompatibleVariableOverride] - known to who made it offline
    todo_id: UUID

    def change(self) -> service.CreateComment:
        draft = CommentDraft(self.body, self.mentions)
        return service.CreateComment(id=self.id, todo_id=self.todo_id, draft=draft)


class UpdateCommentMutation(CommentPatchBody, tag_field="kind", tag="update_comment", kw_only=True, omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> service.UpdateComment:
        return service.UpdateComment(id=self.id, draft=CommentDraft(self.body, self.mentions))


class DeleteCommentMutation(Body, tag_field="kind", tag="delete_comment", omit_defaults=True):
    mutation_id: UUID
    id: UUID

    def change(self) -> service.DeleteComment:
        return service.DeleteComment(id=self.id)
