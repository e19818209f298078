"""A recurrence being put together, and how it is written in RFC 5545."""

from dataclasses import dataclass, field
from datetime import date

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES = {
    "second": "SECONDLY",
    "minute": "MINUTELY",
    "hour": "HOURLY",
    "day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
_MULTIPLES = {"fortnight": ("week", 2), "quarter": ("month", 3), "decade": ("year", 10), "night": ("day", 1)}


@dataclass
class Rule:
    """What was said of a recurrence. Weekdays are 0 (Monday) … 6, minutes count from midnight."""

    unit: str = ""
    interval: int = 1
    weekdays: list[int] = field(default_factory=list[int])
    #: (n-th, weekday): `(-1, 4)` is the last Friday.
    nth_weekdays: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    positions: list[int] = field(default_factory=list[int])
    month_days: list[int] = field(default_factory=list[int])
    months: list[int] = field(default_factory=list[int])
    year_days: list[int] = field(default_factory=list[int])
    weeks: list[int] = field(default_factory=list[int])
    minutes: list[int] = field(default_factory=list[int])
    count: int | None = None
    until: date | None = None
    start: date | None = None
    from_completion: bool = False
    #: The days were spread by us ("twice a week"): days that are said replace them.
    is_spread: bool = False
    strength: float = 0.95

    def every(self, unit: str, interval: int) -> None:
        """Repeat each `interval` units; weeks, months and years stand for fortnights, quarters and decades."""
        base, times = _MULTIPLES.get(unit, (unit, 1))
        self.unit, self.interval = base, interval * times

    def every_length(self, months: int, days: int, seconds: int) -> None:
        """Repeat each length of time, in the largest unit that counts it."""
        if months:
            self.every("year", months // 12) if months % 12 == 0 else self.every("month", months)
        elif days:
            self.every("week", days // 7) if days % 7 == 0 else self.every("day", days)
        else:
            self.every("hour", seconds // 3600) if seconds % 3600 == 0 else self.every("minute", max(seconds // 60, 1))

    def add_weekdays(self, days: list[int] | tuple[int, ...]) -> None:
        """More weekdays, each once, in order of the week."""
        self.weekdays = sorted({*self.weekdays, *days})

    def settle(self) -> None:
        """Give every part the frequency it needs: n-th weekdays a month, plain weekdays a week, months a year."""
        if not self.unit:
            self.unit = (
                "year"
                if self.months
                else "month"
                if self.month_days or self.nth_weekdays
                else "week"
                if self.weekdays
                else "day"
            )
        if self.unit == "day" and self.weekdays:
            self.unit = "week"
        if self.unit == "week" and (self.nth_weekdays or self.month_days):
            self.unit = "month"
        if self.unit == "day" and (self.nth_weekdays or self.month_days):
            self.unit = "month"
        if self.unit == "month" and self.months and self.interval == 1:
            self.unit = "year"
        if self.unit == "year" and self.month_days and not self.months:
            self.year_days, self.month_days = self.month_days, []

    def is_possible(self) -> bool:
        """Whether it ever happens: no February 30th, no thirteenth Friday of a month."""
        if self.months and self.month_days:
            longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
            if not any(abs(day) <= longest.get(month, 31) for month in self.months for day in self.month_days):
                return False
        most = 5 if self.unit == "month" or self.months else 53
        if any(abs(nth) > most for nth, _ in self.nth_weekdays):
            return False
        if self.weekdays and self.positions and self.unit != "year" and not self.minutes:
            return all(abs(place) <= 4 * len(self.weekdays) for place in self.positions)
        return all(abs(day) <= 366 for day in self.year_days)

    def text(self) -> str:
        """The RRULE, without its name."""
        parts = [f"FREQ={_FREQUENCIES[self.unit]}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + _numbers(self.months))
        if self.weeks:
            parts.append("BYWEEKNO=" + _numbers(self.weeks))
        if self.year_days:
            parts.append("BYYEARDAY=" + _numbers(self.year_days))
        if self.month_days:
            parts.append("BYMONTHDAY=" + _numbers(self.month_days))
        days = [f"{nth}{WEEKDAY_CODES[day]}" for nth, day in self.nth_weekdays]
        days += [WEEKDAY_CODES[day] for day in self.weekdays]
        if days:
            parts.append("BYDAY=" + ",".join(days))
        parts += self._clock()
        if self.positions:
            parts.append("BYSETPOS=" + _numbers(self.positions))
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        elif self.until is not None:
            parts.append("UNTIL=" + self.until.isoformat().replace("-", ""))
        return ";".join(parts)

    def _clock(self) -> list[str]:
        if not self.minutes or self.unit in ("hour", "minute", "second"):
            return []
        hours = sorted({each // 60 for each in self.minutes})
        minutes = sorted({each % 60 for each in self.minutes})
        if len(hours) > 1 and len(minutes) > 1:
            minutes = self._pick(hours, minutes)
        return ["BYHOUR=" + _numbers(hours), "BYMINUTE=" + _numbers(minutes)]

    def _pick(self, hours: list[int], minutes: list[int]) -> list[int]:
        """RFC 5545 multiplies hours by minutes: BYSETPOS picks out the times that were said, where days allow it."""
        if self.positions or self.unit not in ("day", "week"):
            return minutes[:1]
        grid = [hour * 60 + minute for hour in hours for minute in minutes]
        if len(grid) == len({*self.minutes}):
            return minutes
        days = max(len(self.weekdays), 1)
        self.positions = [
            day * len(grid) + n + 1 for day in range(days) for n, each in enumerate(grid) if each in self.minutes
        ]
        return minutes


def _numbers(values: list[int]) -> str:
    return ",".join(str(value) for value in dict.fromkeys(values))
