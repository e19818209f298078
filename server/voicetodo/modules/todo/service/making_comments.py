"""Makes a client's changes of what is said about todos."""

from typing import Final

from voicetodo.modules.todo.errors import CommentNotFound, TodoNotFound
from voicetodo.modules.todo.service import access
from voicetodo.modules.todo.service.comments import Comments
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.mutations import CreateComment, DeleteComment, UpdateComment

_LIES_IN_TRASH: Final = "The task is in the trash. Restore it first."


async def do_comment(desk: Desk, ledger: Ledger, change: CreateComment | UpdateComment | DeleteComment) -> None:
    service, user_id, origin = Comments(desk), ledger.user_id, ledger.origin
    match change:
        case CreateComment(id=comment_id, todo_id=todo_id, draft=draft):
            try:
                await service.create(user_id, todo_id, draft, comment_id=comment_id, origin=origin)
            except TodoNotFound as error:
                await access.to_todo(ledger.tx, user_id, todo_id)
                raise TodoNotFound(_LIES_IN_TRASH) from error
        case UpdateComment(id=comment_id, draft=draft):
            await service.update(user_id, comment_id, draft, origin=origin)
        case DeleteComment(id=comment_id):
            try:
                await service.delete(user_id, comment_id, origin=origin)
            except CommentNotFound:
                return
