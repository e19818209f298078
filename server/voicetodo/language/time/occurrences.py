"""The days a recurrence falls on. dateutil does the counting and is loaded on first use."""

from datetime import datetime, timedelta
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
    moments = rule.xafter(base, inc=not from_completion) if hasattr(rule, "xafter") else iter(rule)
    limit = base + timedelta(days=36600)
    found: list[datetime] = []
    for moment in islice(moments, count):
        if moment > limit:
            break
        found.append(moment)
    return found
