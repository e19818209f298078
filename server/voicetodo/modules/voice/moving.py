"""Dues that are moved from where they stand: "a week later", "at five instead", "to Monday" at the same hour."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from msgspec.structs import replace

from voicetodo.language.interpretation import Slots
from voicetodo.modules.todo.api import Due
from voicetodo.modules.voice.scene import Scene


def moved(todo_id: UUID, slots: Slots, scene: Scene) -> dict[str, Any]:
    """The new due as a field to change; nothing where no such move was asked for.

    Raises OverflowError where the calendar ends before the new due.
    """
    now = scene.dues.get(str(todo_id))
    if slots.due_time_only and slots.due is not None and now is not None and now.date >= scene.today:
        return {"due": scene.due(now.date.isoformat(), slots.due.time)}
    if slots.due is not None and slots.due.time is None and now is not None and now.time is not None:
        return {"due": replace(now, date=date.fromisoformat(slots.due.date))}
    if not any((slots.due_shift_days, slots.due_shift_months, slots.due_shift_minutes)):
        return {}
    by_the_clock = bool(slots.due_shift_minutes)
    # It stays in its own zone, unless all that is known of its time is the speaker's clock.
    zone = scene.timezone if now is None or (by_the_clock and now.time is None) else now.timezone
    there = _shifted(_start(now, scene, zone, by_the_clock=by_the_clock, is_later=_is_later(slots)), slots)
    has_time = by_the_clock or (now is not None and now.time is not None)
    return {"due": Due(date=there.date(), time=f"{there:%H:%M}" if has_time else None, timezone=zone)}


def _shifted(start: datetime, slots: Slots) -> datetime:
    try:
        return start + relativedelta(
            days=slots.due_shift_days or 0, months=slots.due_shift_months or 0, minutes=slots.due_shift_minutes or 0
        )
    except ValueError as error:  # years out of range; days and minutes overflow by themselves
        raise OverflowError(str(error)) from error


def _is_later(slots: Slots) -> bool:
    parts = (slots.due_shift_months, slots.due_shift_days, slots.due_shift_minutes)
    return next((part > 0 for part in parts if part), True)


def _start(now: Due | None, scene: Scene, zone: str, *, by_the_clock: bool, is_later: bool) -> datetime:
    """Where the move begins, in that zone: at the due; later than something long past means later than today."""
    here = scene.said_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    if now is None:
        return here
    clock = time.fromisoformat(now.time) if now.time else (here.time() if by_the_clock else time())
    start = datetime.combine(now.date, clock)
    return datetime.combine(here.date(), clock) if is_later and now.date < here.date() else start
