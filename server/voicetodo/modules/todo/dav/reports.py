"""REPORT: calendar-query and calendar-multiget (RFC 4791, 7.8 and 7.9), sync-collection (RFC 6578, 3.2)."""

import math
import re
from collections.abc import AsyncIterator
from typing import Final

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import Malformed, NotFound, TooLarge
from voicetodo.modules.todo.dav import names, xml
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace, find_place, path_of
from voicetodo.modules.todo.dav.calendars import Calendar, get_calendar, load_words
from voicetodo.modules.todo.dav.content import content_of
from voicetodo.modules.todo.dav.errors import MoreThanAsked, ReportUnknown, TokenInvalid
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest, multistatus
from voicetodo.modules.todo.dav.listing import Wanted, listed, missing
from voicetodo.modules.todo.dav.names import CALDAV, DAV
from voicetodo.modules.todo.dav.objects import find_member
from voicetodo.modules.todo.dav.properties import AtObject
from voicetodo.modules.todo.dav.querying import Query, read_query
from voicetodo.modules.todo.dav.tokens import since, token_of
from voicetodo.modules.todo.dav.vtodo.content_lines import parse
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import calendar_changes, calendar_objects
from voicetodo.modules.todo.store.calendar_changes import Moment, calendar_moment
from voicetodo.modules.todo.store.calendar_objects import Member
from voicetodo.modules.todo.store.calendars import list_dead_properties

_QUERY: Final = f"{{{CALDAV}}}calendar-query"
_MULTIGET: Final = f"{{{CALDAV}}}calendar-multiget"
_SYNC: Final = f"{{{DAV}}}sync-collection"
_HREF: Final = f"{{{DAV}}}href"
_NUMBER: Final = re.compile("[0-9]{1,9}")
#: In one request; clients ask for some dozens at a time.
MOST_HREFS: Final = 10_000


async def report(desk: Desk, request: DavRequest) -> Answer:
    """Raises NotFound, ReportUnknown, NotXml, TokenInvalid, FilterUnsupported."""
    place = find_place(request.path, request.user.id)
    asked = xml.parse(request.body, expected=None)
    if asked is None or asked.tag not in {_QUERY, _MULTIGET, _SYNC}:
        raise ReportUnknown
    if asked.tag == _QUERY and isinstance(place, ObjectPlace):
        place, only = CalendarPlace(place.user_id, place.calendar), place
    else:
        only = None
    if not isinstance(place, CalendarPlace):
        raise ReportUnknown("This is asked of one calendar at a time.")
    wanted = Wanted(asked)
    async with desk.database.connection() as connection:
        calendar = await get_calendar(connection, request.user.id, place.calendar)
        if asked.tag == _MULTIGET:
            return multistatus(await _multiget(connection, request, calendar, wanted, asked))
        if asked.tag == _SYNC:
            return multistatus(await _sync(connection, request, calendar, wanted, asked))
        return multistatus(await _query(connection, request, calendar, wanted, read_query(asked), only=only))


async def _multiget(
    connection: Connection, request: DavRequest, calendar: Calendar, wanted: Wanted, asked: xml.Element
) -> AsyncIterator[bytes]:
    hrefs = [(each.text or "").strip() for each in asked.findall(_HREF)]
    if len(hrefs) > MOST_HREFS:
        raise TooLarge(f"Ask for {MOST_HREFS} todos at a time at most.")
    named = {href: _name_of(href, calendar) for href in hrefs}
    members = await calendar_objects.list_named(
        connection,
        calendar.user_id,
        calendar.category_id,
        [name for name in named.values() if name is not None],
        with_content=wanted.needs_content,
    )
    found = {each.name for each in members}
    not_here = [missing(href) for href, name in named.items() if name not in found]
    return await _listed(connection, request, calendar, members, wanted, after=not_here)


def _name_of(href: str, calendar: Calendar) -> str | None:
    """What a todo of this calendar is called there; None for an address of anything else."""
    try:
        place = find_place(path_of(href), calendar.user_id)
    except (NotFound, Malformed):
        return None
    return place.name if isinstance(place, ObjectPlace) and place.calendar == calendar.name else None


