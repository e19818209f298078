"""PROPPATCH (RFC 4918, 9.2), and the properties a new calendar is made with: all of them are set, or none."""

import re
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.errors import DomainError, TooLarge
from voicetodo.modules.todo.api import Category
from voicetodo.modules.todo.dav import names, xml
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace, find_place
from voicetodo.modules.todo.dav.calendars import Calendar
from voicetodo.modules.todo.dav.entering import Entered, enter
from voicetodo.modules.todo.dav.errors import NotEditable
from voicetodo.modules.todo.dav.exchange import Answer, DavRequest, multistatus
from voicetodo.modules.todo.dav.names import DAV
from voicetodo.modules.todo.dav.objects import ORIGIN, get_member
from voicetodo.modules.todo.dav.properties import PROTECTED
from voicetodo.modules.todo.errors import CategoryInvalid
from voicetodo.modules.todo.naming import checked
from voicetodo.modules.todo.service import named
from voicetodo.modules.todo.service.categories import CategoryPatch
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.store import shares
from voicetodo.modules.todo.store.calendars import set_dead_properties

#: Of one calendar or todo, and of all that it keeps together: lists answer many at once.
_MOST_PROPERTIES: Final = 100
_MOST_CHARACTERS: Final = 64_000
_LONGEST_PROPERTY: Final = 20_000
_LONGEST_NAME: Final = 500
_COLOR: Final = re.compile(r"(#[0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?")
#: What a category has words for.
_OURS: Final = (names.DISPLAYNAME, names.CALENDAR_COLOR, names.CALENDAR_ORDER)


class Patch(msgspec.Struct, frozen=True):
    """Name → the element as it was sent, and its text; None removes it. In the order in which they were named."""

    changes: dict[str, tuple[str, str] | None]

    @property
    def refused(self) -> set[str]:
        """What nobody can set."""
        return {name for name in self.changes if name in PROTECTED}


class TooManyProperties(TooLarge):
    """So many properties, or such long ones, cannot be kept."""


async def proppatch(desk: Desk, request: DavRequest) -> Answer:
    """Raises NotFound, NotXml, NotEditable."""
    place = find_place(request.path, request.user.id)
    patch = read_patch(xml.parse(request.body, expected=(f"{{{DAV}}}propertyupdate",)))
    if not isinstance(place, (CalendarPlace, ObjectPlace)):
        raise NotEditable
    try:
        refused = await _patch(desk, request, place, patch)
    except TooManyProperties:
        parts = _propstats(patch, {name for name, change in patch.changes.items() if change}, code=507)
    else:
        parts = _propstats(patch, refused, code=403)
    return multistatus(xml.multistatus([xml.response(place.path, parts)]))


async def _patch(desk: Desk, request: DavRequest, place: CalendarPlace | ObjectPlace, patch: Patch) -> set[str]:
    """What cannot be set, and then nothing was. Raises NotFound, TooManyProperties."""
    async with desk.writing(request.user.id, ORIGIN) as ledger:
        if isinstance(place, CalendarPlace):
            await shares.lock_places(ledger.tx, ledger.user_id)
            return await apply(await enter(ledger, place, needs="viewer"), patch)
        entered = await enter(ledger, place)
        member = await get_member(ledger.tx, entered.calendar, place.name, with_content=False)
        if not patch.refused:
            await _set_dead(entered.ledger, patch.changes, todo_id=member.id)
    return patch.refused


def read_patch(asked: xml.Element | None) -> Patch:
    """Of a PROPPATCH, a MKCALENDAR or an extended MKCOL."""
    changes: dict[str, tuple[str, str] | None] = {}
    for part in [] if asked is None else asked:
        for prop in part.findall(f"{{{DAV}}}prop"):
            for each in prop:
                is_set = part.tag == f"{{{DAV}}}set"
                changes.pop(each.tag, None)
                changes[each.tag] = (xml.serialised(each), "".join(each.itertext())) if is_set else None
    return Patch(changes)


async def apply(entered: Entered, patch: Patch) -> set[str]:
    """Set them on a calendar; those that cannot be set, and then nothing was. Raises TooManyProperties."""
    refused = patch.refused | _others_to_set(entered.calendar, patch)
    if refused:
        return refused
    dead = dict(patch.changes)
    if entered.calendar.category is not None:
        ours = {name: dead.pop(name) for name in _OURS if name in dead}
        refused = await _apply_ours(entered, ours)
    if not refused:
        await _set_dead(entered.ledger, dead, calendar=entered.calendar)
    return refused


