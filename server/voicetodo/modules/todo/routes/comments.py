"""Comments on todos."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError, PreconditionFailed
from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    Body,
    Page,
    decode_cursor,
    encode_cursor,
    etag_of,
    id_for,
    json,
    no_content,
    of,
    problems,
)
from voicetodo.modules.todo.api import Comment
from voicetodo.modules.todo.checks import MAX_COMMENT
from voicetodo.modules.todo.errors import (
    CategoryArchived,
    CommentIdTaken,
    CommentInvalid,
    CommentNotFound,
    NotAllowed,
    QueryInvalid,
    TodoNotFound,
)
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, Cursor, Limit, check_of, origin_of, user_of
from voicetodo.modules.todo.service.comments import CommentDraft, Comments

Text = Annotated[str, Meta(min_length=1, max_length=MAX_COMMENT, description="Markdown. `@Name` mentions somebody.")]
Mentions = Annotated[tuple[UUID, ...], Meta(max_length=100, description="People beside those whom the text names.")]


class CommentBody(Body):
    """A new comment. With an `id` of your own it may be sent again."""

    body: Text
    mentions: Mentions = ()
    id: UUID | None = None


class CommentPatchBody(Body):
    """What it shall say."""

    body: Text
    mentions: Mentions = ()


@get("/v1/todos/{todo_id:uuid}/comments", tags=TAGS, responses=problems(TodoNotFound, QueryInvalid))
async def list_comments(
    request: AnyRequest, todo_id: FromPath[UUID], limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[Page[Comment]]:
    """The oldest first."""
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None and not is_moment(after[0]):
        raise QueryInvalid(errors=[FieldError("cursor", "This cursor was not given by us, or not for this list.")])
    found = await of(request, Comments).list_of_todo(user_of(request), todo_id, after=after, limit=limit + 1)
    page = found[:limit]
    following = encode_cursor(page[-1].created_at, page[-1].id) if len(found) > limit else None
    return json(Page(page, following), request=request, cacheable=True)


@post(
    "/v1/todos/{todo_id:uuid}/comments",
    tags=TAGS,
    responses=problems(TodoNotFound, NotAllowed, CommentInvalid, CommentIdTaken, CategoryArchived),
)
async def create_comment(
    request: AnyRequest, todo_id: FromPath[UUID], data: JSONBody[CommentBody]
) -> Response[Comment]:
    """Say something about a todo. Sent again with the same `id` and words, it answers the one that is there."""
    made = await of(request, Comments).create(
        user_of(request),
        todo_id,
        CommentDraft(data.body, data.mentions),
        comment_id=data.id or id_for(request),
        origin=origin_of(request),
    )
    return _answer(made, status=201)


@get("/v1/comments/{comment_id:uuid}", tags=TAGS, responses=problems(CommentNotFound))
async def get_comment(request: AnyRequest, comment_id: FromPath[UUID]) -> Response[Comment]:
    """One comment."""
    return _answer(await of(request, Comments).get(user_of(request), comment_id))


@patch(
    "/v1/comments/{comment_id:uuid}",
    tags=TAGS,
    responses=problems(CommentNotFound, NotAllowed, CommentInvalid, CategoryArchived, PreconditionFailed),
)
async def update_comment(
    request: AnyRequest, comment_id: FromPath[UUID], data: JSONBody[CommentPatchBody]
) -> Response[Comment]:
    """Say it otherwise. Only whoever wrote it may."""
    after = await of(request, Comments).update(
        user_of(request),
        comment_id,
        CommentDraft(data.body, data.mentions),
        origin=origin_of(request),
        check=check_of(request),
    )
    return _answer(after)


@delete(
    "/v1/comments/{comment_id:uuid}",
    status_code=204,
    tags=TAGS,
    responses=problems(CommentNotFound, NotAllowed, CategoryArchived, PreconditionFailed),
)
async def delete_comment(request: AnyRequest, comment_id: FromPath[UUID]) -> Response[None]:
    """Take it back, for good. Whoever wrote it may, and whoever owns the list."""
    await of(request, Comments).delete(user_of(request), comment_id, origin=origin_of(request), check=check_of(request))
    return no_content()


def _answer(comment: Comment, *, status: int = 200) -> Response[Comment]:
    headers = {"ETag": etag_of(comment.version)}
    if status == 201:
        headers["Location"] = f"/v1/comments/{comment.id}"
    return json(comment, status=status, headers=headers)


ROUTES = (list_comments, create_comment, get_comment, update_comment, delete_comment)
