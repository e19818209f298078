"""`/v1/auth/providers`: signing in with an account that one has elsewhere.

The browser leaves our page for the provider's and comes back to `/with/{provider}`, a page of the web app, which hands
over what it was called with. So every request here comes from our own pages, and no answer sends anybody anywhere.
"""

from typing import Any, Final

import msgspec
from litestar import Request, Response, get, post
from litestar.params import JSONBody

from voicetodo.kit.http import Page, json, of, problems
from voicetodo.kit.http.requirements import SECURING, SIGNED_IN
from voicetodo.modules.auth.errors import (
    ChallengeRefused,
    CrossSiteRequest,
    EmailNotAdmitted,
    EmailNotProven,
    IdentityNotLinked,
    ProviderNotFound,
    ProviderRefused,
    ProviderUnavailable,
    RegistrationClosed,
    SecondFactorRequired,
)
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.reauthentication import asking
from voicetodo.modules.auth.routes.signed_in import SIGN_IN, SignedIn, origin_of, signed_in
from voicetodo.modules.auth.routes.visits import (
    ChosenProvider,
    Destination,
    Returned,
    returned,
    sent_away,
    visitor_of,
)
from voicetodo.modules.auth.service.identities import Identities
from voicetodo.modules.auth.service.provider_reauthentication import ProviderReauthentication
from voicetodo.modules.auth.service.provider_sign_in import ProviderSignIn
from voicetodo.modules.auth.service.visits import Whose

AnyRequest = Request[Any, Any, Any]


class ShownProvider(msgspec.Struct):
    """`may_register`: whoever has no account here gets one."""

    id: str
    name: str
    may_register: bool


class ReturnedToSignIn(Returned):
    """`timezone` is for whoever gets an account by this."""

    timezone: str = "UTC"


@get("/v1/auth/providers", tags=["auth"], security=[], responses=problems())
async def list_providers(request: AnyRequest) -> Response[Page[ShownProvider]]:
    """With whose accounts one may sign in here, in the order to show them; all of them."""
    found = of(request, Identities).list_providers()
    items = [ShownProvider(each.id, each.name, each.may_register) for each in found]
    return json(Page(items=items))


@post(
    "/v1/auth/providers/visits",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(ProviderNotFound, ProviderUnavailable, CrossSiteRequest),
)
async def begin_provider_sign_in(request: AnyRequest, data: JSONBody[ChosenProvider]) -> Response[Destination]:
    """Begin to sign in with an account elsewhere: a cookie, and where to go."""
    of(request, Cookies).check_same_origin(request)
    browser = visitor_of(request)
    location = await of(request, ProviderSignIn).begin(browser, data.provider)
    return sent_away(request, browser, location)


@post(
    "/v1/auth/providers/sign-in",
    status_code=200,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(
        ProviderNotFound,
        ProviderUnavailable,
        ChallengeRefused,
        ProviderRefused,
        EmailNotProven,
        EmailNotAdmitted,
        RegistrationClosed,
        IdentityNotLinked,
        SecondFactorRequired,
        CrossSiteRequest,
    ),
)
async def sign_in_with_provider(request: AnyRequest, data: JSONBody[ReturnedToSignIn]) -> Response[SignedIn]:
    """Sign in with what came back from a provider; who has no account here may get one by this.

    Who comes for the first time and has an account here with the same address gets in to it if both sides have proven
    that address. Where an account has an authenticator app, `second-factor-required` asks for a code, as after a
    password, unless the provider says that it asked for two things itself.
    """
    cookies = of(request, Cookies)
    cookies.check_same_origin(request)
    grant = await of(request, ProviderSignIn).sign_in(
        cookies.find_visitor(request),
        data.provider,
        returned(data),
        origin=origin_of(request, "browser"),
        device_token=cookies.find_device(request) or "",
        timezone=data.timezone,
    )
    return signed_in(request, grant)


@post(
    "/v1/auth/reauthentication/visits",
    status_code=200,
    tags=["auth"],
    opt={**SIGN_IN, **SECURING, "scope": SIGNED_IN},
    responses=problems(ProviderNotFound, ProviderUnavailable),
)
async def begin_provider_reauthentication(request: AnyRequest, data: JSONBody[ChosenProvider]) -> Response[Destination]:
    """Begin to prove again who I am, by signing in once more where I have a linked account."""
    me, browser = asking(request), visitor_of(request)
    whose = Whose(browser, me.user_id, me.session_id)
    location = await of(request, ProviderReauthentication).begin(whose, data.provider)
    return sent_away(request, browser, location)


ROUTES: Final = (
    list_providers,
    begin_provider_sign_in,
    sign_in_with_provider,
    begin_provider_reauthentication,
)
