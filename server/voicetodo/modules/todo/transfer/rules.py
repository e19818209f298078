"""Rules of one file. To see that one never comes true takes fifty milliseconds, and a file may hold thousands."""

from typing import Final

from voicetodo.modules.todo.recurrence import NeverTrue, RuleError, check

#: So many different ones are seen to be vain; after them, none that is new is looked at any more.
MAX_VAIN: Final = 100
_TOO_MANY: Final = "There are too many rules in this file that never come true, so this one was not looked at."


class Rules:
    """Each is looked at once, however many rows have it."""

    def __init__(self) -> None:
        self._plain: dict[str, str] = {}
        self._faults: dict[str, str] = {}
        self._vain = 0

    def checked(self, rrule: str) -> str:
        """As `recurrence.check`. Raises RuleError."""
        if rrule not in self._plain and rrule not in self._faults:
            self._look(rrule)
        if rrule in self._faults:
            raise RuleError(self._faults[rrule])
        return self._plain[rrule]

    def _look(self, rrule: str) -> None:
        if self._vain >= MAX_VAIN:
            self._faults[rrule] = _TOO_MANY
            return
        try:
            self._plain[rrule] = check(rrule)
        except RuleError as error:
            self._vain += isinstance(error, NeverTrue)
            self._faults[rrule] = str(error)
