"""Invitations: made and taken back by owners, accepted and declined by whom they are for."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import Meta

from voicetodo.kit.http import Body, Page, json, no_content, of, problems
from voicetodo.modules.todo.api import Category
from voicetodo.modules.todo.api.people import GivenRole, Invitation
from voicetodo.modules.todo.errors import (
    CategoryNotFound,
    InvitationInvalid,
    InvitationNotFound,
    NotAllowed,
    TooManyInvitations,
    TooManyMembers,
)
from voicetodo.modules.todo.invitation_tokens import MAX_LENGTH
from voicetodo.modules.todo.routes.answers import SHARING, TAGS, AnyRequest, category_answer, origin_of, user_of
from voicetodo.modules.todo.service.invitations import MAX_DAYS, Invitations


class InvitationBody(Body):
    """To an `address`, or without one for whoever has the token."""

    role: GivenRole
    address: Annotated[str, Meta(min_length=3, max_length=254)] | None = None
    is_reusable: Annotated[bool, Meta(description="Whether more than one person may accept it.")] = False
    expires_in_days: Annotated[int, Meta(ge=1, le=MAX_DAYS)] = 7


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
    return json(Page(await of(request, Invitations).list_of_category(user_of(request), category_id)))


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
    made = await of(request, Invitations).create(
        user_of(request),
        category_id,
        role=data.role,
        address=data.address,
        is_reusable=data.is_reusable,
        days=data.expires_in_days,
        origin=origin_of(request),
    )
    return json(made, status=201)


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
    await of(request, Invitations).revoke(user_of(request), category_id, invitation_id, origin=origin_of(request))
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
    responses=problems(InvitationNotFound, TooManyMembers),
)
async def accept_token(request: AnyRequest, data: JSONBody[TokenBody]) -> Response[Category]:
    """Become a member by a token that was handed over. Sent again, it answers the same."""
    return category_answer(
        await of(request, Invitations).accept_token(user_of(request), data.token, origin=origin_of(request))
    )


@put(
    "/v1/invitations/{invitation_id:uuid}/acceptance",
    tags=TAGS,
    opt=SHARING,
    responses=problems(InvitationNotFound, TooManyMembers),
)
async def accept_invitation(request: AnyRequest, invitation_id: FromPath[UUID]) -> Response[Category]:
    """Become a member by an invitation to your address. Sent again, it answers the same."""
    return category_answer(
        await of(request, Invitations).accept(user_of(request), invitation_id, origin=origin_of(request))
    )


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


ROUTES = (
    list_invitations_to_category,
    invite,
    revoke_invitation,
    list_invitations,
    accept_token,
    accept_invitation,
    decline_invitation,
)
