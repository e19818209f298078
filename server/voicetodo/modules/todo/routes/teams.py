"""Teams: people with whom lists are shared at once, and who they are."""

from uuid import UUID

from litestar import Response, delete, get, patch, post, put
from litestar.params import FromPath, JSONBody

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import Body, Page, etag_of, id_for, json, no_content, of, problems
from voicetodo.modules.todo.api.people import GivenTeamRole, Team, TeamMember
from voicetodo.modules.todo.errors import (
    NotAllowed,
    TeamIdTaken,
    TeamInvalid,
    TeamMemberNotFound,
    TeamNeedsOwner,
    TeamNotFound,
    TooManyTeams,
)
from voicetodo.modules.todo.routes.answers import SHARING, TAGS, AnyRequest, check_of, origin_of, user_of
from voicetodo.modules.todo.routes.bodies import Name
from voicetodo.modules.todo.service.team_members import TeamMembers
from voicetodo.modules.todo.service.teams import Teams


class TeamBody(Body):
    """A new team. With an `id` of your own it may be sent again."""

    name: Name
    id: UUID | None = None


class TeamPatchBody(Body):
    """How it shall be called."""

    name: Name


class TeamOwnerBody(Body):
    """Who shall own it."""

    user_id: UUID


class TeamRoleBody(Body):
    """What they may do from now on."""

    role: GivenTeamRole


@get("/v1/teams", tags=TAGS, responses=problems())
async def list_teams(request: AnyRequest) -> Response[Page[Team]]:
    """Those you are in, by name."""
    return json(Page(await of(request, Teams).list_all(user_of(request))))


@post("/v1/teams", tags=TAGS, opt=SHARING, responses=problems(TeamInvalid, TeamIdTaken, TooManyTeams))
async def create_team(request: AnyRequest, data: JSONBody[TeamBody]) -> Response[Team]:
    """Make a team, which you own. Sent again with the same `id` and name, it answers the one that is there."""
    made = await of(request, Teams).create(
        user_of(request), data.name, team_id=data.id or id_for(request), origin=origin_of(request)
    )
    return _answer(made, status=201)


@get("/v1/teams/{team_id:uuid}", tags=TAGS, responses=problems(TeamNotFound))
async def get_team(request: AnyRequest, team_id: FromPath[UUID]) -> Response[Team]:
    """One team."""
    return _answer(await of(request, Teams).get(user_of(request), team_id))


@patch(
    "/v1/teams/{team_id:uuid}",
    tags=TAGS,
    opt=SHARING,
    responses=problems(TeamNotFound, NotAllowed, TeamInvalid, PreconditionFailed),
)
async def rename_team(request: AnyRequest, team_id: FromPath[UUID], data: JSONBody[TeamPatchBody]) -> Response[Team]:
    """Call it otherwise. Only the owner and the admins may."""
    return _answer(
        await of(request, Teams).rename(
            user_of(request), team_id, data.name, origin=origin_of(request), check=check_of(request)
        )
    )


@delete(
    "/v1/teams/{team_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=SHARING,
    responses=problems(TeamNotFound, NotAllowed, PreconditionFailed),
)
async def delete_team(request: AnyRequest, team_id: FromPath[UUID]) -> Response[None]:
    """For good. What was shared with it is its owners' alone, but for those to whom they gave it themselves."""
    await of(request, Teams).delete(user_of(request), team_id, origin=origin_of(request), check=check_of(request))
    return no_content()


@put(
    "/v1/teams/{team_id:uuid}/owner",
    tags=TAGS,
    opt=SHARING,
    responses=problems(TeamNotFound, TeamMemberNotFound, NotAllowed),
)
async def hand_over_team(request: AnyRequest, team_id: FromPath[UUID], data: JSONBody[TeamOwnerBody]) -> Response[Team]:
    """To another member; you are an admin then. Only the owner may."""
    return _answer(
        await of(request, Teams).hand_over(user_of(request), team_id, data.user_id, origin=origin_of(request))
    )


@get("/v1/teams/{team_id:uuid}/members", tags=TAGS, responses=problems(TeamNotFound))
async def list_team_members(request: AnyRequest, team_id: FromPath[UUID]) -> Response[Page[TeamMember]]:
    """The owner, then the admins, then the others."""
    return json(Page(await of(request, TeamMembers).list_all(user_of(request), team_id)))


@patch(
    "/v1/teams/{team_id:uuid}/members/{member_id:uuid}",
    tags=TAGS,
    opt=SHARING,
    responses=problems(TeamNotFound, TeamMemberNotFound, NotAllowed, TeamNeedsOwner),
)
async def change_team_member(
    request: AnyRequest, team_id: FromPath[UUID], member_id: FromPath[UUID], data: JSONBody[TeamRoleBody]
) -> Response[TeamMember]:
    """An admin, or not any more. Only the owner may."""
    return json(
        await of(request, TeamMembers).change_role(
            user_of(request), team_id, member_id, role=data.role, origin=origin_of(request)
        )
    )


@delete(
    "/v1/teams/{team_id:uuid}/members/{member_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=SHARING,
    responses=problems(TeamNotFound, TeamMemberNotFound, NotAllowed, TeamNeedsOwner),
)
async def remove_team_member(request: AnyRequest, team_id: FromPath[UUID], member_id: FromPath[UUID]) -> Response[None]:
    """At once they see nothing any more of what is shared with the team, nor the team of what they shared with it.

    Admins may send members away, the owner also admins; with your own id you leave.
    """
    await of(request, TeamMembers).remove(user_of(request), team_id, member_id, origin=origin_of(request))
    return no_content()


def _answer(team: Team, *, status: int = 200) -> Response[Team]:
    headers = {"ETag": etag_of(team.version)}
    if status == 201:
        headers["Location"] = f"/v1/teams/{team.id}"
    return json(team, status=status, headers=headers)


ROUTES = (
    list_teams,
    create_team,
    get_team,
    rename_team,
    delete_team,
    hand_over_team,
    list_team_members,
    change_team_member,
    remove_team_member,
)
