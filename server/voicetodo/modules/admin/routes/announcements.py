"""`/v1/admin/announcements`: what there is to say. `/v1/announcements`: what somebody is to read of it."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from litestar import Response, delete, get, put
from litestar.params import FromPath, JSONBody

from voicetodo.kit.errors import Conflict, NotFound, PreconditionFailed
from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    Body,
    Page,
    caller,
    decode_cursor,
    encode_cursor,
    etag_of,
    header,
    json,
    no_content,
    of,
    problems,
)
from voicetodo.kit.http.conditions import check
from voicetodo.kit.http.requirements import SIGNED_IN
from voicetodo.modules.admin.errors import AnnouncementInvalid
from voicetodo.modules.admin.model.announcements import Announcement, Severity, ShownAnnouncement
from voicetodo.modules.admin.routes.answers import (
    TAGS,
    TAGS_OF_EVERYBODY,
    AnyRequest,
    Cursor,
    Limit,
    acting,
    made,
    moment,
)
from voicetodo.modules.admin.service.announcing import Announcing, Check

_WRITE: Final[dict[str, Any]] = {"permission": "announcements:write"}
_LATEST: Final = (datetime.max.replace(tzinfo=UTC), UUID(int=2**128 - 1))


class NewAnnouncement(Body):
    """`text` is Markdown. Without `starts_at` it starts now; without `roles` and `plans` everybody reads it."""

    text: str
    severity: Severity = "info"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    roles: list[str] | None = None
    plans: list[str] | None = None


@get("/v1/admin/announcements", tags=TAGS, opt=_WRITE, responses=problems())
async def list_all_announcements(
    request: AnyRequest, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[Page[ShownAnnouncement]]:
    """All there are, also those that are over, the ones that start last first, and how many have read each."""
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None:
        moment("cursor", after[0])
    found = await of(request, Announcing).list_page(before=after or _LATEST, limit=limit + 1)
    page = found[:limit]
    return json(Page(page, encode_cursor(page[-1].starts_at, page[-1].id) if len(found) > limit else None))


@get("/v1/admin/announcements/{announcement_id:uuid}", tags=TAGS, opt=_WRITE, responses=problems(NotFound))
async def get_announcement(request: AnyRequest, announcement_id: FromPath[UUID]) -> Response[Announcement]:
    """One of them, with its `ETag`."""
    return _shown(await of(request, Announcing).get(announcement_id))


@put(
    "/v1/admin/announcements/{announcement_id:uuid}",
    tags=TAGS,
    opt=_WRITE,
    responses={**problems(NotFound, AnnouncementInvalid, Conflict, PreconditionFailed), **made(Announcement)},
)
async def put_announcement(
    request: AnyRequest, announcement_id: FromPath[UUID], data: JSONBody[NewAnnouncement]
) -> Response[Announcement]:
    """Write it, under an id of yours, or change it: whoever is connected hears of it at once. With other words it is
    new to whoever dismissed the old ones. `If-Match` and `If-None-Match: *` guard."""
    wanted = Announcement(
        id=announcement_id,
        version=0,
        text=data.text,
        severity=data.severity,
        starts_at=moment("starts_at", data.starts_at) or datetime.now(UTC),
        ends_at=moment("ends_at", data.ends_at),
        roles=data.roles,
        plans=data.plans,
    )
    kept, is_new = await of(request, Announcing).put(wanted, check=_state(request), by=acting(request))
    return _shown(kept, status=201 if is_new else 200)


@delete(
    "/v1/admin/announcements/{announcement_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=_WRITE,
    responses=problems(NotFound, PreconditionFailed),
)
async def delete_announcement(request: AnyRequest, announcement_id: FromPath[UUID]) -> Response[None]:
    """Nobody reads it any more."""
    await of(request, Announcing).delete(announcement_id, check=_state(request), by=acting(request))
    return no_content()


@get("/v1/announcements", tags=TAGS_OF_EVERYBODY, opt={"scope": SIGNED_IN}, responses=problems())
async def list_announcements(request: AnyRequest) -> Response[Page[Announcement]]:
    """What I am to read now: not over, for me, and not dismissed; all of it on one page. The live connection says
    `announcements` when it is time to ask again."""
    who = caller(request)
    found = await of(request, Announcing).list_for(who.user_id, who.roles)
    return json(Page(found), headers={"Cache-Control": "no-store"})


@put(
    "/v1/announcements/{announcement_id:uuid}/dismissal",
    status_code=204,
    tags=TAGS_OF_EVERYBODY,
    opt={"scope": SIGNED_IN},
    responses=problems(NotFound),
)
async def dismiss_announcement(request: AnyRequest, announcement_id: FromPath[UUID]) -> Response[None]:
    """I have read it."""
    await of(request, Announcing).dismiss(caller(request).user_id, announcement_id)
    return no_content()


def _shown(kept: Announcement, *, status: int = 200) -> Response[Announcement]:
    return json(kept, status=status, headers={"ETag": etag_of(kept.version)})


def _state(request: AnyRequest) -> Check:
    if_match, if_none_match = header(request, "if-match"), header(request, "if-none-match")

    def check_state(kept: Announcement | None) -> None:
        check(None if kept is None else etag_of(kept.version), if_match=if_match, if_none_match=if_none_match)

    return check_state


ROUTES: Final = (
    list_all_announcements,
    get_announcement,
    put_announcement,
    delete_announcement,
    list_announcements,
    dismiss_announcement,
)
