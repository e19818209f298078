"""Where things stand below `/dav/`, and back from an address to what stands there."""

from contextlib import suppress
from typing import Final
from urllib.parse import quote, unquote, urlsplit
from uuid import UUID

import msgspec

from voicetodo.kit.errors import Malformed, NotFound

ROOT: Final = "/dav/"
INBOX: Final = "inbox"
_LONGEST_NAME: Final = 300
_CALENDARS: Final = "calendars"
_PRINCIPALS: Final = "principals"


class Root(msgspec.Struct, frozen=True):
    """`/dav/`, and the folder of all principals."""

    path: str = ROOT


class Principal(msgspec.Struct, frozen=True):
    """The user, as clients speak of them (RFC 3744, 2)."""

    user_id: UUID

    @property
    def path(self) -> str:
        return f"{ROOT}{_PRINCIPALS}/{self.user_id}/"


class Home(msgspec.Struct, frozen=True):
    """The folder of a user's calendars (RFC 4791, 6.2.1)."""

    user_id: UUID

    @property
    def path(self) -> str:
        return f"{ROOT}{_CALENDARS}/{self.user_id}/"


class CalendarPlace(msgspec.Struct, frozen=True):
    """Where a calendar is, or could be."""

    user_id: UUID
    calendar: str

    @property
    def path(self) -> str:
        return f"{Home(self.user_id).path}{quote(self.calendar, safe=_SAFE)}/"


class ObjectPlace(msgspec.Struct, frozen=True):
    """Where a todo is, or could be."""

    user_id: UUID
    calendar: str
    name: str

    @property
    def path(self) -> str:
        return f"{CalendarPlace(self.user_id, self.calendar).path}{quote(self.name, safe=_SAFE)}"


Place = Root | Principal | Home | CalendarPlace | ObjectPlace
_SAFE: Final = "-._~!$&'()*+,;=:@"


def find_place(path: str, user_id: UUID) -> Place:
    """What a decoded path names, for this user. Raises NotFound for anything of somebody else's, or of nobody's."""
    if not f"{path}/".startswith(ROOT):
        raise NotFound
    parts = path.removeprefix("/dav").strip("/").split("/")
    if any(each in {".", ".."} or len(each) > _LONGEST_NAME or not each.isprintable() for each in parts):
        raise NotFound
    match parts:
        case [""] | ["principals"] | ["calendars"]:
            return Root(path=ROOT if parts == [""] else f"{ROOT}{parts[0]}/")
        case ["principals", whose] if whose == str(user_id):
            return Principal(user_id)
        case ["calendars", whose] if whose == str(user_id):
            return Home(user_id)
        case ["calendars", whose, calendar] if whose == str(user_id):
            return CalendarPlace(user_id, calendar)
        case ["calendars", whose, calendar, name] if whose == str(user_id):
            return ObjectPlace(user_id, calendar, name)
        case _:
            raise NotFound


def find_person(path: str) -> UUID | None:
    """Whom the address of a principal names; None for any other address."""
    match path.removeprefix(ROOT).strip("/").split("/"):
        case ["principals", whose]:
            with suppress(ValueError):
                return UUID(whose) if str(UUID(whose)) == whose else None
    return None


def parent_is_missing(path: str, user_id: UUID) -> bool:
    """Whether the path lies deeper in the user's own calendars than anything can."""
    parts = path.removeprefix("/dav").strip("/").split("/")
    return len(parts) > 4 and parts[:2] == [_CALENDARS, str(user_id)]


def path_of(address: str) -> str:
    """The decoded path of an address in a request: whole, or from the root on. Raises Malformed."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError as error:
        raise Malformed("This is no address.") from error
    return unquote(path, errors="replace")
