"""Sections."""

from typing import Annotated, Literal
from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET, UnsetType

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import Body, Page, etag_of, id_for, json, no_content, of, problems
from voicetodo.modules.todo.api import Section
from voicetodo.modules.todo.errors import (
    CategoryArchived,
    NotAllowed,
    SectionIdTaken,
    SectionInvalid,
    SectionNameTaken,
    SectionNotFound,
    TooManySections,
)
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, check_of, origin_of, user_of, values_answer
from voicetodo.modules.todo.routes.bodies import Name, PlaceBody, given
from voicetodo.modules.todo.service.named import NamedPatch
from voicetodo.modules.todo.service.sections import Sections


class SectionBody(Body):
    """A new section. With an `id` of your own it may be sent again."""

    category_id: UUID
    name: Name
    id: UUID | None = None


class SectionPatchBody(Body):
    """The fields to set."""

    name: Name | UnsetType = UNSET


@get("/v1/sections", tags=TAGS, responses=problems())
async def list_sections(
    request: AnyRequest,
    category_id: Annotated[UUID | None, QueryParameter(description="Only those of this category.")] = None,
) -> Response[Page[Section]]:
    """In the order made by hand."""
    sections, user_id = of(request, Sections), user_of(request)
    found = await (sections.list_all(user_id) if category_id is None else sections.list_of(user_id, category_id))
    return values_answer(request, found)


@post(
    "/v1/sections",
    tags=TAGS,
    responses=problems(SectionInvalid, NotAllowed, SectionNameTaken, SectionIdTaken, CategoryArchived, TooManySections),
)
async def create_section(request: AnyRequest, data: JSONBody[SectionBody]) -> Response[Section]:
    """Make a section at the end. Sent again with the same `id` and content, it answers the one that is there."""
    section, _ = await of(request, Sections).create(
        user_of(request),
        section_id=data.id or id_for(request),
        category_id=data.category_id,
        name=data.name,
        origin=origin_of(request),
    )
    return _section_answer(section, status=201)


@get("/v1/sections/{section_id:uuid}", tags=TAGS, responses=problems(SectionNotFound))
async def get_section(request: AnyRequest, section_id: FromPath[UUID]) -> Response[Section]:
    """One section."""
    return _section_answer(await of(request, Sections).get(user_of(request), section_id))


@patch(
    "/v1/sections/{section_id:uuid}",
    tags=TAGS,
    responses=problems(
        SectionNotFound, NotAllowed, SectionInvalid, SectionNameTaken, CategoryArchived, PreconditionFailed
    ),
)
async def update_section(
    request: AnyRequest, section_id: FromPath[UUID], data: JSONBody[SectionPatchBody]
) -> Response[Section]:
    """Another name."""
    user_id = user_of(request)
    return _section_answer(
        await of(request, Sections).update(
            user_id, section_id, NamedPatch(**given(data)), origin=origin_of(request), check=check_of(request)
        )
    )


@delete(
    "/v1/sections/{section_id:uuid}",
    status_code=204,
    tags=TAGS,
    responses=problems(SectionNotFound, NotAllowed, PreconditionFailed),
)
async def delete_section(
    request: AnyRequest,
    section_id: FromPath[UUID],
    todos: Annotated[Literal["category", "trash"], QueryParameter(description="Where its todos go.")] = "category",
) -> Response[None]:
    """Its todos stay in the category, in no section, or go to the trash."""
    user_id = user_of(request)
    await of(request, Sections).delete(
        user_id, section_id, todos_to=todos, origin=origin_of(request), check=check_of(request)
    )
    return no_content()


@put(
    "/v1/sections/{section_id:uuid}/position",
    tags=TAGS,
    responses=problems(SectionNotFound, NotAllowed, SectionInvalid, CategoryArchived, PreconditionFailed),
)
async def move_section(request: AnyRequest, section_id: FromPath[UUID], data: JSONBody[PlaceBody]) -> Response[Section]:
    """Put it elsewhere among the sections of its category."""
    user_id = user_of(request)
    return _section_answer(
        await of(request, Sections).move(
            user_id, section_id, after_id=data.after_id, origin=origin_of(request), check=check_of(request)
        )
    )


def _section_answer(section: Section, *, status: int = 200) -> Response[Section]:
    headers = {"ETag": etag_of(section.version)}
    if status == 201:
        headers["Location"] = f"/v1/sections/{section.id}"
    return json(section, status=status, headers=headers)


ROUTES = (list_sections, create_section, get_section, update_section, delete_section, move_section)
