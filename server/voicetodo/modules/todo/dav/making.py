"""MKCALENDAR (RFC 4791, 5.3.1) and MKCOL (RFC 4918, 9.3; RFC 5689): a calendar is a category."""

from uuid import UUID

from voicetodo.kit.errors import UnsupportedMedia
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.dav import addresses, names, xml
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace, find_place
from voicetodo.modules.todo.dav.calendars import Calendar, find_calendar
from voicetodo.modules.todo.dav.entering import Entered
from voicetodo.modules.todo.dav.errors import CalendarExists, NoCalendarHere, NoParent, OnlyTodos, PropertyProtected
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest
from voicetodo.modules.todo.dav.names import CALDAV, DAV
from voicetodo.modules.todo.dav.objects import METHODS, ORIGIN, find_member
from voicetodo.modules.todo.dav.patching import Patch, apply, read_patch
from voicetodo.modules.todo.naming import MAX_NAME, plain_name
from voicetodo.modules.todo.service import categories
from voicetodo.modules.todo.service.categories import CategoryDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.store import todos
from voicetodo.modules.todo.store.calendars import name_calendar

_EXPECTED = (f"{{{CALDAV}}}mkcalendar", f"{{{DAV}}}mkcol")
_XML = frozenset({"application/xml", "text/xml"})


async def make(desk: Desk, request: DavRequest) -> Answer:
    """Raises CalendarExists, NoCalendarHere, NoParent, OnlyTodos, NotXml."""
    if addresses.parent_is_missing(request.path, request.user.id):
        raise NoParent
    place = find_place(request.path, request.user.id)
    patch = _read(request)
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        await todos.lock_tree(ledger.tx, ledger.user_id)
        await _check_free(ledger, place)
        if not isinstance(place, CalendarPlace):
            raise NoCalendarHere
        category_id = await _create(ledger, place, patch)
        await name_calendar(ledger.tx, ledger.user_id, category_id, place.calendar)
        category = await CATEGORY.rows.find(ledger.tx, ledger.user_id, category_id)
        rest = Patch({name: change for name, change in patch.changes.items() if name != names.DISPLAYNAME})
        if await apply(Entered(Calendar(ledger.user_id, place.calendar, category, 0), ledger), rest):
            raise PropertyProtected
    return Answer(201, headers={"cache-control": "no-cache"})


def _read(request: DavRequest) -> Patch:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.body.strip() and kind not in _XML:
        raise UnsupportedMedia("Send the properties of a calendar as XML.")
    patch = read_patch(xml.parse(request.body, expected=_EXPECTED))
    kinds = patch.changes.pop(names.SUPPORTED_COMPONENTS, None)
    if kinds is not None and "VTODO" not in kinds[0].upper():
        raise OnlyTodos
    patch.changes.pop(names.RESOURCETYPE, None)
    if patch.refused:
        raise PropertyProtected
    return patch


async def _check_free(ledger: Ledger, place: addresses.Place) -> None:
    """Raises CalendarExists, NoParent."""
    match place:
        case CalendarPlace():
            if await find_calendar(ledger.tx, ledger.user_id, place.calendar) is not None:
                raise CalendarExists(headers={"Allow": METHODS})
        case ObjectPlace():
            calendar = await find_calendar(ledger.tx, ledger.user_id, place.calendar)
            if calendar is None:
                raise NoParent
            if await find_member(ledger.tx, calendar, place.name, with_content=False) is not None:
                raise CalendarExists(headers={"Allow": METHODS})
        case _:
            raise CalendarExists(headers={"Allow": METHODS})


async def _create(ledger: Ledger, place: CalendarPlace, patch: Patch) -> UUID:
    """A category by the name that was given, or the next that is free: only here are names unique."""
    given = patch.changes.get(names.DISPLAYNAME)
    wanted = plain_name(given[1] if given is not None else "") or place.calendar
    name, number = wanted[:MAX_NAME], 1
    while await CATEGORY.rows.find_by_name(ledger.tx, ledger.user_id, name) is not None:
        number += 1
        ending = f" {number}"
        name = f"{wanted[: MAX_NAME - len(ending)]}{ending}"
    category, _ = await categories.create(ledger, CategoryDraft(name=name), category_id=new_id())
    return category.id
