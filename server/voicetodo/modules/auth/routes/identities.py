"""`/v1/me/identities`: accounts elsewhere that I sign in with."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.params import FromPath, JSONBody

from voicetodo.kit.http import Page, caller, json, no_content, of, problems
from voicetodo.kit.http.requirements import RECENT, SECURING
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    EmailNotAdmitted,
    IdentityNotFound,
    IdentityTaken,
    LastWayIn,
    ProviderNotFound,
    ProviderRefused,
    ProviderUnavailable,
    TooManyIdentities,
    UserNotFound,
)
from voicetodo.modules.auth.model.identities import Identity
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.reauthentication import asking
from voicetodo.modules.auth.routes.visits import (
    ChosenProvider,
    Destination,
    Returned,
    returned,
    sent_away,
    visitor_of,
)
from voicetodo.modules.auth.service.identities import Identities
from voicetodo.modules.auth.service.visits import Whose

AnyRequest = Request[Any, Any, Any]


class ShownIdentity(msgspec.Struct):
    """An account at `provider`. `email` is its address as far as it is proven there, and empty otherwise."""

    id: UUID
    provider: str
    provider_name: str
    email: str
    created_at: datetime
    last_used_at: datetime | None


@get("/v1/me/identities", tags=["auth"], opt=SECURING, responses=problems())
async def list_identities(request: AnyRequest) -> Response[Page[ShownIdentity]]:
    """Accounts elsewhere that I sign in with, the newest first; all of them, as there are ten at most."""
    service = of(request, Identities)
    found = await service.list_all(caller(request).user_id)
    return json(Page(items=[_shown(service, each) for each in found]))


@post(
    "/v1/me/identities/visits",
    status_code=200,
    tags=["auth"],
    opt=RECENT,
    responses=problems(ProviderNotFound, ProviderUnavailable),
)
async def begin_link(request: AnyRequest, data: JSONBody[ChosenProvider]) -> Response[Destination]:
    """Begin to link an account elsewhere with mine: a cookie, and where to go."""
    me, browser = asking(request), visitor_of(request)
    location = await of(request, Identities).begin(Whose(browser, me.user_id, me.session_id), data.provider)
    return sent_away(request, browser, location)


@post(
    "/v1/me/identities",
    status_code=201,
    tags=["auth"],
    opt=RECENT,
    responses=problems(
        ProviderNotFound,
        ProviderUnavailable,
        ChallengeRefused,
        ProviderRefused,
        EmailNotAdmitted,
        IdentityTaken,
        TooManyIdentities,
        UserNotFound,
    ),
)
async def link_identity(request: AnyRequest, data: JSONBody[Returned]) -> Response[ShownIdentity]:
    """Whoever signs in to it there gets in to my account here from now on. Its address need not be mine."""
    service, me = of(request, Identities), asking(request)
    whose = Whose(of(request, Cookies).find_visitor(request), me.user_id, me.session_id)
    return json(_shown(service, await service.link(whose, data.provider, returned(data))), status=201)


@delete(
    "/v1/me/identities/{identity_id:uuid}",
    status_code=204,
    tags=["auth"],
    opt=RECENT,
    responses=problems(IdentityNotFound, LastWayIn),
)
async def unlink_identity(request: AnyRequest, identity_id: FromPath[UUID]) -> Response[None]:
    """It lets nobody in any more. The last of what lets me in stays: a password or a passkey comes first."""
    await of(request, Identities).unlink(caller(request).user_id, identity_id)
    return no_content()


def _shown(service: Identities, identity: Identity) -> ShownIdentity:
    return ShownIdentity(
        id=identity.id,
        provider=identity.provider,
        provider_name=service.name_of(identity.provider),
        email=identity.email,
        created_at=identity.created_at,
        last_used_at=identity.last_used_at,
    )


ROUTES: Final = (list_identities, begin_link, link_identity, unlink_identity)
