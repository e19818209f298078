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
    #: Whether the same may be asked again with nothing else to know it by: a day alone then names none of several.
    is_repeatable: bool = False

    @classmethod
    def read(cls, text: str) -> "Occurrence":
        """`2026-01-07` or `2026-01-07T09:00`, of a request that may be repeated. Raises ValueError."""
        if re.fullmatch(PATTERN, text, re.ASCII) is None:
            raise ValueError(text)
        moment = datetime.fromisoformat(text)
        return cls(moment.date(), f"{moment:%H:%M}" if "T" in text else None, is_repeatable=True)

    @classmethod
    def present(cls, todo: Todo) -> "Occurrence | None":
        """At which an open recurring todo stands, named as far as it must be; None where it does not recur."""
        due, rule = todo.due, todo.recurrence
        if due is None or rule is None:
            return None
        return cls(due.date, due.time if recurrence.comes_several_times_a_day(rule) else None)

    def __str__(self) -> str:
        """As it is read."""
        return self.day.isoformat() + (f"T{self.time}" if self.time is not None else "")

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

    def is_ahead(self, todo: Todo, *, now: datetime) -> bool:
        """Whether the todo comes to it only once the present one is done: at the next one, were that now, or later."""
        due, rule = todo.due, todo.recurrence
        if due is None or rule is None or self.is_present(todo) or self.has_passed(todo):
            return False
        following = next(iter(recurrence.upcoming(due, rule, now=now, limit=1)), None)
        if following is None:
            return self.day > max(_days_of(todo))
        if self.time is None or not recurrence.comes_several_times_a_day(rule):
            return self.day >= following.date
        return (self.day, self.time) >= (following.date, following.time or "")

    def is_vague(self, todo: Todo) -> bool:
        """Whether a repeat could not be told from the next one of the same day."""
        present = self.present(todo)
        return self.is_repeatable and self.time is None and present is not None and present.time is not None

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
