"""GET and DELETE of a todo, GET of a calendar, and OPTIONS."""

from typing import Final

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import NotFound
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace, find_place
from voicetodo.modules.todo.dav.calendars import Calendar, get_calendar, load_words
from voicetodo.modules.todo.dav.conditions import check
from voicetodo.modules.todo.dav.content import CONTENT_TYPE, content_of, etag_of
from voicetodo.modules.todo.dav.entering import enter
from voicetodo.modules.todo.dav.errors import DavMethodNotAllowed, NotEditable
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest
from voicetodo.modules.todo.service import categories, verbs
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.members import Members
from voicetodo.modules.todo.store import calendar_members
from voicetodo.modules.todo.store.calendar_members import Member

#: What a change over CalDAV is told to come from.
ORIGIN: Final = Origin(source="caldav")
DAV_CLASSES: Final = "1, 3, access-control, calendar-access, extended-mkcol"
METHODS: Final = "OPTIONS, GET, HEAD, PUT, DELETE, COPY, MOVE, MKCOL, MKCALENDAR, PROPFIND, PROPPATCH, REPORT"


async def options(_desk: Desk, request: DavRequest) -> Answer:
    """What can be asked here (RFC 4918, 10.1)."""
    find_place(request.path, request.user.id)
    return Answer(200, headers={"dav": DAV_CLASSES, "allow": METHODS})


async def get(desk: Desk, request: DavRequest) -> Answer:
    """Who holds it already is told so by the edge. Raises NotFound, DavMethodNotAllowed."""
    place = find_place(request.path, request.user.id)
    if not isinstance(place, ObjectPlace):
        raise DavMethodNotAllowed(
            "Only todos can be read so. Ask for folders with PROPFIND.", headers={"Allow": METHODS}
        )
    async with desk.database.connection() as connection:
        calendar = await get_calendar(connection, place.user_id, place.calendar)
        member = await get_member(connection, calendar, place.name, with_content=True)
        words = await load_words(connection, calendar.owner_id)
    content = content_of(member, words, timezone=request.user.timezone)
    return Answer(200, content.encode(), {"content-type": CONTENT_TYPE, "etag": etag_of(member, words)})


async def delete(desk: Desk, request: DavRequest) -> Answer:
    """A todo goes to the trash with its subtasks; a calendar with all its todos. One of somebody else's is left.

    Raises NotFound, NotAllowed, NotEditable.
    """
    place = find_place(request.path, request.user.id)
    if not isinstance(place, (CalendarPlace, ObjectPlace)):
        raise NotEditable
    if isinstance(place, CalendarPlace):
        await _delete_calendar(desk, request, place)
        return Answer(204)
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        entered = await enter(ledger, place)
        there = entered.ledger
        member = await get_member(there.tx, entered.calendar, place.name, with_content=False)
        check(request.headers, etag_of(member, await load_words(there.tx, there.user_id)))
        await verbs.delete(there, member.id)
    return Answer(204)


async def _delete_calendar(desk: Desk, request: DavRequest, place: CalendarPlace) -> None:
    user_id = request.user.id
    async with desk.database.connection() as connection:
        calendar = await get_calendar(connection, user_id, place.calendar)
    if calendar.category_id is None:
        raise NotEditable("The inbox is always there.")
    if not calendar.is_own:
        await Members(desk).remove(user_id, calendar.category_id, user_id, origin=ORIGIN)
        return
    async with desk.writing(user_id, ORIGIN) as ledger:
        await categories.delete(ledger, calendar.category_id, todos_to="trash")


async def find_member(connection: Connection, calendar: Calendar, name: str, *, with_content: bool) -> Member | None:
    found = await calendar_members.list_named(connection, calendar.collection, [name], with_content=with_content)
    return found[0] if found else None


async def get_member(connection: Connection, calendar: Calendar, name: str, *, with_content: bool) -> Member:
    """Raises NotFound."""
    found = await find_member(connection, calendar, name, with_content=with_content)
    if found is None:
        raise NotFound
    return found
