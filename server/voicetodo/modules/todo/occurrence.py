"""Which occurrence of a recurring todo somebody means, and whether it is still the present one. Pure."""

import re
from datetime import date, datetime
from typing import Final

import msgspec

from voicetodo.modules.todo import recurrence
from voicetodo.modules.todo.api import Todo

#: A day, and perhaps a time, both local to the todo.
PATTERN: Final = r"^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$"


class Occurrence(msgspec.Struct, frozen=True):
    """By the day on which it is due; and by its `time` (`HH:MM`), which counts where the rule has several on a day."""

    day: date
    time: str | None = None

    @classmethod
    def read(cls, text: str) -> "Occurrence":
        """`2026-01-07` or `2026-01-07T09:00`. Raises ValueError."""
        if re.fullmatch(PATTERN, text, re.ASCII) is None:
            raise ValueError(text)
        moment = datetime.fromisoformat(text)
        return cls(moment.date(), f"{moment:%H:%M}" if "T" in text else None)

    def is_present(self, todo: Todo) -> bool:
        """Whether the todo stands at it. Moved by hand to another day it is still the same one."""
        return self.day in _days_of(todo) and self._time_at(todo) in {None, self.time}

    def has_passed(self, todo: Todo) -> bool:
        """Whether the todo went on since it was seen there."""
        rule, days = todo.recurrence, _days_of(todo)
        if rule is None or not days or self.is_present(todo):
            return False
        if rule.from_completion and rule.occurrence is None:
            return True  # done early it comes back before it was due
        return (min(days), self._time_at(todo) or "") > (self.day, self.time or "")

    def _time_at(self, todo: Todo) -> str | None:
        """The time that tells it from others on its day; None where none does, or none was named."""
        due, rule = todo.due, todo.recurrence
        if self.time is None or due is None or due.time is None or due.date != self.day or rule is None:
            return None
        return due.time if recurrence.comes_several_times_a_day(rule) else None


def _days_of(todo: Todo) -> set[date]:
    """By which the present one is known: where it is due, and where the rule has it."""
    days = (todo.due and todo.due.date, todo.recurrence and todo.recurrence.occurrence)
    return {each for each in days if each is not None}
