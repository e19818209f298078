"""Answers that name many todos: written piece by piece, so that other requests are not kept waiting."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Final
from uuid import UUID

from voicetodo.kit.errors import Malformed
from voicetodo.modules.todo.dav import names, xml
from voicetodo.modules.todo.dav.addresses import ObjectPlace
from voicetodo.modules.todo.dav.calendars import Calendar
from voicetodo.modules.todo.dav.properties import NEED_CONTENT, OF_OBJECT, AtObject

#: Todos written at a stretch: some five milliseconds.
_AT_ONCE: Final = 50
_MOST_NAMED: Final = 200
_LONGEST_NAME: Final = 500

DeadProperties = dict[UUID | None, dict[str, str]]


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

    def of_object(self, at: AtObject, dead: dict[str, str]) -> str:
        if self.named is None:
            live = {
                name: "" if self.is_names_only else written(at)
                for name, written in OF_OBJECT.items()
                if name not in NEED_CONTENT
            }
            return self.of(live, dead)
        found, missing = "", ""
        for name in self.named:
            written = OF_OBJECT.get(name)
            if written is not None:
                found += xml.element(name, written(at))
            elif name in dead:
                found += dead[name]
            else:
                missing += xml.element(name)
        return _propstats(found, missing)

    def of(self, live: dict[str, str], dead: dict[str, str]) -> str:
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


async def listed(
    calendar: Calendar,
    found: Sequence[AtObject],
    wanted: Wanted,
    *,
    dead: DeadProperties,
    before: Iterable[str] = (),
    after: Iterable[str] = (),
) -> AsyncIterator[bytes]:
    """A multistatus: `before`, each todo, `after`; these are XML already."""
    yield (xml.opening("multistatus") + "".join(before)).encode()
    for start in range(0, len(found), _AT_ONCE):
        yield "".join(
            xml.response(
                ObjectPlace(calendar.user_id, calendar.name, at.member.name).path,
                wanted.of_object(at, dead.get(at.member.id, {})),
            )
            for at in found[start : start + _AT_ONCE]
        ).encode()
        await asyncio.sleep(0)
    yield ("".join(after) + xml.closing("multistatus")).encode()


def missing(path: str) -> str:
    """The response for what is not there."""
    return xml.response(path, xml.status(404))


def _propstats(found: str, missing: str) -> str:
    parts = xml.propstat(200, found) if found or not missing else ""
    return parts + (xml.propstat(404, missing) if missing else "")
