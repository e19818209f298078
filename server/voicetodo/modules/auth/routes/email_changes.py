"""`/v1/me/email-changes`: another e-mail address."""

from typing import Any, Final

from litestar import Request, Response, post
from litestar.params import JSONBody

from voicetodo.kit.errors import Forbidden
from voicetodo.kit.http import Body, caller, json, no_content, of, problems
from voicetodo.kit.http.requirements import RECENT
from voicetodo.modules.auth.errors import EmailRefused, LinkRefused, SignInBusy, SignInDelayed, UserNotFound
from voicetodo.modules.auth.routes.letter_asked import LetterAsked
from voicetodo.modules.auth.routes.signed_in import SIGN_IN, origin_of
from voicetodo.modules.auth.service.changing_emails import ChangingEmails

AnyRequest = Request[Any, Any, Any]


class NewEmail(Body):
    """`password` is the one I have."""

    email: str
    password: str


class Link(Body):
    """`token` is what stands in the link of the letter."""

    token: str


@post(
    "/v1/me/email-changes",
    status_code=202,
    tags=["auth"],
    opt=RECENT,
    responses=problems(UserNotFound, EmailRefused, SignInDelayed, SignInBusy),
)
async def change_email(request: AnyRequest, data: JSONBody[NewEmail]) -> Response[LetterAsked]:
    """Another address for my account.

    Where this installation sends letters, it changes once the link in the letter to the new address is used, and the
    answer is the same whether somebody else has that address. The old address is told, and can take it back.
    """
    me = caller(request)
    if me.session_id is None:
        raise Forbidden
    await of(request, ChangingEmails).ask(
        me.user_id,
        email=data.email,
        password=data.password,
        session_id=me.session_id,
        address=origin_of(request, "browser").address,
    )
    return json(LetterAsked(email=data.email.strip()), status=202)


@post(
    "/v1/auth/email-changes/confirmation",
    status_code=204,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(LinkRefused),
)
async def confirm_email_change(request: AnyRequest, data: JSONBody[Link]) -> Response[None]:
    """The address that a letter went to is that of the account from now on."""
    await of(request, ChangingEmails).confirm(data.token)
    return no_content()


@post(
    "/v1/auth/email-changes/undo",
    status_code=204,
    tags=["auth"],
    security=[],
    opt=SIGN_IN,
    responses=problems(LinkRefused),
)
async def undo_email_change(request: AnyRequest, data: JSONBody[Link]) -> Response[None]:
    """The old address again. All sessions end, and a letter to it says how to set a new password."""
    await of(request, ChangingEmails).undo(data.token)
    return no_content()


ROUTES: Final = (change_email, confirm_email_change, undo_email_change)
