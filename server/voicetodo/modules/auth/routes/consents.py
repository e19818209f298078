"""`/v1/me/consents`: what I agreed to; `/v1/texts`: what anybody is asked to agree to."""

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Body,
    Page,
    caller,
    decode_cursor,
    encode_cursor,
    json,
    language_of,
    of,
    problems,
)
from voicetodo.modules.auth.errors import ConsentNeeded, ConsentOutdated, TextNotFound
from voicetodo.modules.auth.model.consents import Answer, Consent, ConsentText, Kind, Purpose
from voicetodo.modules.auth.service.consents import Consents

AnyRequest = Request[Any, Any, Any]
Version = Annotated[str | None, QueryParameter(max_length=40, description="An earlier wording; that of now without.")]
_BY_LANGUAGE: Final = {"Vary": "Accept-Language"}


class AskedText(msgspec.Struct):
    """`kind` says whether an account depends on it."""

    purpose: Purpose
    kind: Kind
    version: str
    title: str


class Agreement(Body):
    """`version` is the wording that was read, as `/v1/texts` tells it."""

    version: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


@get("/v1/texts", tags=["auth"], security=[], responses=problems())
async def list_texts(request: AnyRequest) -> Response[Page[AskedText]]:
    """What people are asked to agree to, in the wordings of now and the language you accept most. There are four."""
    found = of(request, Consents).list_texts(language=language_of(request))
    items = [AskedText(each.purpose, each.kind, each.version, each.title) for each in found]
    return json(Page(items=items), headers=_BY_LANGUAGE)


@get("/v1/texts/{purpose:str}", tags=["auth"], security=[], responses=problems(TextNotFound))
async def get_text(request: AnyRequest, purpose: FromPath[Purpose], version: Version = None) -> Response[ConsentText]:
    """One of them, as Markdown; also as it once was, for whoever agreed to it then."""
    text = await of(request, Consents).get_text(purpose, version, language=language_of(request))
    return json(text, headers=_BY_LANGUAGE)


@get("/v1/me/consents", tags=["auth"], responses=problems())
async def list_consents(request: AnyRequest) -> Response[Page[Consent]]:
    """How it stands with each: whether I agreed, to which wording, and whether that is still the one."""
    user_id = caller(request).user_id
    items = await of(request, Consents).list_standing(user_id, language=language_of(request))
    return json(Page(items=items), headers=_BY_LANGUAGE)


@get("/v1/me/consents/history", tags=["auth"], responses=problems())
async def list_answers(
    request: AnyRequest,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: FromQuery[str | None] = None,
) -> Response[Page[Answer]]:
    """Everything I ever agreed to or withdrew, when, and from where; the newest first."""
    before = decode_cursor(cursor, tuple[UUID])
    found = await of(request, Consents).list_answers(
        caller(request).user_id, before=before[0] if before else None, limit=limit + 1
    )
    items = found[:limit]
    return json(Page(items=items, next_cursor=encode_cursor(items[-1].id) if len(found) > limit else None))


@put("/v1/me/consents/{purpose:str}", tags=["auth"], responses=problems(ConsentOutdated))
async def give_consent(request: AnyRequest, purpose: FromPath[Purpose], data: JSONBody[Agreement]) -> Response[Consent]:
    """I agree to this wording. Doing it again changes nothing."""
    return json(await of(request, Consents).give(caller(request).user_id, purpose, version=data.version))


@delete("/v1/me/consents/{purpose:str}", status_code=200, tags=["auth"], responses=problems(ConsentNeeded))
async def withdraw_consent(request: AnyRequest, purpose: FromPath[Purpose]) -> Response[Consent]:
    """I agree no more, from now on. What was kept because I had agreed is deleted."""
    return json(await of(request, Consents).withdraw(caller(request).user_id, purpose))


ROUTES: Final = (list_texts, get_text, list_consents, list_answers, give_consent, withdraw_consent)
