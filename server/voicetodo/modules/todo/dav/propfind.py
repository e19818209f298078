"""PROPFIND (RFC 4918, 9.1): what stands where, and what is known of it."""

from collections.abc import Mapping

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import NotFound
from voicetodo.modules.auth.api import User
from voicetodo.modules.todo.dav import properties, xml
from voicetodo.modules.todo.dav.addresses import (
    CalendarPlace,
    Home,
    ObjectPlace,
    Place,
    Principal,
    Root,
    find_person,
    find_place,
)
from voicetodo.modules.todo.dav.calendars import Calendar, get_calendar, list_calendars, load_words
from voicetodo.modules.todo.dav.conditions import depth_of
from voicetodo.modules.todo.dav.errors import NotThisDeep
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest, multistatus
from voicetodo.modules.todo.dav.listing import Wanted, listed, pages
from voicetodo.modules.todo.dav.names import DAV
from voicetodo.modules.todo.dav.objects import get_member
from voicetodo.modules.todo.dav.properties import AtCalendar, AtObject
from voicetodo.modules.todo.dav.tokens import token_of
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import calendar_members
from voicetodo.modules.todo.store.calendar_changes import calendar_moment
from voicetodo.modules.todo.store.calendars import find_owner_name, list_dead_properties


async def propfind(desk: Desk, request: DavRequest) -> Answer:
    """Raises NotFound, NotThisDeep, NotXml."""
    person_id = find_person(request.path)
    place = Principal(person_id) if person_id is not None else find_place(request.path, request.user.id)
    wanted = Wanted(xml.parse(request.body, expected=(f"{{{DAV}}}propfind",)))
    depth = depth_of(request.headers, default="infinity")
    if depth == "infinity" and not isinstance(place, ObjectPlace):
        raise NotThisDeep
    async with desk.database.connection() as connection:
        responses = await _responses(connection, request, place, wanted, has_children=depth == "1")
        if not isinstance(place, CalendarPlace) or depth == "0":
            return multistatus(xml.multistatus(responses))
        calendar = await get_calendar(connection, request.user.id, place.calendar)
        ids = await calendar_members.list_ids(connection, calendar.collection)
    found = pages(desk, request.user, calendar, ids, with_content=wanted.needs_content, with_dead=wanted.needs_dead)
    return multistatus(listed(found, wanted, before=responses))


async def _responses(
    connection: Connection, request: DavRequest, place: Place, wanted: Wanted, *, has_children: bool
) -> list[str]:
    user = request.user
    match place:
        case Root():
            found = [xml.response(place.path, wanted.of(properties.of_root(user), {}))]
            if has_children and place.path.endswith("/principals/"):
                found.append(xml.response(Principal(user.id).path, wanted.of(properties.of_principal(user), {})))
            return found
        case Principal() if place.user_id != user.id:
            name = await find_owner_name(connection, user.id, place.user_id)
            if name is None:
                raise NotFound
            return [xml.response(place.path, wanted.of(properties.of_other(place.user_id, name, user), {}))]
        case Principal():
            return [xml.response(place.path, wanted.of(properties.of_principal(user), {}))]
        case Home():
            found = [xml.response(place.path, wanted.of(properties.of_home(user), {}))]
            if has_children:
                for calendar in await list_calendars(connection, user.id):
                    found.append(await calendar_response(connection, user, calendar, wanted))
            return found
        case CalendarPlace():
            calendar = await get_calendar(connection, user.id, place.calendar)
            return [await calendar_response(connection, user, calendar, wanted)]
        case ObjectPlace():
            calendar = await get_calendar(connection, user.id, place.calendar)
            words = await load_words(connection, calendar.owner_id)
            member = await get_member(connection, calendar, place.name, with_content=wanted.needs_content)
            dead = await list_dead_properties(connection, calendar.owner_id, todo_ids=[member.id])
            at = AtObject(user, calendar, member, words, dead.get(member.id, {}))
            return [xml.response(place.path, wanted.of_object(at))]


async def calendar_response(connection: Connection, user: User, calendar: Calendar, wanted: Wanted) -> str:
    """What clients keep on a calendar is its owner's alone."""
    token = token_of(user.id, await calendar_moment(connection, calendar.collection))
    dead: Mapping[str, str] = {}
    if calendar.is_own:
        kept = await list_dead_properties(connection, user.id, category_id=calendar.category_id)
        dead = kept.get(None, {})
    return xml.response(calendar.path, wanted.of(properties.of_calendar(AtCalendar(user, calendar, token)), dead))
