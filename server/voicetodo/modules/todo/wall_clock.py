"""What clocks on the wall show, and what they never show, as they were put forward over it. Pure."""

from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

#: Nearer to the first year than to the last.
_LONG_AGO: Final = 400


def once_each(moments: Iterator[datetime], zone: ZoneInfo) -> Iterator[datetime]:
    """Without those that a change of the clocks makes the same moment as another one of them, which follows."""
    ahead: deque[datetime] = deque()
    while True:
        if not ahead:
            following = next(moments, None)
            if following is None:
                return
            ahead.append(following)
        moment = ahead.popleft()
        meant = as_shown(moment, zone)
        while meant > (ahead[-1] if ahead else moment):
            following = next(moments, None)
            if following is None:
                break
            ahead.append(following)
        if meant == moment or meant not in ahead:
            yield moment


def as_shown(moment: datetime, zone: ZoneInfo) -> datetime:
    """What a clock there shows at a local moment: another one only where it shows that one never.

    Then it is counted by the offset from before the change (RFC 5545, 3.3.5): half past two is half past three.
    """
    try:
        return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    except OverflowError:  # on the first or the last day of all
        return moment


def on_the_wall(moment: datetime, zone: ZoneInfo) -> datetime:
    """As a clock in the zone shows it; the first and the last that there are where it would be beyond."""
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return datetime.min if moment.year < _LONG_AGO else datetime.max  # noqa: DTZ901 - on the wall
