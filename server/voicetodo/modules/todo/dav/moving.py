"""COPY and MOVE (RFC 4918, 9.8 and 9.9): between calendars a todo is filed anew; a copy is a todo of its own."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from voicetodo.kit.errors import Malformed
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import Role, UpdateTodo
from voicetodo.modules.todo.dav import addresses
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace, Place, find_place, path_of
from voicetodo.modules.todo.dav.calendars import find_calendar, load_words
from voicetodo.modules.todo.dav.conditions import check, may_overwrite
from voicetodo.modules.todo.dav.content import content_of, etag_of
from voicetodo.modules.todo.dav.entering import Entered, enter, enter_all
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
from voicetodo.modules.todo.store.calendar_members import Member


async def move(desk: Desk, request: DavRequest) -> Answer:
    """Raises NotFound, NotAllowed, NoParent, WouldOverwrite, NotEditable."""
    source, destination = _places(request)
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        if isinstance(source, CalendarPlace) and isinstance(destination, CalendarPlace):
            return await _rename_calendar(ledger, source, destination)
        if not isinstance(source, ObjectPlace) or not isinstance(destination, ObjectPlace):
            raise NotEditable
        here, there = await _enter_both(ledger, source, destination, needs="editor")
        member = await get_member(ledger.tx, here.calendar, source.name, with_content=True)
        check(request.headers, etag_of(member, await load_words(ledger.tx, here.ledger.user_id)))
        replaced = await _make_room(request, member, here, there, destination)
        await _file(member, here, there, source, destination)
    return Answer(204 if replaced else 201)


async def copy(desk: Desk, request: DavRequest) -> Answer:
    """With a UID of its own, as no two todos share one.

    Raises NotFound, NotAllowed, NoParent, WouldOverwrite, NotEditable.
    """
    source, destination = _places(request)
    if not isinstance(source, ObjectPlace) or not isinstance(destination, ObjectPlace):
        raise NotEditable("Calendars cannot be copied.")
    timezone = request.user.timezone
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        here, there = await _enter_both(ledger, source, destination, needs="viewer")
        member = await get_member(ledger.tx, here.calendar, source.name, with_content=True)
        words = await load_words(ledger.tx, here.ledger.user_id)
        check(request.headers, etag_of(member, words))
        replaced = await _make_room(request, member, here, there, destination)
        content = with_uid(parse(content_of(member, words, timezone=timezone)), str(uuid4()))
        sent = Sent(content, read(parse(content), timezone=timezone), timezone)
        await store(there.ledger, there.calendar, destination.name, sent, None)
        made = await get_member(ledger.tx, there.calendar, destination.name, with_content=False)
        await _keep_properties(here, there, member.id, made.id)
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


async def _enter_both(
    ledger: Ledger, source: ObjectPlace, destination: ObjectPlace, *, needs: Role
) -> tuple[Entered, Entered]:
    """`needs` is what it takes at the source. Raises NotFound, NotAllowed, NoParent."""
    if await find_calendar(ledger.tx, ledger.user_id, destination.calendar) is None:
        raise NoParent
    here, there = await enter_all(ledger, (source, needs), (destination, "editor"))
    return here, there


async def _make_room(
    request: DavRequest, member: Member, here: Entered, there: Entered, destination: ObjectPlace
) -> bool:
    """Whether something was at the destination, which goes to the trash."""
    found = await find_member(there.ledger.tx, there.calendar, destination.name, with_content=False)
    is_same = found is not None and (found.id, there.ledger.user_id) == (member.id, here.ledger.user_id)
    if found is None or is_same:
        return False
    if not may_overwrite(request.headers):
        raise WouldOverwrite
    await verbs.delete(there.ledger, found.id)
    return True


async def _file(member: Member, here: Entered, there: Entered, source: ObjectPlace, destination: ObjectPlace) -> None:
    """In another calendar, perhaps of another owner's, whose it is then with all that clients keep of it."""
    tx, category_id = here.ledger.tx, there.calendar.category_id
    stored = await todos.lock(tx, here.ledger.user_id, member.id)
    if stored is None or stored.todo.is_deleted:
        raise NotEditable("It was part of what stood at the destination.")
    is_crossing = here.ledger is not there.ledger
    if source.name != destination.name or is_crossing:
        await note_left(tx, here.ledger.user_id, stored.todo.category_id, source.name)
    if is_crossing or stored.todo.category_id != category_id:
        kept = await _properties(here, member.id)
        await verbs.update(here.ledger, UpdateTodo(id=member.id, category_id=category_id, parent_id=None))
        if is_crossing:
            await _take_along(there, member, kept)
    elif source.name != destination.name:
        await here.ledger.todos_changed("moved", [(stored, model.touched(stored.todo, now=here.ledger.now))])
    waiting_for = await attach(there.ledger, member.id, member.parent_uid)
    await calendar_objects.name_object(
        tx, there.ledger.user_id, member.id, name=destination.name, uid=member.uid, parent_uid=waiting_for
    )
    await adopt_waiting(there.ledger, member.id, member.uid)


async def _take_along(there: Entered, member: Member, properties: Mapping[str, str]) -> None:
    """What a client wrote, which has to be read anew, and what clients keep on it."""
    tx, owner_id = there.ledger.tx, there.ledger.user_id
    if member.content is not None:
        await calendar_objects.keep_content(
            tx, owner_id, member.id, member.content, version=0, labels_version=0, timezone=member.timezone
        )
    await calendars.set_dead_properties(tx, owner_id, todo_id=member.id, changes=properties)


async def _keep_properties(here: Entered, there: Entered, todo_id: UUID, copy_id: UUID) -> None:
    changes = await _properties(here, todo_id)
    await calendars.set_dead_properties(there.ledger.tx, there.ledger.user_id, todo_id=copy_id, changes=changes)


async def _properties(entered: Entered, todo_id: UUID) -> Mapping[str, str]:
    found = await calendars.list_dead_properties(entered.ledger.tx, entered.ledger.user_id, todo_ids=[todo_id])
    return found.get(todo_id, {})


async def _rename_calendar(ledger: Ledger, source: CalendarPlace, destination: CalendarPlace) -> Answer:
    calendar = (await enter(ledger, source, needs="viewer")).calendar
    is_taken = await find_calendar(ledger.tx, ledger.user_id, destination.calendar) is not None
    if calendar.category_id is None or not calendar.is_own or is_taken:
        raise NotEditable
    await calendars.name_calendar(ledger.tx, ledger.user_id, calendar.category_id, destination.calendar)
    return Answer(201)
