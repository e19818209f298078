"""Categories."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, Meta, UnsetType

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import Body, Page, id_for, no_content, of, problems
from voicetodo.kit.plans import PlanLimit
from voicetodo.modules.todo.api import Category
from voicetodo.modules.todo.errors import (
    CategoryArchived,
    CategoryIdTaken,
    CategoryInvalid,
    CategoryNameTaken,
    CategoryNotFound,
    NotAllowed,
    TooManyCategories,
)
from voicetodo.modules.todo.naming import MAX_DESCRIPTION
from voicetodo.modules.todo.routes.answers import (
    TAGS,
    AnyRequest,
    category_answer,
    check_of,
    origin_of,
    user_of,
    values_answer,
)
from voicetodo.modules.todo.routes.bodies import Color, Name, PlaceBody, given
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft, CategoryPatch, Shelf

Description = Annotated[str, Meta(max_length=MAX_DESCRIPTION)]


class CategoryBody(Body):
    """A new category. With an `id` of your own it may be sent again."""

    name: Name
    id: UUID | None = None
    description: Description = ""
    color: Color | None = None
    parent_id: UUID | None = None
    is_favorite: bool = False


class CategoryPatchBody(Body):
    """The fields to set."""

    name: Name | UnsetType = UNSET
    description: Description | UnsetType = UNSET
    color: Color | UnsetType | None = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    is_favorite: bool | UnsetType = UNSET


@get("/v1/categories", tags=TAGS, responses=problems())
async def list_categories(
    request: AnyRequest,
    status: Annotated[
        Shelf, QueryParameter(description="Those in the archive only when they are asked for.")
    ] = "active",
) -> Response[Page[Category]]:
    """In the order made by hand, which is one for all levels."""
    return values_answer(request, await of(request, Categories).list_shelf(user_of(request), status))


@post(
    "/v1/categories",
    tags=TAGS,
    responses=problems(CategoryInvalid, CategoryNameTaken, CategoryIdTaken, TooManyCategories, PlanLimit),
)
async def create_category(request: AnyRequest, data: JSONBody[CategoryBody]) -> Response[Category]:
    """Make a category. Sent again with the same `id` and content, it answers the one that is there."""
    draft = CategoryDraft(**given(data, leaving_out=frozenset({"id"})))
    category, _ = await of(request, Categories).create(
        user_of(request), draft, category_id=data.id or id_for(request), origin=origin_of(request)
    )
    return category_answer(category, status=201, location=True)


@get("/v1/categories/{category_id:uuid}", tags=TAGS, responses=problems(CategoryNotFound))
async def get_category(request: AnyRequest, category_id: FromPath[UUID]) -> Response[Category]:
    """One category."""
    return category_answer(await of(request, Categories).get(user_of(request), category_id))


@patch(
    "/v1/categories/{category_id:uuid}",
    tags=TAGS,
    responses=problems(
        CategoryNotFound, NotAllowed, CategoryInvalid, CategoryNameTaken, CategoryArchived, PreconditionFailed
    ),
)
async def update_category(
    request: AnyRequest, category_id: FromPath[UUID], data: JSONBody[CategoryPatchBody]
) -> Response[Category]:
    """Set some fields. Another parent takes all below it along."""
    user_id = user_of(request)
    category = await of(request, Categories).update(
        user_id,
        category_id,
        CategoryPatch(**given(data)),
        origin=origin_of(request),
        check=check_of(request),
    )
    return category_answer(category)


@delete(
    "/v1/categories/{category_id:uuid}",
    status_code=204,
    tags=TAGS,
    responses=problems(CategoryNotFound, NotAllowed, PreconditionFailed),
)
async def delete_category(
    request: AnyRequest,
    category_id: FromPath[UUID],
    todos: Annotated[Literal["inbox", "trash"], QueryParameter(description="Where its todos go.")] = "inbox",
) -> Response[None]:
    """Its todos move to the inbox, or to the trash; the categories below it move up."""
    user_id = user_of(request)
    await of(request, Categories).delete(
        user_id, category_id, todos_to=todos, origin=origin_of(request), check=check_of(request)
    )
    return no_content()


@put(
    "/v1/categories/{category_id:uuid}/position",
    tags=TAGS,
    responses=problems(CategoryNotFound, CategoryInvalid, CategoryArchived, PreconditionFailed),
)
async def move_category(
    request: AnyRequest, category_id: FromPath[UUID], data: JSONBody[PlaceBody]
) -> Response[Category]:
    """Put it elsewhere among those below the same category, or at the top."""
    user_id = user_of(request)
    category = await of(request, Categories).move(
        user_id, category_id, after_id=data.after_id, origin=origin_of(request), check=check_of(request)
    )
    return category_answer(category)


@put(
    "/v1/categories/{category_id:uuid}/archive",
    tags=TAGS,
    responses=problems(CategoryNotFound, NotAllowed, PreconditionFailed),
)
async def archive_category(request: AnyRequest, category_id: FromPath[UUID]) -> Response[Category]:
    """Out of the way with all below it, but nothing is deleted: what is in it is found only when asked for."""
    user_id = user_of(request)
    return category_answer(
        await of(request, Categories).archive(user_id, category_id, origin=origin_of(request), check=check_of(request))
    )


@delete(
    "/v1/categories/{category_id:uuid}/archive",
    status_code=200,
    tags=TAGS,
    responses=problems(CategoryNotFound, NotAllowed, CategoryNameTaken, PreconditionFailed),
)
async def unarchive_category(request: AnyRequest, category_id: FromPath[UUID]) -> Response[Category]:
    """Back, with those that were archived together with it. 409 where another has its name by now."""
    user_id = user_of(request)
    return category_answer(
        await of(request, Categories).unarchive(
            user_id, category_id, origin=origin_of(request), check=check_of(request)
        )
    )


ROUTES = (
    list_categories,
    create_category,
    get_category,
    update_category,
    delete_category,
    move_category,
    archive_category,
    unarchive_category,
)
