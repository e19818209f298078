"""`/v1/auth/register` and what follows a letter to whoever signed up."""

from typing import Any, Final, cast

from litestar import Request, Response, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody

from voicetodo.kit.http import Body, id_for, json, of, problems
from voicetodo.modules.auth.errors import (
    CrossSiteRequest,
    InvalidCredentials,
    LettersDelayed,
    LinkRefused,
    RegistrationClosed,
    RegistrationRefused,
    SignInBusy,
    SignInDelayed,
)
from voicetodo.modules.auth.model.sessions import Client
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.letter_asked import LetterAsked
from voicetodo.modules.auth.routes.signed_in import SIGN_IN, SignedIn, origin_of, signed_in
from voicetodo.modules.auth.service.registering import Registering

AnyRequest = Request[Any, Any, Any]


class Register(Body):
    """`client: "native"` gets the refresh token in the answer, `browser` in a cookie that scripts cannot read."""

    email: str
    password: str
    name: str = ""
    timezone: str = "UTC"
    client: Client = "browser"


class Confirmation(Body):
    """`token` is what stands in the link of the letter, `password` the one that was chosen when signing up."""

    token: str
    password: str
    client: Client = "browser"


@post(
    "/v1/auth/register",
    status_code=201,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses={
        **problems(RegistrationRefused, RegistrationClosed, LettersDelayed, SignInBusy, CrossSiteRequest),
        202: ResponseSpec(
            data_container=LetterAsked,
            generate_examples=False,
            description="The address is to be proven first: a letter goes to whoever reads its mail.",
        ),
    },
)
async def register(request: AnyRequest, data: JSONBody[Register]) -> Response[SignedIn]:
    """Make an account and sign in.

    Where this installation sends letters, the account is made only once its address is proven: the answer is 202,
    the same whether somebody has an account with this address, and a letter says how to go on.
    """
    of(request, Cookies).check_same_origin(request)
    grant = await of(request, Registering).register(
        user_id=id_for(request),
        email=data.email,
        password=data.password,
        name=data.name,
        timezone=data.timezone,
        origin=origin_of(request, data.client),
    )
    if grant is None:
        return cast("Response[SignedIn]", json(LetterAsked(email=data.email.strip()), status=202))
    return signed_in(request, grant, status=201)


@post(
    "/v1/auth/registrations/confirmation",
    status_code=201,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(
        LinkRefused, RegistrationClosed, InvalidCredentials, SignInDelayed, SignInBusy, CrossSiteRequest
    ),
)
async def confirm_registration(request: AnyRequest, data: JSONBody[Confirmation]) -> Response[SignedIn]:
    """Make the account that a letter is about, and sign in."""
    of(request, Cookies).check_same_origin(request)
    grant = await of(request, Registering).confirm(
        data.token, password=data.password, origin=origin_of(request, data.client)
    )
    return signed_in(request, grant, status=201)


ROUTES: Final = (register, confirm_registration)
