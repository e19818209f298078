"""Categories once more, and taking back what was made as one."""

from uuid import UUID

import msgspec
from litestar import Response, post, put
from litestar.params import FromPath, JSONBody

from voicetodo.kit.http import Body, etag_of, id_for, json, of, problems
from voicetodo.modules.todo.api import Category, ChangeResult
from voicetodo.modules.todo.errors import (
    CategoryIdTaken,
    CategoryInvalid,
    CategoryNameTaken,
    CategoryNotFound,
    CategoryTooLarge,
    ChangeSetNotFound,
    TooManyCategories,
)
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, origin_of, user_of
from voicetodo.modules.todo.routes.bodies import Name
from voicetodo.modules.todo.service.change_sets import ChangeSets
from voicetodo.modules.todo.service.duplicates import Duplicates


class DuplicateBody(Body):
    """How the copy shall be called, and whether done todos are copied, as done ones."""

    id: UUID | None = None
    name: Name | None = None
    with_completed: bool = False


class Duplicate(Category, frozen=True, kw_only=True):
    """The new category. All that was made with it is one change set, which can be reverted."""

    change_set_id: UUID


class Reversion(msgspec.Struct, frozen=True):
    """How many things are as they were before, and those that were left as they are, each with the reason."""

    reverted: int
    kept: list[ChangeResult]


@post(
    "/v1/categories/{category_id:uuid}/duplicates",
    tags=TAGS,
    responses=problems(
        CategoryNotFound, CategoryInvalid, CategoryNameTaken, CategoryIdTaken, CategoryTooLarge, TooManyCategories
    ),
)
async def duplicate_category(
    request: AnyRequest, category_id: FromPath[UUID], data: JSONBody[DuplicateBody]
) -> Response[Duplicate]:
    """The same once more: sections, todos, subtasks, with all dates. Sent again with the same `id`, it is made once."""
    copy = await of(request, Duplicates).create(
        user_of(request),
        category_id,
        copy_id=data.id or id_for(request),
        name=data.name,
        with_completed=data.with_completed,
        origin=origin_of(request),
    )
    answer = Duplicate(**msgspec.structs.asdict(copy), change_set_id=copy.id)
    headers = {"ETag": etag_of(copy.version), "Location": f"/v1/categories/{copy.id}"}
    return json(answer, status=201, headers=headers)


@put("/v1/change-sets/{change_set_id:uuid}/reversion", tags=TAGS, responses=problems(ChangeSetNotFound))
async def revert_change_set(request: AnyRequest, change_set_id: FromPath[UUID]) -> Response[Reversion]:
    """Everything back to what it was, but what somebody changed since. Sent again, it answers the same."""
    results = await of(request, ChangeSets).revert(user_of(request), change_set_id)
    kept = [each for each in results if each.status == "kept"]
    return json(Reversion(len(results) - len(kept), kept))


ROUTES = (duplicate_category, revert_change_set)
