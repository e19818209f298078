"""Rules of one file. To see that one never comes true takes fifty milliseconds, and a file may hold thousands."""

from typing import Final

from voicetodo.modules.todo.recurrence import NeverTrue, RuleError, check
from voicetodo.modules.todo.transfer.told import tell

#: So many different ones are seen to be vain; after them, none that is new is looked at any more.
MAX_VAIN: Final = 100
_TOO_MANY: Final = tell("import-rules-many")


class Rules:
    """Each is looked at once, however many rows have it."""

    def __init__(self) -> None:
        self._plain: dict[str, str] = {}
        self._faults: dict[str, RuleError] = {}
        self._vain = 0

    def checked(self, rrule: str) -> str:
        """As `recurrence.check`. Raises RuleError."""
        if rrule not in self._plain and rrule not in self._faults:
            self._look(rrule)
        if rrule in self._faults:
            raise self._faults[rrule]
        return self._plain[rrule]

    def _look(self, rrule: str) -> None:
        if self._vain >= MAX_VAIN:
            self._faults[rrule] = RuleError(_TOO_MANY.message, str(_TOO_MANY.code))
            return
        try:
            self._plain[rrule] = check(rrule)
        except RuleError as error:
            self._vain += isinstance(error, NeverTrue)
            self._faults[rrule] = error
