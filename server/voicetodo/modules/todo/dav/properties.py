"""The properties that the service itself answers, of each kind of thing."""

from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.modules.auth.api import User
from voicetodo.modules.todo.dav import names, xml
from voicetodo.modules.todo.dav.addresses import Home, ObjectPlace, Principal
from voicetodo.modules.todo.dav.calendars import Calendar, Words
from voicetodo.modules.todo.dav.content import CONTENT_TYPE, content_of, etag_of
from voicetodo.modules.todo.dav.names import CALDAV, DAV
from voicetodo.modules.todo.store.calendar_members import Member

MAX_OBJECT_BYTES: Final = 256_000

_COLLECTION: Final = "<D:collection/>"
_CALENDAR_REPORTS: Final = ("C:calendar-query", "C:calendar-multiget", "D:sync-collection")
_READING: Final = ("read", "read-current-user-privilege-set")
_WRITING: Final = ("write", "write-properties", "write-content", "bind", "unbind")


class AtCalendar(msgspec.Struct, frozen=True):
    """A calendar, and the token of all that has happened."""

    user: User
    calendar: Calendar
    token: str


class AtObject(msgspec.Struct, frozen=True):
    """A todo in its calendar. Its content and what clients keep on it are there only where they were asked for."""

    user: User
    calendar: Calendar
    member: Member
    words: Words
    dead: Mapping[str, str]

    @property
    def path(self) -> str:
        return ObjectPlace(self.calendar.user_id, self.calendar.name, self.member.name).path


def of_root(user: User) -> dict[str, str]:
    return {
        names.RESOURCETYPE: _COLLECTION,
        names.DISPLAYNAME: "Voice Todo",
        names.PRINCIPAL_COLLECTIONS: xml.href("/dav/principals/"),
        names.CURRENT_USER_PRIVILEGES: _privileges(_READING),
        **_everywhere(user),
    }


def of_principal(user: User) -> dict[str, str]:
    return {
        names.RESOURCETYPE: f"{_COLLECTION}<D:principal/>",
        names.DISPLAYNAME: xml.text(user.name or user.email),
        names.PRINCIPAL_URL: xml.href(Principal(user.id).path),
        names.PRINCIPAL_COLLECTIONS: xml.href("/dav/principals/"),
        names.CALENDAR_HOME: xml.href(Home(user.id).path),
        names.USER_ADDRESSES: xml.href(f"mailto:{user.email}") + xml.href(Principal(user.id).path),
        names.EMAIL_ADDRESSES: f"<CS:email-address>{xml.text(user.email)}</CS:email-address>",
        names.CURRENT_USER_PRIVILEGES: _privileges(_READING),
        **_everywhere(user),
    }


def of_other(person_id: UUID, name: str, user: User) -> dict[str, str]:
    """Somebody who shares with the user: how they are called."""
    return {
        names.RESOURCETYPE: f"{_COLLECTION}<D:principal/>",
        names.DISPLAYNAME: xml.text(name),
        names.PRINCIPAL_URL: xml.href(Principal(person_id).path),
        names.CURRENT_USER_PRIVILEGES: _privileges(_READING),
        **_everywhere(user),
    }


def of_home(user: User) -> dict[str, str]:
    return {
        names.RESOURCETYPE: _COLLECTION,
        names.DISPLAYNAME: "Voice Todo",
        names.OWNER: xml.href(Principal(user.id).path),
        names.CURRENT_USER_PRIVILEGES: _privileges((*_READING, "bind", "unbind")),
        **_everywhere(user),
    }


