"""Invitations to categories and teams: made and taken back, accepted and declined by whom they are for."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from voicetodo.kit.http import Body, Page, etag_of, json, no_content, of, problems
from voicetodo.kit.plans import PlanLimit
from voicetodo.modules.todo.api import Category
from voicetodo.modules.todo.api.people import GivenRole, GivenTeamRole, Invitation, Team
from voicetodo.modules.todo.errors import (
    CategoryNotFound,
    InvitationInvalid,
    InvitationNotFound,
    ListFull,
    NotAllowed,
    TeamNotFound,
    TooManyInvitations,
    TooManyMembers,
    TooManyTeamMembers,
    TooManyTeams,
)
from voicetodo.modules.todo.invitation_tokens import MAX_LENGTH
from voicetodo.modules.todo.routes.answers import SHARING, TAGS, AnyRequest, origin_of, user_of
from voicetodo.modules.todo.service.admitting import ToCategory, ToTeam
from voicetodo.modules.todo.service.invitations import MAX_DAYS, InvitationDraft, Invitations


class _InvitationBody(Body, kw_only=True):
    address: Annotated[str, Meta(min_length=3, max_length=254)] | None = None
    is_reusable: Annotated[bool, Meta(description="Whether more than one person may accept it.")] = False
    expires_in_days: Annotated[int, Meta(ge=1, le=MAX_DAYS)] = 7


class InvitationBody(_InvitationBody, kw_only=True):
    """To an `address`, or without one for whoever has the token."""

    role: GivenRole


class TeamInvitationBody(_InvitationBody, kw_only=True):
    """To an `address`, or without one for whoever has the token."""

    role: GivenTeamRole = "member"


class TokenBody(Body):
    """As it was handed over."""

    token: Annotated[str, Meta(min_length=1, max_length=MAX_LENGTH)]


@get(
    "/v1/categories/{category_id:uuid}/invitations",
    tags=TAGS,
    opt=SHARING,
    responses=problems(CategoryNotFound, NotAllowed),
)
async def list_invitations_to_category(request: AnyRequest, category_id: FromPath[UUID]) -> Response[Page[Invitation]]:
    """Those that can still be accepted, the newest first. Only the owner may see them."""
    return json(Page(await of(request, Invitations).list_open(user_of(request), ToCategory(category_id))))


@post(
    "/v1/categories/{category_id:uuid}/invitations",
    tags=TAGS,
    opt=SHARING,
    responses=problems(CategoryNotFound, NotAllowed, InvitationInvalid, TooManyInvitations),
)
async def invite(
    request: AnyRequest, category_id: FromPath[UUID], data: JSONBody[InvitationBody]
) -> Response[Invitation]:
    """Its `token` is told this once, to be handed over. The answer is the same whether the address has an account."""
    return await _invited(request, ToCategory(category_id), data)


@delete(
    "/v1/categories/{category_id:uuid}/invitations/{invitation_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=SHARING,
    responses=problems(CategoryNotFound, NotAllowed, InvitationNotFound),
)
async def revoke_invitation(
    request: AnyRequest, category_id: FromPath[UUID], invitation_id: FromPath[UUID]
) -> Response[None]:
    """Nobody can accept it any more; who did stays a member."""
    to = ToCategory(category_id)
    await of(request, Invitations).revoke(user_of(request), to, invitation_id, origin=origin_of(request))
    return no_content()


@get("/v1/teams/{team_id:uuid}/invitations", tags=TAGS, opt=SHARING, responses=problems(TeamNotFound, NotAllowed))
async def list_invitations_to_team(request: AnyRequest, team_id: FromPath[UUID]) -> Response[Page[Invitation]]:
    """Those that can still be accepted, the newest first. Only the owner and the admins may see them."""
    return json(Page(await of(request, Invitations).list_open(user_of(request), ToTeam(team_id))))


@post(
    "/v1/teams/{team_id:uuid}/invitations",
    tags=TAGS,
    opt=SHARING,
    responses=problems(TeamNotFound, NotAllowed, InvitationInvalid, TooManyInvitations),
)
async def invite_to_team(
    request: AnyRequest, team_id: FromPath[UUID], data: JSONBody[TeamInvitationBody]
) -> Response[Invitation]:
    """Its `token` is told this once, to be handed over. Only the owner invites admins."""
    return await _invited(request, ToTeam(team_id), data)


@delete(
    "/v1/teams/{team_id:uuid}/invitations/{invitation_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=SHARING,
    responses=problems(TeamNotFound, NotAllowed, InvitationNotFound),
)
async def revoke_invitation_to_team(
    request: AnyRequest, team_id: FromPath[UUID], invitation_id: FromPath[UUID]
) -> Response[None]:
    """Nobody can accept it any more; who did stays a member."""
    await of(request, Invitations).revoke(user_of(request), ToTeam(team_id), invitation_id, origin=origin_of(request))
    return no_content()


@get("/v1/invitations", tags=TAGS, opt=SHARING, responses=problems())
async def list_invitations(request: AnyRequest) -> Response[Page[Invitation]]:
    """Those that wait for the address of your account, the newest first."""
    return json(Page(await of(request, Invitations).list_mine(user_of(request))))


@post(
    "/v1/invitations/acceptance",
    status_code=200,
    tags=TAGS,
    opt=SHARING,
    responses=problems(InvitationNotFound, TooManyMembers, TooManyTeamMembers, TooManyTeams, PlanLimit, ListFull),
)
async def accept_token(request: AnyRequest, data: JSONBody[TokenBody]) -> Response[Category | Team]:
    """Become a member by a token that was handed over. Sent again, it answers the same: what it is to you."""
    return _entered(
        await of(request, Invitations).accept_token(user_of(request), data.token, origin=origin_of(request))
    )


@put(
    "/v1/invitations/{invitation_id:uuid}/acceptance",
    tags=TAGS,
    opt=SHARING,
    responses=problems(InvitationNotFound, TooManyMembers, TooManyTeamMembers, TooManyTeams, PlanLimit, ListFull),
)
async def accept_invitation(request: AnyRequest, invitation_id: FromPath[UUID]) -> Response[Category | Team]:
    """Become a member by an invitation to your address. Sent again, it answers the same: what it is to you."""
    return _entered(await of(request, Invitations).accept(user_of(request), invitation_id, origin=origin_of(request)))


@delete(
    "/v1/invitations/{invitation_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=SHARING,
    responses=problems(InvitationNotFound),
)
async def decline_invitation(request: AnyRequest, invitation_id: FromPath[UUID]) -> Response[None]:
    """It is gone, and nobody is told."""
    await of(request, Invitations).decline(user_of(request), invitation_id)
    return no_content()


async def _invited(
    request: AnyRequest, to: ToCategory | ToTeam, data: InvitationBody | TeamInvitationBody
) -> Response[Invitation]:
    draft = InvitationDraft(
        role=data.role, address=data.address, is_reusable=data.is_reusable, days=data.expires_in_days
    )
    made = await of(request, Invitations).create(user_of(request), to, draft, origin=origin_of(request))
    return json(made, status=201)


def _entered(seen: Category | Team) -> Response[Category | Team]:
    return json(seen, headers={"ETag": etag_of(seen.version)})


ROUTES = (
    list_invitations_to_category,
    invite,
    revoke_invitation,
    list_invitations_to_team,
    invite_to_team,
    revoke_invitation_to_team,
    list_invitations,
    accept_token,
    accept_invitation,
    decline_invitation,
)
