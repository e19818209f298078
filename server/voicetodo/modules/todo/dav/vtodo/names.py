"""The properties that we write for what iCalendar has no word for. A client that leaves one out means nothing by it."""

from typing import Final

from voicetodo.modules.todo.api import Priority

START_DATE: Final = "X-VOICETODO-START-DATE"
TIMEZONE: Final = "X-VOICETODO-TIMEZONE"
DEADLINE: Final = "X-VOICETODO-DEADLINE"
DURATION_MINUTES: Final = "X-VOICETODO-DURATION-MINUTES"
ASSIGNEE: Final = "X-VOICETODO-ASSIGNEE"
FROM_COMPLETION: Final = "X-VOICETODO-FROM-COMPLETION"
OCCURRENCE: Final = "X-VOICETODO-OCCURRENCE"

#: Ours → RFC 5545 (3.8.1.9): what Apple, Thunderbird and Tasks.org write for high, medium and low.
PRIORITIES: Final[dict[int, int]] = {1: 1, 2: 5, 3: 9, 4: 0}


def priority_of(value: str) -> Priority:
    """1 to 4 are high, 5 is medium, 6 to 9 are low; anything else says nothing."""
    number = int(value) if value.isdecimal() and len(value) < 3 else 0
    return 1 if 1 <= number <= 4 else 2 if number == 5 else 3 if 6 <= number <= 9 else 4
