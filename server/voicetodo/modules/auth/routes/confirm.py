"""`/confirm/…`: the pages behind the links of our letters.

Programs that look through mail follow every link in it. Opening a page therefore changes nothing and uses nothing up:
whatever is to happen happens when a person presses its button, with or without scripts.
They speak the language that the browser accepts most.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final
from urllib.parse import parse_qs

from litestar import Request, Response, get, post

from voicetodo.kit.errors import DomainError, Malformed
from voicetodo.kit.http import language_of, of
from voicetodo.modules.auth.errors import LinkRefused
from voicetodo.modules.auth.routes.confirm_page import Field, Form, asking_page, telling_page
from voicetodo.modules.auth.routes.confirm_words import Words, words_in
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.signed_in import SIGN_IN, origin_of, signed_in
from voicetodo.modules.auth.service.changing_emails import ChangingEmails
from voicetodo.modules.auth.service.registering import Registering
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords

AnyRequest = Request[Any, Any, Any]
Values = dict[str, str]
Act = Callable[[AnyRequest, Values], Awaitable[Response[Any]]]
FormIn = Callable[[Words], Form]

_LONGEST_FORM: Final = 8_000


@get("/confirm/registration", include_in_schema=False)
async def registration_page(request: AnyRequest) -> Response[Any]:
    token = request.query_params.get("token", "")
    return _shown(request, _registration_form, token, is_good=await of(request, Registering).is_good(token))


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

    return await _answered(request, _registration_form, act)


@get("/confirm/password-reset", include_in_schema=False)
async def password_reset_page(request: AnyRequest) -> Response[Any]:
    token = request.query_params.get("token", "")
    return _shown(request, _password_reset_form, token, is_good=await of(request, ResettingPasswords).is_good(token))


@post("/confirm/password-reset", include_in_schema=False, status_code=200, opt=SIGN_IN)
async def password_reset(request: AnyRequest) -> Response[Any]:
    async def act(request: AnyRequest, values: Values) -> Response[Any]:
        await of(request, ResettingPasswords).reset(
            values["token"], new=values["password"], ends_other_access="end_other_access" in values
        )
        return telling_page(_words(request), _words(request).password_set)

    return await _answered(request, _password_reset_form, act)


@get("/confirm/email-change", include_in_schema=False)
async def email_change_page(request: AnyRequest) -> Response[Any]:
    token = request.query_params.get("token", "")
    is_good = await of(request, ChangingEmails).is_good(token, "email_change")
    return _shown(request, _email_change_form, token, is_good=is_good)


@post("/confirm/email-change", include_in_schema=False, status_code=200, opt=SIGN_IN)
async def email_change(request: AnyRequest) -> Response[Any]:
    async def act(request: AnyRequest, values: Values) -> Response[Any]:
        await of(request, ChangingEmails).confirm(values["token"])
        return telling_page(_words(request), _words(request).email_changed)

    return await _answered(request, _email_change_form, act)


@get("/confirm/email-change-undo", include_in_schema=False)
async def email_change_undo_page(request: AnyRequest) -> Response[Any]:
    token = request.query_params.get("token", "")
    is_good = await of(request, ChangingEmails).is_good(token, "email_change_undo")
    return _shown(request, _email_change_undo_form, token, is_good=is_good)


@post("/confirm/email-change-undo", include_in_schema=False, status_code=200, opt=SIGN_IN)
async def email_change_undo(request: AnyRequest) -> Response[Any]:
    async def act(request: AnyRequest, values: Values) -> Response[Any]:
        await of(request, ChangingEmails).undo(values["token"])
        return telling_page(_words(request), _words(request).email_change_undone)

    return await _answered(request, _email_change_undo_form, act)


def _registration_form(words: Words) -> Form:
    return Form(words.registration, (Field("password", words.password, "current-password"),))


def _password_reset_form(words: Words) -> Form:
    new, box = Field("password", words.new_password, "new-password"), Field("end_other_access", words.end_other_access)
    return Form(words.password_reset, (new, box))


def _email_change_form(words: Words) -> Form:
    return Form(words.email_change)


def _email_change_undo_form(words: Words) -> Form:
    return Form(words.email_change_undo)


def _words(request: AnyRequest) -> Words:
    return words_in(language_of(request))


def _shown(request: AnyRequest, form: FormIn, token: str, *, is_good: bool) -> Response[Any]:
    words = _words(request)
    if not is_good:
        return telling_page(words, words.link_refused, status=LinkRefused.status)
    return asking_page(words, form(words), token=token)


async def _answered(request: AnyRequest, form: FormIn, act: Act) -> Response[Any]:
    """What was done; or the form once more, with what was wrong."""
    values: Values = {"token": "", "password": ""}
    try:
        values |= await _values(request)
        return await act(request, values)
    except LinkRefused:
        return _shown(request, form, values["token"], is_good=False)
    except DomainError as error:
        words = _words(request)
        problem = words.of(error)
        answer = asking_page(words, form(words), token=values["token"], problem=problem, status=error.status)
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
