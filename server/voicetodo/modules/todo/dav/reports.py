"""REPORT: calendar-query and calendar-multiget (RFC 4791, 7.8 and 7.9), sync-collection (RFC 6578, 3.2)."""

import math
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import Malformed, NotFound, TooLarge
from voicetodo.modules.todo.dav import names, xml
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace, find_place, path_of
from voicetodo.modules.todo.dav.calendars import Calendar, get_calendar
from voicetodo.modules.todo.dav.content import content_of
from voicetodo.modules.todo.dav.errors import MoreThanAsked, ReportUnknown, TokenInvalid
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest, multistatus
from voicetodo.modules.todo.dav.listing import Pages, Wanted, listed, missing, pages
from voicetodo.modules.todo.dav.names import CALDAV, DAV
from voicetodo.modules.todo.dav.properties import AtObject
from voicetodo.modules.todo.dav.querying import Query, read_query
from voicetodo.modules.todo.dav.tokens import since, token_of
from voicetodo.modules.todo.dav.turns import in_turns
from voicetodo.modules.todo.dav.vtodo.content_lines import parse
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import calendar_changes, calendar_members, calendar_objects
from voicetodo.modules.todo.store.calendar_changes import calendar_moment

_HREF: Final = f"{{{DAV}}}href"
_NUMBER: Final = re.compile("[0-9]{1,9}")
#: In one request; clients ask for some dozens at a time.
MOST_HREFS: Final = 10_000


class Found(msgspec.Struct, frozen=True):
    """The todos that a report names, if they fit `query`, and what it says after them."""

    ids: list[UUID]
    query: Query | None = None
    after: list[str] = []


async def report(desk: Desk, request: DavRequest) -> Answer:
    """Raises NotFound, ReportUnknown, NotXml, TokenInvalid, FilterUnsupported, MoreThanAsked."""
    place = find_place(request.path, request.user.id)
    asked = xml.parse(request.body, expected=None)
    find = None if asked is None else _REPORTS.get(asked.tag)
    if asked is None or find is None:
        raise ReportUnknown
    only = place.name if isinstance(place, ObjectPlace) else None
    if not isinstance(place, (CalendarPlace, ObjectPlace)) or (only is not None and find is not _query):
        raise ReportUnknown("This is asked of one calendar at a time.")
    wanted = Wanted(asked)
    async with desk.database.connection() as connection:
        calendar = await get_calendar(connection, request.user.id, place.calendar)
        found = await find(connection, calendar, asked, only)
    query = found.query if found.query is not None and found.query.needs_content else None
    with_content = wanted.needs_content or query is not None
    members = pages(desk, request.user, calendar, found.ids, with_content=with_content, with_dead=wanted.needs_dead)
    return multistatus(listed(members if query is None else _matching(members, query), wanted, after=found.after))


async def _query(connection: Connection, calendar: Calendar, asked: xml.Element, only: str | None) -> Found:
    """`only`: asked of one todo."""
    query = read_query(asked)
    if query.matches_nothing:
        return Found([])
    if only is None:
        return Found(await calendar_members.list_ids(connection, calendar.collection), query)
    members = await _named(connection, calendar, [only])
    return Found(list(members.values()), query)


async def _matching(found: Pages, query: Query) -> Pages:
    async for page in found:
        fitting = await in_turns(_fits(at, query) for at in page)
        yield [at for at, fits in zip(page, fitting, strict=True) if fits]


def _fits(at: AtObject, query: Query) -> bool:
    timezone = at.user.timezone
    return query.matches(parse(content_of(at.member, at.words, timezone=timezone)), timezone)


async def _multiget(connection: Connection, calendar: Calendar, asked: xml.Element, _: str | None) -> Found:
    hrefs = [(each.text or "").strip() for each in asked.findall(_HREF)]
    if len(hrefs) > MOST_HREFS:
        raise TooLarge(f"Ask for {MOST_HREFS} todos at a time at most.")
    named = {href: _name_of(href, calendar) for href in hrefs}
    members = await _named(connection, calendar, [name for name in named.values() if name is not None])
    return Found(
        list(dict.fromkeys(members.values())),
        after=[missing(href) for href, name in named.items() if name not in members],
    )


def _name_of(href: str, calendar: Calendar) -> str | None:
    """What a todo of this calendar is called there; None for an address of anything else."""
    try:
        place = find_place(path_of(href), calendar.user_id)
    except (NotFound, Malformed):
        return None
    return place.name if isinstance(place, ObjectPlace) and place.calendar == calendar.name else None


async def _named(connection: Connection, calendar: Calendar, wanted: list[str]) -> Mapping[str, UUID]:
    members = await calendar_members.list_named(connection, calendar.collection, wanted, with_content=False)
    return {each.name: each.id for each in members}


async def _sync(connection: Connection, calendar: Calendar, asked: xml.Element, _: str | None) -> Found:
    moment = await calendar_moment(connection, calendar.collection)
    given = (asked.findtext(names.SYNC_TOKEN) or "").strip()
    gone: list[str] = []
    if given:
        ids, gone = await _changed(connection, calendar, since(given, calendar.user_id, moment))
    else:
        ids = await calendar_members.list_ids(connection, calendar.collection)
    if len(ids) + len(gone) > _limit(asked):
        raise MoreThanAsked
    token = xml.element(names.SYNC_TOKEN, xml.text(token_of(calendar.user_id, moment)))
    return Found(ids, after=[*(missing(path) for path in gone), token])


def _limit(asked: xml.Element) -> float:
    """How many responses are wanted at most (RFC 5323, 5.17)."""
    number = (asked.findtext(f"{{{DAV}}}limit/{{{DAV}}}nresults") or "").strip()
    return int(number) if _NUMBER.fullmatch(number) else math.inf


async def _changed(connection: Connection, calendar: Calendar, first: int) -> tuple[list[UUID], list[str]]:
    """What is here and changed, and where there is nothing any more."""
    collection, owner_id = calendar.collection, calendar.owner_id
    touched = await calendar_changes.list_touched(connection, collection, since=first)
    if touched.is_incomplete:
        raise TokenInvalid
    relabelled = await calendar_changes.list_carrying(connection, owner_id, touched.labels)
    members = await calendar_members.list_by_id(
        connection, collection, [*touched.todos, *relabelled], with_content=False
    )
    here = {each.id for each in members}
    away = [each for each in touched.todos if each not in here]
    gone = await calendar_changes.list_gone(connection, collection, away)
    gone |= {each for each in away if touched.todos[each]}
    left = set(await calendar_changes.list_left(connection, collection, since=first))
    left |= set((await calendar_objects.list_names(connection, owner_id, list(gone))).values())
    again = await calendar_members.list_named(connection, collection, list(left), with_content=False)
    left -= {each.name for each in again}
    return list(here), [ObjectPlace(calendar.user_id, calendar.name, name).path for name in sorted(left)]


_REPORTS: Final[Mapping[str, "Find"]] = {
    f"{{{CALDAV}}}calendar-query": _query,
    f"{{{CALDAV}}}calendar-multiget": _multiget,
    f"{{{DAV}}}sync-collection": _sync,
}
Find: TypeAlias = Callable[[Connection, Calendar, xml.Element, str | None], Awaitable[Found]]
