"""COPY and MOVE (RFC 4918, 9.8 and 9.9): between calendars a todo is filed anew; a copy is a todo of its own."""

from uuid import uuid4

from voicetodo.kit.errors import Malformed
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import UpdateTodo
from voicetodo.modules.todo.dav import addresses
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace, Place, find_place, path_of
from voicetodo.modules.todo.dav.calendars import find_calendar, get_calendar, load_words
from voicetodo.modules.todo.dav.conditions import check, may_overwrite
from voicetodo.modules.todo.dav.content import content_of, etag_of
from voicetodo.modules.todo.dav.errors import NoParent, NotEditable, WouldOverwrite
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest
from voicetodo.modules.todo.dav.objects import ORIGIN, find_member, get_member
from voicetodo.modules.todo.dav.relating import adopt_waiting, attach
from voicetodo.modules.todo.dav.storing import Sent, store
from voicetodo.modules.todo.dav.vtodo.content_lines import parse
from voicetodo.modules.todo.dav.vtodo.reading import read
from voicetodo.modules.todo.dav.vtodo.writing import with_uid
from voicetodo.modules.todo.service import verbs
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.store import calendar_objects, calendars, todos
from voicetodo.modules.todo.store.calendar_changes import note_left
from voicetodo.modules.todo.store.calendar_objects import Member


async def move(desk: Desk, request: DavRequest) -> Answer:
    """Raises NotFound, NoParent, WouldOverwrite, NotEditable."""
    source, destination = _places(request)
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        await todos.lock_tree(ledger.tx, ledger.user_id)
        if isinstance(source, CalendarPlace) and isinstance(destination, CalendarPlace):
            return await _rename_calendar(ledger, source, destination)
        if not isinstance(source, ObjectPlace) or not isinstance(destination, ObjectPlace):
            raise NotEditable
        member = await get_member(ledger.tx, source, with_content=False)
        check(request.headers, etag_of(member, await load_words(ledger.tx, ledger.user_id)))
        replaced = await _make_room(ledger, request, member, destination)
        await _file(ledger, member, source, destination)
    return Answer(204 if replaced else 201)


async def copy(desk: Desk, request: DavRequest) -> Answer:
    """With a UID of its own, as no two todos share one. Raises NotFound, NoParent, WouldOverwrite, NotEditable."""
    source, destination = _places(request)
    if not isinstance(source, ObjectPlace) or not isinstance(destination, ObjectPlace):
        raise NotEditable("Calendars cannot be copied.")
    timezone = request.user.timezone
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        await todos.lock_tree(ledger.tx, ledger.user_id)
        member = await get_member(ledger.tx, source, with_content=True)
        words = await load_words(ledger.tx, ledger.user_id)
        check(request.headers, etag_of(member, words))
        replaced = await _make_room(ledger, request, member, destination)
        content = with_uid(parse(content_of(member, words, timezone=timezone)), str(uuid4()))
        calendar = await get_calendar(ledger.tx, ledger.user_id, destination.calendar)
        sent = Sent(content, read(parse(content), timezone=timezone))
        await store(ledger, calendar, destination.name, sent, None)
        dead = await calendars.list_dead_properties(ledger.tx, ledger.user_id, todo_ids=[member.id])
        made = await get_member(ledger.tx, destination, with_content=False)
        changes = dict(dead.get(member.id, {}))
        await calendars.set_dead_properties(ledger.tx, ledger.user_id, todo_id=made.id, changes=changes)
    return Answer(204 if replaced else 201)


def _places(request: DavRequest) -> tuple[Place, Place]:
    """Raises Malformed, NoParent, NotFound, NotEditable."""
    if "destination" not in request.headers:
        raise Malformed("A Destination header must say where to.")
    path = path_of(request.headers["destination"])
    source = find_place(request.path, request.user.id)
    if addresses.parent_is_missing(path, request.user.id):
        raise NoParent
    destination = find_place(path, request.user.id)
    if source == destination:
        raise NotEditable("It is there already.")
    return source, destination


async def _make_room(ledger: Ledger, request: DavRequest, member: Member, destination: ObjectPlace) -> bool:
    """Whether something was at the destination, which goes to the trash."""
    if await find_calendar(ledger.tx, ledger.user_id, destination.calendar) is None:
        raise NoParent
    there = await find_member(ledger.tx, destination, with_content=False)
    if there is None or there.id == member.id:
        return False
    if not may_overwrite(request.headers):
        raise WouldOverwrite
    await verbs.delete(ledger, there.id)
    return True


async def _file(ledger: Ledger, member: Member, source: ObjectPlace, destination: ObjectPlace) -> None:
    calendar = await get_calendar(ledger.tx, ledger.user_id, destination.calendar)
    stored = await todos.lock(ledger.tx, ledger.user_id, member.id)
    if stored is None or stored.todo.is_deleted:
        raise NotEditable("It was part of what stood at the destination.")
    if source.name != destination.name:
        await note_left(ledger.tx, ledger.user_id, stored.todo.category_id, source.name)
    if stored.todo.category_id != calendar.category_id:
        patch = UpdateTodo(id=member.id, category_id=calendar.category_id, parent_id=None)
        await verbs.update(ledger, patch)
    elif source.name != destination.name:
        await ledger.todos_changed("moved", [(stored, model.touched(stored.todo, now=ledger.now))])
    waiting_for = await attach(ledger, member.id, member.parent_uid)
    await calendar_objects.name_object(
        ledger.tx, ledger.user_id, member.id, name=destination.name, uid=member.uid, parent_uid=waiting_for
    )
    await adopt_waiting(ledger, member.id, member.uid)


async def _rename_calendar(ledger: Ledger, source: CalendarPlace, destination: CalendarPlace) -> Answer:
    calendar = await get_calendar(ledger.tx, ledger.user_id, source.calendar)
    if calendar.category_id is None or await find_calendar(ledger.tx, ledger.user_id, destination.calendar) is not None:
        raise NotEditable
    await calendars.name_calendar(ledger.tx, ledger.user_id, calendar.category_id, destination.calendar)
    return Answer(201)
