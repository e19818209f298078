"""`/v1/admin/test-letters`: whether letters go out."""

from typing import Final

from litestar import Response, post

from voicetodo.kit.http import caller, json, language_of, of, problems
from voicetodo.modules.admin.errors import LetterNotSent, LettersGoNowhere
from voicetodo.modules.admin.routes.answers import TAGS, AnyRequest, acting
from voicetodo.modules.admin.service.letters import Letters, SentLetter


@post(
    "/v1/admin/test-letters",
    status_code=200,
    tags=TAGS,
    opt={"permission": "letters:test", "rate_limit": "test_letters"},
    responses=problems(LettersGoNowhere, LetterNotSent),
)
async def send_test_letter(request: AnyRequest) -> Response[SentLetter]:
    """To my own address, at once. What the mail server has against it is told in a sentence."""
    user_id, language = caller(request).user_id, language_of(request)
    return json(await of(request, Letters).send_test(user_id, language=language, by=acting(request)))


ROUTES: Final = (send_test_letter,)
