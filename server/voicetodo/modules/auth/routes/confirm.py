"""`/confirm/…`: the pages behind the links of our letters.

Programs that look through mail follow every link in it. Opening a page therefore changes nothing and uses nothing up:
whatever is to happen happens when a person presses its button, with or without scripts.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import parse_qs

from litestar import Request, Response, get, post

from voicetodo.kit.errors import DomainError, Malformed
from voicetodo.kit.http import of
from voicetodo.modules.auth.errors import LinkRefused
from voicetodo.modules.auth.routes.confirm_page import Field, Form, page
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.signed_in import SIGN_IN, origin_of, signed_in
from voicetodo.modules.auth.service.changing_emails import ChangingEmails
from voicetodo.modules.auth.service.registering import Registering
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords

AnyRequest = Request[Any, Any, Any]
Values = dict[str, str]
Act = Callable[[AnyRequest, Values], Awaitable[Response[Any]]]

_LONGEST_FORM: Final = 8_000

_REGISTRATION: Final = (
    "Is this your address?",
    "Type the password you chose when signing up, and your account is made.",
    "Create account",
    (Field("password", "Password", "current-password"),),
)
_PASSWORD_RESET: Final = (
    "Set a new password",
    "Ten characters or more; a few words in a row do well. You will be signed out everywhere.",
    "Set password",
    (
        Field("password", "New password", "new-password"),
        Field(
            "end_other_access",
            "Also end passkeys, accounts elsewhere, app passwords, access tokens and applications. Do so if somebody"
            " else may have been in your account.",
        ),
    ),
)
_EMAIL_CHANGE: Final = (
    "Is this your new address?",
    "Your account has this e-mail address once you say yes.",
    "Yes, use this address",
    (),
)
_EMAIL_CHANGE_UNDO: Final = (
    "Take the change back?",
    "Your account gets its old e-mail address again, everybody is signed out, and you set a new password.",
    "Yes, take it back",
    (),
)


@get("/confirm/registration", include_in_schema=False)
async def registration_page(request: AnyRequest) -> Response[Any]:
    token = request.query_params.get("token", "")
    return _shown(_REGISTRATION, token, is_good=await of(request, Registering).is_good(token))


@post("/confirm/registration", include_in_schema=False, status_code=200, opt=SIGN_IN)
async def registration(request: AnyRequest) -> Response[Any]:
    async def act(request: AnyRequest, values: Values) -> Response[Any]:
        of(request, Cookies).check_same_origin(request)
        grant = await of(request, Registering).confirm(
            values["token"], password=values["password"], origin=origin_of(request, "browser")
        )
        answer: Response[Any] = signed_in(request, grant, status=303)
        answer.content = b""
        answer.headers["location"] = "/today"
        return answer

    return await _answered(request, _REGISTRATION, act)


@get("/confirm/password-reset", include_in_schema=False)
async def password_reset_page(request: AnyRequest) -> Response[Any]:
    token = request.query_params.get("token", "")
    return _shown(_PASSWORD_RESET, token, is_good=await of(request, ResettingPasswords).is_good(token))


@post("/confirm/password-reset", include_in_schema=False, status_code=200, opt=SIGN_IN)
async def password_reset(request: AnyRequest) -> Response[Any]:
    async def act(request: AnyRequest, values: Values) -> Response[Any]:
        await of(request, ResettingPasswords).reset(
            values["token"], new=values["password"], ends_other_access="end_other_access" in values
        )
        return page("Your password is set", "Sign in with it now.")

    return await _answered(request, _PASSWORD_RESET, act)


@get("/confirm/email-change", include_in_schema=False)
async def email_change_page(request: AnyRequest) -> Response[Any]:
    token = request.query_params.get("token", "")
    return _shown(_EMAIL_CHANGE, token, is_good=await of(request, ChangingEmails).is_good(token, "email_change"))


@post("/confirm/email-change", include_in_schema=False, status_code=200, opt=SIGN_IN)
async def email_change(request: AnyRequest) -> Response[Any]:
    async def act(request: AnyRequest, values: Values) -> Response[Any]:
        await of(request, ChangingEmails).confirm(values["token"])
        return page("Your address is changed", "Sign in with the new one from now on.")

    return await _answered(request, _EMAIL_CHANGE, act)


@get("/confirm/email-change-undo", include_in_schema=False)
async def email_change_undo_page(request: AnyRequest) -> Response[Any]:
    token = request.query_params.get("token", "")
    is_good = await of(request, ChangingEmails).is_good(token, "email_change_undo")
    return _shown(_EMAIL_CHANGE_UNDO, token, is_good=is_good)


@post("/confirm/email-change-undo", include_in_schema=False, status_code=200, opt=SIGN_IN)
async def email_change_undo(request: AnyRequest) -> Response[Any]:
    async def act(request: AnyRequest, values: Values) -> Response[Any]:
        await of(request, ChangingEmails).undo(values["token"])
        return page("It is taken back", "A letter to your old address says how to set a new password.")

    return await _answered(request, _EMAIL_CHANGE_UNDO, act)


Words = tuple[str, str, str, tuple[Field, ...]]


def _shown(words: Words, token: str, *, is_good: bool, problem: str = "", status: int = 200) -> Response[Any]:
    title, sentence, button, fields = words
    if not is_good:
        return page("This link is no longer good", LinkRefused().sentence, status=LinkRefused.status)
    return page(title, sentence, form=Form(token, button, fields), problem=problem, status=status)


async def _answered(request: AnyRequest, words: Words, act: Act) -> Response[Any]:
    """What was done; or the form once more, with what was wrong."""
    values: Values = {"token": "", "password": ""}
    try:
        values |= await _values(request)
        return await act(request, values)
    except DomainError as error:
        sentence = " ".join(each.message for each in error.errors) or error.sentence
        is_good = not isinstance(error, LinkRefused)
        answer = _shown(words, values["token"], is_good=is_good, problem=sentence, status=error.status)
        answer.headers.update(error.headers)
        return answer


async def _values(request: AnyRequest) -> Values:
    """The fields of a form. Raises Malformed."""
    body = await request.body()
    if len(body) > _LONGEST_FORM:
        raise Malformed
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=10, errors="strict")
    except ValueError as error:
        raise Malformed from error
    return {name: values[-1] for name, values in found.items()}


ROUTES: Final = (
    registration_page,
    registration,
    password_reset_page,
    password_reset,
    email_change_page,
    email_change,
    email_change_undo_page,
    email_change_undo,
)
