"""In whose space a request writes: the user's own, or that of somebody who shares a calendar with them."""

import msgspec

from voicetodo.modules.todo.api import Role
from voicetodo.modules.todo.dav.addresses import CalendarPlace, ObjectPlace
from voicetodo.modules.todo.dav.calendars import Calendar, get_calendar
from voicetodo.modules.todo.service import access
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.references import lock_trees


class Entered(msgspec.Struct, frozen=True):
    """A calendar, and the ledger of the space it lies in."""

    calendar: Calendar
    ledger: Ledger


async def enter(ledger: Ledger, place: CalendarPlace | ObjectPlace, *, needs: Role = "editor") -> Entered:
    """Until the transaction ends the calendar stays, and nobody takes the right away. Raises NotFound, NotAllowed."""
    [entered] = await enter_all(ledger, (place, needs))
    return entered


async def enter_all(ledger: Ledger, *wanted: tuple[CalendarPlace | ObjectPlace, Role]) -> list[Entered]:
    """The same of several. Who may comes before the trees, and these in one order, so that no two wait in a ring."""
    ledgers: list[Ledger] = []
    for place, needs in wanted:
        calendar = await get_calendar(ledger.tx, place.user_id, place.calendar)
        category = calendar.category
        if category is None or calendar.is_own:
            ledgers.append(ledger)
        else:
            ledgers.append(await access.at_category(ledger, category.id, needs=needs))
    await lock_trees(ledger, *ledgers)
    return [
        Entered(await get_calendar(ledger.tx, place.user_id, place.calendar), there)
        for (place, _), there in zip(wanted, ledgers, strict=True)
    ]
