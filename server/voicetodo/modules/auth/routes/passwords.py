"""`/v1/me/password` and `/v1/auth/password-resets`: another password."""

from typing import Any, Final

from litestar import Request, Response, post, put
from litestar.params import JSONBody

from voicetodo.kit.errors import Forbidden
from voicetodo.kit.http import Body, caller, json, no_content, of, problems
from voicetodo.kit.http.requirements import RECENT
from voicetodo.modules.auth.errors import LettersDelayed, LinkRefused, SignInBusy, SignInDelayed, UserNotFound
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.letter_asked import LetterAsked
from voicetodo.modules.auth.routes.signed_in import SIGN_IN, origin_of
from voicetodo.modules.auth.service.changing_passwords import ChangingPasswords
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords

AnyRequest = Request[Any, Any, Any]


class PasswordChange(Body):
    """`end_other_access` ends my passkeys, accounts elsewhere, app passwords, access tokens and applications, too."""

    current_password: str
    new_password: str
    end_other_access: bool = False


class Forgotten(Body):
    email: str


class NewPassword(Body):
    """`token` is what stands in the link of the letter.

    `end_other_access` ends passkeys, accounts elsewhere, app passwords, access tokens and applications, too. An
    authenticator app stays: no letter leads around it.
    """

    token: str
    password: str
    end_other_access: bool = False


@put(
    "/v1/me/password",
    status_code=204,
    tags=["auth"],
    opt=RECENT,
    responses=problems(UserNotFound, SignInDelayed, SignInBusy),
)
async def change_password(request: AnyRequest, data: JSONBody[PasswordChange]) -> Response[None]:
    """Another password, by whoever knows the one I have.

    All my other sessions end. A letter tells me, and what opens my account beside the password.
    """
    me = caller(request)
    if me.session_id is None:
        raise Forbidden
    device_token = await of(request, ChangingPasswords).change(
        me.user_id,
        session_id=me.session_id,
        current=data.current_password,
        new=data.new_password,
        address=origin_of(request, "browser").address,
        device_token=of(request, Cookies).find_device(request) or "",
        ends_other_access=data.end_other_access,
    )
    answer = no_content()
    answer.cookies += of(request, Cookies).keep_device(request, device_token)
    return answer


@post(
    "/v1/auth/password-resets",
    status_code=202,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(LettersDelayed),
)
async def ask_for_reset(request: AnyRequest, data: JSONBody[Forgotten]) -> Response[LetterAsked]:
    """A letter with a link to set a new password, for whoever has this address.

    The answer is the same whether anybody has. The link works once, for 30 minutes; opening it uses nothing up.
    """
    address = origin_of(request, "browser").address
    await of(request, ResettingPasswords).ask_for_reset(data.email, address=address)
    return json(LetterAsked(email=data.email), status=202)


@post(
    "/v1/auth/password-resets/confirmation",
    status_code=204,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(LinkRefused, SignInBusy),
)
async def confirm_reset(request: AnyRequest, data: JSONBody[NewPassword]) -> Response[None]:
    """Set a new password by the link of a letter. All sessions end; sign in with it afterwards."""
    resetting = of(request, ResettingPasswords)
    await resetting.reset(data.token, new=data.password, ends_other_access=data.end_other_access)
    return no_content()


ROUTES: Final = (change_password, ask_for_reset, confirm_reset)