async def _query(
    connection: Connection,
    request: DavRequest,
    calendar: Calendar,
    wanted: Wanted,
    query: Query,
    *,
    only: ObjectPlace | None,
) -> AsyncIterator[bytes]:
    with_content = wanted.needs_content or query.needs_content
    if only is not None:
        member = await find_member(connection, only, with_content=with_content)
        members = [] if member is None else [member]
    else:
        members = await calendar_objects.list_members(
            connection, calendar.user_id, calendar.category_id, with_content=with_content
        )
    if query.needs_content:
        words = await load_words(connection, calendar.user_id)
        timezone = request.user.timezone
        members = [
            each for each in members if query.matches(parse(content_of(each, words, timezone=timezone)), timezone)
        ]
    elif query.matches_nothing:
        members = []
    return await _listed(connection, request, calendar, members, wanted)


async def _sync(
    connection: Connection, request: DavRequest, calendar: Calendar, wanted: Wanted, asked: xml.Element
) -> AsyncIterator[bytes]:
    moment = await calendar_moment(connection, calendar.user_id)
    given = (asked.findtext(names.SYNC_TOKEN) or "").strip()
    gone: list[str] = []
    if given:
        members, gone = await _changed(connection, calendar, wanted, since(given, calendar.user_id, moment))
    else:
        members = await calendar_objects.list_members(
            connection, calendar.user_id, calendar.category_id, with_content=wanted.needs_content
        )
    if len(members) + len(gone) > _limit(asked):
        raise MoreThanAsked
    end = [missing(path) for path in gone] + [_token_element(calendar, moment)]
    return await _listed(connection, request, calendar, members, wanted, after=end)


def _limit(asked: xml.Element) -> float:
    """How many responses are wanted at most (RFC 5323, 5.17)."""
    number = (asked.findtext(f"{{{DAV}}}limit/{{{DAV}}}nresults") or "").strip()
    return int(number) if _NUMBER.fullmatch(number) else math.inf


async def _changed(
    connection: Connection, calendar: Calendar, wanted: Wanted, first: int
) -> tuple[list[Member], list[str]]:
    """What is here and changed, and where there is nothing any more."""
    user_id, category_id = calendar.user_id, calendar.category_id
    touched = await calendar_changes.list_touched(connection, user_id, category_id, since=first)
    if touched.is_too_much:
        raise TokenInvalid
    relabelled = await calendar_changes.list_carrying(connection, user_id, touched.labels)
    members = await calendar_objects.list_by_id(
        connection, user_id, category_id, [*touched.todos, *relabelled], with_content=wanted.needs_content
    )
    here = {each.id for each in members}
    away = [each for each in touched.todos if each not in here]
    gone = await calendar_changes.list_gone(connection, user_id, category_id, away)
    gone |= {each for each in away if touched.todos[each]}
    left = set(await calendar_changes.list_left(connection, user_id, category_id, since=first))
    left |= set((await calendar_objects.list_names(connection, user_id, list(gone))).values())
    again = await calendar_objects.list_named(connection, user_id, category_id, list(left), with_content=False)
    left -= {each.name for each in again}
    return members, [ObjectPlace(user_id, calendar.name, name).path for name in sorted(left)]


async def _listed(
    connection: Connection,
    request: DavRequest,
    calendar: Calendar,
    members: list[Member],
    wanted: Wanted,
    *,
    after: list[str] | None = None,
) -> AsyncIterator[bytes]:
    words = await load_words(connection, calendar.user_id)
    ids = [each.id for each in members]
    dead = await list_dead_properties(connection, calendar.user_id, todo_ids=ids) if ids else {}
    found = [AtObject(request.user, each, words) for each in members]
    return listed(calendar, found, wanted, dead=dead, after=after or [])


def _token_element(calendar: Calendar, moment: Moment) -> str:
    return xml.element(names.SYNC_TOKEN, xml.text(token_of(calendar.user_id, moment)))
