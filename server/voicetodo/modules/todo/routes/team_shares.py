"""Categories that are shared with whole teams."""

from uuid import UUID

from litestar import Response, delete, get, put
from litestar.params import FromPath, JSONBody

from voicetodo.kit.http import Page, json, no_content, of, problems
from voicetodo.modules.todo.api.people import TeamShare
from voicetodo.modules.todo.errors import (
    CategoryNotFound,
    NotAllowed,
    TeamNotFound,
    TooManyMembers,
    TooManyTeamShares,
)
from voicetodo.modules.todo.routes.answers import SHARING, TAGS, AnyRequest, origin_of, user_of
from voicetodo.modules.todo.routes.members import RoleBody
from voicetodo.modules.todo.service.team_shares import TeamShares


@get("/v1/categories/{category_id:uuid}/teams", tags=TAGS, responses=problems(CategoryNotFound))
async def list_teams_of_category(request: AnyRequest, category_id: FromPath[UUID]) -> Response[Page[TeamShare]]:
    """Those it is shared with, by name."""
    return json(Page(await of(request, TeamShares).list_of_category(user_of(request), category_id)))


@get("/v1/teams/{team_id:uuid}/categories", tags=TAGS, responses=problems(TeamNotFound))
async def list_categories_of_team(request: AnyRequest, team_id: FromPath[UUID]) -> Response[Page[TeamShare]]:
    """What is shared with it, by name."""
    return json(Page(await of(request, TeamShares).list_of_team(user_of(request), team_id)))


@put(
    "/v1/categories/{category_id:uuid}/teams/{team_id:uuid}",
    tags=TAGS,
    opt=SHARING,
    responses=problems(CategoryNotFound, TeamNotFound, NotAllowed, TooManyTeamShares, TooManyMembers),
)
async def share_with_team(
    request: AnyRequest, category_id: FromPath[UUID], team_id: FromPath[UUID], data: JSONBody[RoleBody]
) -> Response[TeamShare]:
    """All who are in it, now or later, may do this at least. Only the owner of the category may, with their teams."""
    return json(
        await of(request, TeamShares).share(
            user_of(request), category_id, team_id, role=data.role, origin=origin_of(request)
        )
    )


@delete(
    "/v1/categories/{category_id:uuid}/teams/{team_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=SHARING,
    responses=problems(CategoryNotFound, TeamNotFound, NotAllowed),
)
async def unshare_with_team(
    request: AnyRequest, category_id: FromPath[UUID], team_id: FromPath[UUID]
) -> Response[None]:
    """At once its members see nothing of it any more, but those who may by themselves or in another team."""
    await of(request, TeamShares).unshare(user_of(request), category_id, team_id, origin=origin_of(request))
    return no_content()


ROUTES = (list_teams_of_category, list_categories_of_team, share_with_team, unshare_with_team)
