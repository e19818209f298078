"""Who may see a category."""

from uuid import UUID

from litestar import Response, delete, get, patch
from litestar.params import FromPath, JSONBody

from voicetodo.kit.http import Body, Page, json, no_content, of, problems
from voicetodo.modules.todo.api.people import GivenRole, Member
from voicetodo.modules.todo.errors import CategoryNotFound, MemberNotFound, MemberOfTeam, NotAllowed
from voicetodo.modules.todo.routes.answers import SHARING, TAGS, AnyRequest, origin_of, user_of
from voicetodo.modules.todo.service.members import Members


class RoleBody(Body):
    """What they may do from now on."""

    role: GivenRole


@get("/v1/categories/{category_id:uuid}/members", tags=TAGS, responses=problems(CategoryNotFound))
async def list_members(request: AnyRequest, category_id: FromPath[UUID]) -> Response[Page[Member]]:
    """The owner, then whoever the category is shared with, those who joined first before the others."""
    return json(Page(await of(request, Members).list_all(user_of(request), category_id)))


@patch(
    "/v1/categories/{category_id:uuid}/members/{member_id:uuid}",
    tags=TAGS,
    opt=SHARING,
    responses=problems(CategoryNotFound, MemberNotFound, NotAllowed),
)
async def change_member(
    request: AnyRequest, category_id: FromPath[UUID], member_id: FromPath[UUID], data: JSONBody[RoleBody]
) -> Response[Member]:
    """Another role. Only the owner may."""
    member = await of(request, Members).change_role(
        user_of(request), category_id, member_id, role=data.role, origin=origin_of(request)
    )
    return json(member)


@delete(
    "/v1/categories/{category_id:uuid}/members/{member_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=SHARING,
    responses=problems(CategoryNotFound, MemberNotFound, NotAllowed, MemberOfTeam),
)
async def remove_member(request: AnyRequest, category_id: FromPath[UUID], member_id: FromPath[UUID]) -> Response[None]:
    """At once they see nothing of it any more, unless in a team. The owner may send anybody away; with your own id you
    leave.
    """
    await of(request, Members).remove(user_of(request), category_id, member_id, origin=origin_of(request))
    return no_content()


ROUTES = (list_members, change_member, remove_member)