def _others_to_set(calendar: Calendar, patch: Patch) -> set[str]:
    """What this calendar has not, or others set. What clients keep on a calendar is its owner's alone."""
    if calendar.category is None:
        return {names.DISPLAYNAME, names.CALENDAR_ORDER} & set(patch.changes)
    if calendar.is_own:
        return set()
    return set(patch.changes) - (set(_OURS) if calendar.may("editor") else {names.CALENDAR_ORDER})


async def _apply_ours(entered: Entered, changes: dict[str, tuple[str, str] | None]) -> set[str]:
    """What cannot be set, and then nothing was."""
    calendar, ledger = entered.calendar, entered.ledger
    if calendar.category is None:
        return set(changes)
    # As it is to its owner: where it stands is each one's own.
    before = wanted = await named.lock(ledger, CATEGORY, calendar.category.id)
    for name, change in changes.items():
        try:
            wanted = _patched(wanted, name, change, ending=calendar.title_ending)
            checked(wanted, CategoryInvalid)
        except DomainError:
            return {name}
    taken = await CATEGORY.rows.find_by_name(ledger.tx, ledger.user_id, wanted.name)
    if taken is not None and taken.id != before.id:
        return {names.DISPLAYNAME}
    after = await named.write(ledger, CATEGORY, before, wanted)
    order = changes.get(names.CALENDAR_ORDER)
    if order is not None:
        await _move(ledger, after, order[1])
    return set()


def _patched(category: Category, name: str, change: tuple[str, str] | None, *, ending: str) -> Category:
    """`ending`: what we put behind its name for this user, and hear again."""
    text = "" if change is None else change[1].strip()
    if name == names.DISPLAYNAME:
        return named.patched(category, CategoryPatch(name=text.removesuffix(ending)))
    if name == names.CALENDAR_COLOR:
        found = _COLOR.fullmatch(text)
        if text and found is None:
            raise NotEditable
        return named.patched(category, CategoryPatch(color=found[1] if found else None))
    return category


async def _move(ledger: Ledger, category: Category, text: str) -> None:
    """To this place among the others, which count from 2: the inbox is first. A number that is none means nothing.

    What is shared has its place with each who sees it.
    """
    if not re.fullmatch(r"-?\d{1,9}", text.strip()):
        return
    seen = await CATEGORY.rows.list_seen(ledger.tx, ledger.actor_id)
    mine = next(each for each in seen if (each.id, each.owner_id) == (category.id, ledger.user_id))
    others = [each for each in seen if each is not mine and not each.is_archived]
    beside = [each for each in others if each.parent_id == mine.parent_id]
    before = [each.id for each in others[: max(0, int(text) - 2)] if each in beside]
    position = named.place_among(beside, before[-1] if before else None, now=ledger.now, noun=CATEGORY)
    if ledger.is_own:
        await named.write(ledger, CATEGORY, category, replace(category, position=position))
    else:
        await ledger.share_placed(category.id, position=position, is_favorite=mine.is_favorite)


async def _set_dead(
    ledger: Ledger,
    changes: dict[str, tuple[str, str] | None],
    *,
    calendar: Calendar | None = None,
    todo_id: UUID | None = None,
) -> None:
    kept = {name: None if change is None else change[0] for name, change in changes.items()}
    if any(len(name) > _LONGEST_NAME or len(content or "") > _LONGEST_PROPERTY for name, content in kept.items()):
        raise TooManyProperties
    if not kept:
        return
    number, characters = await set_dead_properties(
        ledger.tx,
        ledger.user_id,
        category_id=None if calendar is None else calendar.category_id,
        todo_id=todo_id,
        changes=kept,
    )
    if number > _MOST_PROPERTIES or characters > _MOST_CHARACTERS:
        raise TooManyProperties


def _propstats(patch: Patch, refused: set[str], *, code: int) -> str:
    """`code` is why those were refused, and the others with them."""
    if not refused:
        return xml.propstat(200, "".join(xml.element(name) for name in patch.changes))
    parts = xml.propstat(code, "".join(xml.element(name) for name in patch.changes if name in refused))
    others = [name for name in patch.changes if name not in refused]
    return parts + (xml.propstat(424, "".join(xml.element(name) for name in others)) if others else "")
