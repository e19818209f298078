"""PUT: a client's calendar object becomes a todo, or changes one (RFC 4791, 5.3.2)."""

from typing import Final

from voicetodo.kit.errors import Malformed
from voicetodo.modules.todo.dav import addresses
from voicetodo.modules.todo.dav.addresses import ObjectPlace, find_place
from voicetodo.modules.todo.dav.calendars import find_calendar, load_words
from voicetodo.modules.todo.dav.conditions import check
from voicetodo.modules.todo.dav.content import etag_of, is_verbatim
from voicetodo.modules.todo.dav.entering import enter
from voicetodo.modules.todo.dav.errors import (
    CalendarDataInvalid,
    DavMethodNotAllowed,
    NoParent,
    NotCalendarData,
    ObjectTooLarge,
    OnlyTodos,
)
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest
from voicetodo.modules.todo.dav.objects import METHODS, ORIGIN, find_member, get_member
from voicetodo.modules.todo.dav.properties import MAX_OBJECT_BYTES
from voicetodo.modules.todo.dav.storing import Sent, store
from voicetodo.modules.todo.dav.vtodo.content_lines import Unreadable, parse
from voicetodo.modules.todo.dav.vtodo.reading import WrongComponent, read
from voicetodo.modules.todo.service.desk import Desk

_CALENDAR: Final = frozenset({"", "text/calendar"})


async def put(desk: Desk, request: DavRequest) -> Answer:
    """The tag is told only where what was sent is what will be read, word for word (RFC 4791, 5.3.4)."""
    if addresses.parent_is_missing(request.path, request.user.id):
        raise NoParent
    place = find_place(request.path, request.user.id)
    if not isinstance(place, ObjectPlace) or request.path.endswith("/"):
        raise DavMethodNotAllowed("Todos stand in calendars.", headers={"Allow": METHODS})
    if "content-range" in request.headers:
        raise Malformed("Send the whole of it (RFC 9110, 14.5).")
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        if await find_calendar(ledger.tx, ledger.user_id, place.calendar) is None:
            raise NoParent
        entered = await enter(ledger, place)
        calendar, there = entered.calendar, entered.ledger
        sent = read_sent(request)
        before = await find_member(there.tx, calendar, place.name, with_content=True)
        words = await load_words(there.tx, there.user_id)
        check(request.headers, None if before is None else etag_of(before, words))
        await store(there, calendar, place.name, sent, before)
        member = await get_member(there.tx, calendar, place.name, with_content=True)
        words = await load_words(there.tx, there.user_id)
    is_as_sent = is_verbatim(member, words, timezone=request.user.timezone)
    return Answer(201 if before is None else 204, headers={"etag": etag_of(member, words)} if is_as_sent else {})


def read_sent(request: DavRequest) -> Sent:
    """Raises NotCalendarData, ObjectTooLarge, OnlyTodos, CalendarDataInvalid."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _CALENDAR:
        raise NotCalendarData
    if len(request.body) > MAX_OBJECT_BYTES:
        raise ObjectTooLarge
    try:
        content = request.body.decode("utf-8-sig")
        calendar = parse(content)
        return Sent(content, read(calendar, timezone=request.user.timezone), request.user.timezone)
    except UnicodeDecodeError as error:
        raise CalendarDataInvalid("It must be encoded in UTF-8.") from error
    except WrongComponent as error:
        raise OnlyTodos from error
    except Unreadable as error:
        raise CalendarDataInvalid(f"This is not a todo in iCalendar. {error}") from error
