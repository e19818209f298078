"""Answers that name many todos: read and written a few at a time, so that they take no room and keep nobody waiting."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from voicetodo.kit.errors import Malformed
from voicetodo.modules.auth.api import User
from voicetodo.modules.todo.dav import names, xml
from voicetodo.modules.todo.dav.calendars import Calendar, load_words
from voicetodo.modules.todo.dav.properties import NEED_CONTENT, OF_OBJECT, AtObject
from voicetodo.modules.todo.dav.turns import in_turns
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import calendar_members
from voicetodo.modules.todo.store.calendars import list_dead_properties

#: Todos at a time; those with all that was ever written in them are larger.
_AT_ONCE: Final = 250
_WITH_CONTENT_AT_ONCE: Final = 50
_MOST_NAMED: Final = 200
_LONGEST_NAME: Final = 500

Pages = AsyncIterator[Sequence[AtObject]]


class Wanted:
    """The properties that a client asks for: those it names; all there are; or only what they are called.

    Raises Malformed for more than any client of today asks for: each is answered for each todo.
    """

    def __init__(self, asked: xml.Element | None) -> None:
        children = [] if asked is None else [child.tag for child in asked]
        self.is_names_only = f"{{{names.DAV}}}propname" in children
        self.named: tuple[str, ...] | None = None
        if asked is not None and f"{{{names.DAV}}}prop" in children:
            self.named = tuple(dict.fromkeys(child.tag for child in asked.find(f"{{{names.DAV}}}prop")))
            if len(self.named) > _MOST_NAMED or any(len(name) > _LONGEST_NAME for name in self.named):
                raise Malformed(f"Ask for {_MOST_NAMED} properties at most, with names of {_LONGEST_NAME} characters.")

    @property
    def needs_content(self) -> bool:
        return not NEED_CONTENT.isdisjoint(self.named or ())

    @property
    def needs_dead(self) -> bool:
        return self.named is None or not OF_OBJECT.keys() >= set(self.named)

    def of_object(self, at: AtObject) -> str:
        if self.named is None:
            live = {
                name: "" if self.is_names_only else written(at)
                for name, written in OF_OBJECT.items()
                if name not in NEED_CONTENT
            }
            return self.of(live, at.dead)
        found, missing = "", ""
        for name in self.named:
            written = OF_OBJECT.get(name)
            if written is not None:
                found += xml.element(name, written(at))
            elif name in at.dead:
                found += at.dead[name]
            else:
                missing += xml.element(name)
        return _propstats(found, missing)

    def of(self, live: dict[str, str], dead: Mapping[str, str]) -> str:
        """The parts of a response for something with these properties."""
        if self.is_names_only:
            return _propstats("".join(xml.element(name) for name in (*live, *dead)), "")
        if self.named is None:
            return _propstats("".join(xml.element(*each) for each in live.items()) + "".join(dead.values()), "")
        found, missing = "", ""
        for name in self.named:
            if name in live:
                found += xml.element(name, live[name])
            elif name in dead:
                found += dead[name]
            else:
                missing += xml.element(name)
        return _propstats(found, missing)


async def pages(
    desk: Desk, user: User, calendar: Calendar, ids: Sequence[UUID], *, with_content: bool, with_dead: bool
) -> Pages:
    """These todos; one that left the calendar in between is left out, and so are all once the reader may not see it."""
    size = _WITH_CONTENT_AT_ONCE if with_content or with_dead else _AT_ONCE
    words = None
    for start in range(0, len(ids), size):
        some = ids[start : start + size]
        async with desk.database.connection() as connection:
            words = words or await load_words(connection, calendar.owner_id)
            members = await calendar_members.list_by_id(
                connection, calendar.collection, some, with_content=with_content
            )
            dead = await list_dead_properties(connection, calendar.owner_id, todo_ids=some) if with_dead else {}
        yield [AtObject(user, calendar, each, words, dead.get(each.id, {})) for each in members]


async def listed(
    found: Pages, wanted: Wanted, *, before: Iterable[str] = (), after: Iterable[str] = ()
) -> AsyncIterator[bytes]:
    """A multistatus: `before`, each todo, `after`; these are XML already."""
    yield (xml.opening("multistatus") + "".join(before)).encode()
    async for page in found:
        yield "".join(await in_turns(xml.response(at.path, wanted.of_object(at)) for at in page)).encode()
    yield ("".join(after) + xml.closing("multistatus")).encode()


def missing(path: str) -> str:
    """The response for what is not there."""
    return xml.response(path, xml.status(404))


def _propstats(found: str, missing: str) -> str:
    parts = xml.propstat(200, found) if found or not missing else ""
    return parts + (xml.propstat(404, missing) if missing else "")
