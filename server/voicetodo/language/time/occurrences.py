"""The days a recurrence falls on. dateutil does the counting and is loaded on first use."""

from datetime import datetime
from itertools import islice


def next_occurrences(rrule: str, start: datetime, count: int, *, from_completion: bool = False) -> list[datetime]:
    """The first `count` moments of `rrule` from `start` on, `start` being where it counts from.

    From completion: `start` is the completion, and the occurrences come after it. Shorter where the rule ends.
    Raises ValueError for what is not an RRULE.
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - importing it takes longer than reading a sentence

    base = start.replace(microsecond=0)
    text = rrule.upper()
    if "BYHOUR" in text and "BYSECOND" not in text:
        text += ";BYSECOND=0"
    rule = rrulestr(text, dtstart=base)
    found: list[datetime] = []
    try:
        found.extend(islice(rule.xafter(base, inc=not from_completion), count))
    except (OverflowError, ValueError):  # the calendar ends with the year 9999
        return found
    return found
