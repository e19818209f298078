"""GET and DELETE of a todo, GET of a calendar, and OPTIONS."""

from typing import Final

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import NotFound
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace, find_place
from voicetodo.modules.todo.dav.calendars import get_calendar, load_words
from voicetodo.modules.todo.dav.conditions import check
from voicetodo.modules.todo.dav.content import CONTENT_TYPE, content_of, etag_of
from voicetodo.modules.todo.dav.errors import DavMethodNotAllowed, NotEditable
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest
from voicetodo.modules.todo.service import categories, verbs
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import calendar_objects, todos
from voicetodo.modules.todo.store.calendar_objects import Member

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
        member = await get_member(connection, place, with_content=True)
        words = await load_words(connection, request.user.id)
    content = content_of(member, words, timezone=request.user.timezone)
    return Answer(200, content.encode(), {"content-type": CONTENT_TYPE, "etag": etag_of(member, words)})


async def delete(desk: Desk, request: DavRequest) -> Answer:
    """A todo goes to the trash with its subtasks; a calendar with all its todos. Raises NotFound, NotEditable."""
    place = find_place(request.path, request.user.id)
    if not isinstance(place, (CalendarPlace, ObjectPlace)):
        raise NotEditable
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        await todos.lock_tree(ledger.tx, ledger.user_id)
        if isinstance(place, CalendarPlace):
            calendar = await get_calendar(ledger.tx, ledger.user_id, place.calendar)
            if calendar.category_id is None:
                raise NotEditable("The inbox is always there.")
            await categories.delete(ledger, calendar.category_id, todos_to="trash")
        else:
            member = await get_member(ledger.tx, place, with_content=False)
            check(request.headers, etag_of(member, await load_words(ledger.tx, ledger.user_id)))
            await verbs.delete(ledger, member.id)
    return Answer(204)


async def find_member(connection: Connection, place: ObjectPlace, *, with_content: bool) -> Member | None:
    """Raises NotFound where there is no such calendar."""
    calendar = await get_calendar(connection, place.user_id, place.calendar)
    found = await calendar_objects.list_named(
        connection, place.user_id, calendar.category_id, [place.name], with_content=with_content
    )
    return found[0] if found else None


async def get_member(connection: Connection, place: ObjectPlace, *, with_content: bool) -> Member:
    """Raises NotFound."""
    found = await find_member(connection, place, with_content=with_content)
    if found is None:
        raise NotFound
    return found
