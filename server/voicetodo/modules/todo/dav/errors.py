"""What can go wrong over WebDAV: a status, and the condition that failed (RFC 4918, 16; RFC 4791, 1.3)."""

from typing import ClassVar

from voicetodo.kit.errors import Conflict, DomainError, Forbidden, PreconditionFailed, UnsupportedMedia
from voicetodo.modules.todo.dav.names import CALDAV, DAV


class WithCondition(DomainError):
    """Told with the name of the condition, for clients that act on it. Only ever together with a status.

    `inside` is what the condition says more of, as XML.
    """

    condition: ClassVar[str]
    inside: str = ""


class NotThisDeep(WithCondition, Forbidden):
    """Ask for one folder at a time: Depth must be 0 or 1 here."""

    condition = f"{{{DAV}}}propfind-finite-depth"


class ReportUnknown(WithCondition, Forbidden):
    """There is no such report here."""

    condition = f"{{{DAV}}}supported-report"


class TokenInvalid(WithCondition, Forbidden):
    """This sync token is not honoured any more. Begin anew, with an empty one."""

    condition = f"{{{DAV}}}valid-sync-token"


class MoreThanAsked(WithCondition, Forbidden):
    """More has changed than you want to hear of at once. Ask without a limit."""

    condition = f"{{{DAV}}}number-of-matches-within-limits"


class PropertyProtected(WithCondition, Forbidden):
    """This property cannot be set."""

    condition = f"{{{DAV}}}cannot-modify-protected-property"


class NeedPrivileges(WithCondition, Forbidden):
    """You may look, but not change anything here."""

    condition = f"{{{DAV}}}need-privileges"


class CalendarExists(WithCondition):
    """Something is at this address already."""

    status = 405
    condition = f"{{{DAV}}}resource-must-be-null"


class NoCalendarHere(WithCondition, Forbidden):
    """A calendar can be made right below the home of your calendars only."""

    condition = f"{{{CALDAV}}}calendar-collection-location-ok"


class OnlyTodos(WithCondition, Forbidden):
    """Calendars here hold todos (VTODO) only."""

    condition = f"{{{CALDAV}}}supported-calendar-component"


class NotCalendarData(WithCondition, UnsupportedMedia):
    """Send iCalendar, and say so: Content-Type: text/calendar."""

    condition = f"{{{CALDAV}}}supported-calendar-data"


class CalendarDataInvalid(WithCondition, Forbidden):
    """This is not a todo in iCalendar."""

    condition = f"{{{CALDAV}}}valid-calendar-data"


class ObjectTooLarge(WithCondition, Forbidden):
    """This is larger than a todo may be."""

    condition = f"{{{CALDAV}}}max-resource-size"


class UidTaken(WithCondition, Conflict):
    """Another resource of this calendar has this UID, or this resource another one."""

    condition = f"{{{CALDAV}}}no-uid-conflict"


class FilterUnsupported(WithCondition, Forbidden):
    """This filter is not supported."""

    condition = f"{{{CALDAV}}}supported-filter"


class NoParent(Conflict):
    """There is no calendar in which this could stand."""


class NotEditable(Forbidden):
    """This belongs to the service and stays as it is."""


class WouldOverwrite(PreconditionFailed):
    """Something is at the destination already, and you do not want to overwrite it."""


class DavMethodNotAllowed(DomainError):
    """This cannot be done to what is here."""

    status = 405
