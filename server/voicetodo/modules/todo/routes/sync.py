"""Sync: what a client did while it was offline goes in, and what it does not have yet comes out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Response, get, post
from litestar.params import JSONBody
from msgspec import Meta

from voicetodo.kit.clock import is_moment
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.kit.http import DEFAULT_LIMIT, Page, decode_cursor, encode_cursor, json, of, problems
from voicetodo.modules.todo.api import Attachment, Category, Comment, Filter, Label, Section, Todo
from voicetodo.modules.todo.errors import QueryInvalid
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, Cursor, Limit, origin_of, user_of
from voicetodo.modules.todo.routes.sync_body import SentBody, SyncBodyReader
from voicetodo.modules.todo.service.mutations import MutationResult
from voicetodo.modules.todo.service.syncing import Syncing, SyncPage
from voicetodo.modules.todo.sync_token import KINDS, Kind, SyncToken

_PLURALS: Final[dict[Kind, str]] = {
    "category": "categories",
    "filter": "filters",
    "label": "labels",
    "section": "sections",
    "todo": "todos",
    "comment": "comments",
    "attachment": "attachments",
}
_encoder: Final = msgspec.json.Encoder()


class Removed(msgspec.Struct, frozen=True):
    """What is not there any more, or in the trash. May name what the client never had.

    What hangs on a todo or a comment that is removed goes with it, without being named.
    """

    categories: list[UUID]
    filters: list[UUID]
    labels: list[UUID]
    sections: list[UUID]
    todos: list[UUID]
    comments: list[UUID]
    attachments: list[UUID]


class SyncAnswer(msgspec.Struct, frozen=True):
    """What became of the mutations, and what changed, as it is now."""

    results: list[MutationResult]
    reset: Annotated[bool, Meta(description="Forget what you had: all of it comes anew, from this answer on.")]
    categories: list[Category]
    filters: list[Filter]
    labels: list[Label]
    sections: list[Section]
    todos: list[Todo]
    comments: list[Comment]
    attachments: list[Attachment]
    removed: Removed
    sync_token: str
    has_more: Annotated[bool, Meta(description="Ask again at once; until then this is not one moment's state.")]


class Refusal(msgspec.Struct, frozen=True):
    """What a client sent, and why it was not done, or not wholly."""

    at: datetime
    mutation: Annotated[dict[str, Any], Meta(description="As it was sent.")]
    result: MutationResult


@post(
    "/v1/sync",
    status_code=200,
    dto=SyncBodyReader,
    return_dto=None,
    tags=TAGS,
    opt={"scope": "todos:read todos:write"},
    responses=problems(Invalid),
)
async def sync(request: AnyRequest, data: JSONBody[SentBody]) -> Response[SyncAnswer]:
    """Do what a client did while it was offline, then tell what it does not have yet.

    Each mutation is done once, however often it is sent, and answered alike; the answer's changes include them.
    """
    user_id, service = user_of(request), of(request, Syncing)
    kinds: tuple[Kind, ...] = tuple(kind for kind in KINDS if data.kinds is None or kind in data.kinds)
    results = await service.push(user_id, data.read_mutations(), origin=origin_of(request))
    page = await service.pull(user_id, _find_token(data.sync_token), kinds=kinds, limit=data.limit)
    return _answer(results, page)


@get("/v1/sync/refusals", tags=TAGS, responses=problems(QueryInvalid))
async def list_refusals(
    request: AnyRequest, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[Page[Refusal]]:
    """What any client of yours sent and was not done, or not wholly: the latest first, as long as activity is kept."""
    before = decode_cursor(cursor, tuple[datetime, UUID])
    if before is not None and not is_moment(before[0]):
        raise QueryInvalid(errors=[FieldError("cursor", "This cursor was not given by us, or not for this list.")])
    rows = await of(request, Syncing).list_refused(user_of(request), before=before, limit=limit + 1)
    items = ",".join(
        f'{{"at":{_encoder.encode(row.at).decode()},"mutation":{row.mutation},"result":{row.result}}}'
        for row in rows[:limit]
    )
    following = _encoder.encode(
        encode_cursor(rows[limit - 1].at, rows[limit - 1].id) if len(rows) > limit else None
    ).decode()
    return _raw(f'{{"items":[{items}],"next_cursor":{following}}}')


def _find_token(text: str | None) -> SyncToken | None:
    """None where it is none of ours, or of a form that is not spoken any more: then all comes anew."""
    try:
        found = decode_cursor(text, tuple[SyncToken])
    except Invalid:
        return None
    return found[0] if found is not None and found[0].is_sound else None


def _answer(results: list[MutationResult], page: SyncPage) -> Response[Any]:
    """Put together without looking into the documents."""
    there: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
    gone: dict[Kind, list[str]] = {kind: [] for kind in KINDS}
    for row in page.rows:
        if row.document is None:
            gone[row.kind].append(f'"{row.id}"')
        else:
            there[row.kind].append(row.document)
    parts = [
        f'"results":{_encoder.encode(results).decode()}',
        f'"reset":{_truth(page.is_reset)}',
        *_lists(there),
        f'"removed":{{{",".join(_lists(gone))}}}',
        f'"sync_token":"{encode_cursor(page.token)}"',
        f'"has_more":{_truth(page.has_more)}',
    ]
    return _raw(f"{{{','.join(parts)}}}")


def _lists(by_kind: dict[Kind, list[str]]) -> Iterable[str]:
    return [f'"{_PLURALS[kind]}":[{",".join(items)}]' for kind, items in by_kind.items()]


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _raw(body: str) -> Response[Any]:
    return json(body.encode())


ROUTES = (sync, list_refusals)
