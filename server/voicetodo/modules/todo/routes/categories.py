"""Categories."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import Page, id_for, no_content, of, problems
from voicetodo.modules.todo.api import Category
from voicetodo.modules.todo.errors import CategoryIdTaken, CategoryInvalid, CategoryNameTaken, CategoryNotFound
from voicetodo.modules.todo.routes.answers import (
    TAGS,
    AnyRequest,
    category_answer,
    check_of,
    origin_of,
    user_of,
    values_answer,
)
from voicetodo.modules.todo.routes.bodies import NamedBody, NamedPatchBody, PlaceBody, given
from voicetodo.modules.todo.service.categories import Categories
from voicetodo.modules.todo.service.named import NamedPatch


@get("/v1/categories", tags=TAGS, responses=problems())
async def list_categories(request: AnyRequest) -> Response[Page[Category]]:
    """All of them, in the order made by hand."""
    return values_answer(request, await of(request, Categories).list_all(user_of(request)))


@post("/v1/categories", tags=TAGS, responses=problems(CategoryInvalid, CategoryNameTaken, CategoryIdTaken))
async def create_category(request: AnyRequest, data: JSONBody[NamedBody]) -> Response[Category]:
    """Make a category. Sent again with the same `id` and content, it answers the one that is there."""
    category, _ = await of(request, Categories).create(
        user_of(request),
        category_id=data.id or id_for(request),
        name=data.name,
        color=data.color,
        origin=origin_of(request),
    )
    return category_answer(category, status=201, location=True)


@get("/v1/categories/{category_id:uuid}", tags=TAGS, responses=problems(CategoryNotFound))
async def get_category(request: AnyRequest, category_id: FromPath[UUID]) -> Response[Category]:
    """One category."""
    return category_answer(await of(request, Categories).get(user_of(request), category_id))


@patch(
    "/v1/categories/{category_id:uuid}",
    tags=TAGS,
    responses=problems(CategoryNotFound, CategoryInvalid, CategoryNameTaken, PreconditionFailed),
)
async def update_category(
    request: AnyRequest, category_id: FromPath[UUID], data: JSONBody[NamedPatchBody]
) -> Response[Category]:
    """Another name or colour."""
    user_id = user_of(request)
    category = await of(request, Categories).update(
        user_id,
        category_id,
        NamedPatch(**given(data)),
        origin=origin_of(request),
        check=check_of(request),
    )
    return category_answer(category)


@delete(
    "/v1/categories/{category_id:uuid}",
    status_code=204,
    tags=TAGS,
    responses=problems(CategoryNotFound, PreconditionFailed),
)
async def delete_category(
    request: AnyRequest,
    category_id: FromPath[UUID],
    todos: Annotated[Literal["inbox", "trash"], QueryParameter(description="Where its todos go.")] = "inbox",
) -> Response[None]:
    """Its todos move to the inbox, or to the trash."""
    user_id = user_of(request)
    await of(request, Categories).delete(
        user_id, category_id, todos_to=todos, origin=origin_of(request), check=check_of(request)
    )
    return no_content()


@put(
    "/v1/categories/{category_id:uuid}/position",
    tags=TAGS,
    responses=problems(CategoryNotFound, CategoryInvalid, PreconditionFailed),
)
async def move_category(
    request: AnyRequest, category_id: FromPath[UUID], data: JSONBody[PlaceBody]
) -> Response[Category]:
    """Put it elsewhere among the categories."""
    user_id = user_of(request)
    category = await of(request, Categories).move(
        user_id, category_id, after_id=data.after_id, origin=origin_of(request), check=check_of(request)
    )
    return category_answer(category)


ROUTES = (list_categories, create_category, get_category, update_category, delete_category, move_category)