def of_calendar(at: AtCalendar) -> dict[str, str]:
    calendar = at.calendar
    found = {
        names.RESOURCETYPE: f"{_COLLECTION}<C:calendar/>",
        names.DISPLAYNAME: xml.text(calendar.title),
        names.GETCTAG: xml.text(at.token),
        names.SYNC_TOKEN: xml.text(at.token),
        names.SUPPORTED_REPORTS: "".join(
            f"<D:supported-report><D:report><{each}/></D:report></D:supported-report>" for each in _CALENDAR_REPORTS
        ),
        names.SUPPORTED_COMPONENTS: '<C:comp name="VTODO"/>',
        names.SUPPORTED_DATA: '<C:calendar-data content-type="text/calendar" version="2.0"/>',
        names.SUPPORTED_COLLATIONS: "".join(
            f"<C:supported-collation>{each}</C:supported-collation>" for each in ("i;ascii-casemap", "i;octet")
        ),
        names.MAX_RESOURCE_SIZE: str(MAX_OBJECT_BYTES),
        names.OWNER: xml.href(Principal(calendar.owner_id).path),
        names.CURRENT_USER_PRIVILEGES: _privileges_in(calendar),
        names.CALENDAR_ORDER: str(calendar.order),
        **_everywhere(at.user),
    }
    if calendar.color is not None:
        found[names.CALENDAR_COLOR] = f"{calendar.color.upper()}FF"
    if calendar.category is not None:
        found[names.CREATIONDATE] = _iso(calendar.category.created_at)
    return found


#: One at a time, as most clients want one or two of thousands of todos.
OF_OBJECT: Final[Mapping[str, Callable[[AtObject], str]]] = {
    names.RESOURCETYPE: lambda _: "",
    names.GETETAG: lambda at: xml.text(etag_of(at.member, at.words)),
    names.GETCONTENTTYPE: lambda _: CONTENT_TYPE,
    names.GETCONTENTLENGTH: lambda at: str(len(_content(at).encode())),
    names.GETLASTMODIFIED: lambda at: format_datetime(at.member.updated_at, usegmt=True),
    names.CREATIONDATE: lambda at: _iso(at.member.created_at),
    names.OWNER: lambda at: xml.href(Principal(at.calendar.owner_id).path),
    names.CURRENT_USER_PRIVILEGES: lambda at: _privileges_in(at.calendar),
    names.CURRENT_USER_PRINCIPAL: lambda at: xml.href(Principal(at.user.id).path),
    names.CALENDAR_DATA: lambda at: xml.text(_content(at)),
}
#: Those of a todo that need its content, and are told only to who asks for them by name.
NEED_CONTENT: Final = frozenset({names.GETCONTENTLENGTH, names.CALENDAR_DATA})

#: What nobody can set: all live properties but those that the categories have words for.
PROTECTED: Final = frozenset(
    {
        *OF_OBJECT,
        names.GETCTAG,
        names.SYNC_TOKEN,
        names.SUPPORTED_REPORTS,
        names.SUPPORTED_COMPONENTS,
        names.SUPPORTED_DATA,
        names.SUPPORTED_COLLATIONS,
        names.MAX_RESOURCE_SIZE,
        names.PRINCIPAL_URL,
        names.PRINCIPAL_COLLECTIONS,
        names.CALENDAR_HOME,
        names.USER_ADDRESSES,
        f"{{{DAV}}}lockdiscovery",
        f"{{{DAV}}}supportedlock",
        f"{{{DAV}}}acl",
        f"{{{CALDAV}}}max-instances",
    }
)


def _everywhere(user: User) -> dict[str, str]:
    return {names.CURRENT_USER_PRINCIPAL: xml.href(Principal(user.id).path)}


def _privileges_in(calendar: Calendar) -> str:
    """By the role that the user has there."""
    if calendar.is_own:
        return _privileges(("all", *_READING, *_WRITING))
    return _privileges((*_READING, *_WRITING) if calendar.may("editor") else _READING)


def _privileges(privileges: tuple[str, ...]) -> str:
    return "".join(f"<D:privilege><D:{each}/></D:privilege>" for each in privileges)


def _content(at: AtObject) -> str:
    return content_of(at.member, at.words, timezone=at.user.timezone)


def _iso(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
