"""Times said back in words that `find_times` reads as the same times."""

from datetime import date, datetime, timedelta
from functools import cache

from voicetodo.language.languages import language_for
from voicetodo.language.languages.tables import Language
from voicetodo.language.time.mention import TimeMention
from voicetodo.language.time.rule import WEEKDAY_CODES

_UNITS = {
    "SECONDLY": "second", "MINUTELY": "minute", "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month",
    "YEARLY": "year",
}  # fmt: skip
_CALENDAR_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK_UNITS = {"H": "hour", "M": "minute", "S": "second"}
_WORKDAYS, _WEEKEND = [0, 1, 2, 3, 4], [5, 6]


def describe(meaning: TimeMention | str, *, from_completion: bool = False, language: str = "en") -> str:
    """A mention, or an RRULE, in words: "every Monday and Thursday at 9 AM", "Friday 1 May 2026 at 5:30 PM"."""
    return _teller(language_for(language).code).tell(meaning, from_completion=from_completion)


@cache
def _teller(code: str) -> "_Teller":
    return _Teller(language_for(code))


class _Teller:
    """Says times in one language."""

    def __init__(self, language: Language) -> None:
        self._say = language.sayings
        self._weekdays = language.replies.weekdays
        self._months = language.replies.months
        self._several = language.replies.several

    def tell(self, meaning: TimeMention | str, *, from_completion: bool) -> str:
        if isinstance(meaning, str):
            return self._rule(meaning, from_completion=from_completion)
        if meaning.kind == "recurrence":
            said = self._rule(meaning.rrule or "", from_completion=meaning.from_completion)
            if not meaning.value:
                return said
            return self._say.starting.format(rule=said, day=self._day(date.fromisoformat(meaning.value)))
        if meaning.kind == "duration":
            return self._duration(meaning.value or "")
        if meaning.kind == "range":
            return self._range(meaning.value or "")
        if meaning.kind == "time":
            return self._say.at.format(clock=self._clock(meaning.time or "00:00"))
        day = date.fromisoformat(meaning.date or "")
        said = self._say.weekday_and_day.format(weekday=self._weekdays[day.weekday()], day=self._day(day))
        return self._say.day_at.format(day=said, clock=self._clock(meaning.time)) if meaning.time else said

    def _day(self, day: date) -> str:
        return self._say.day.format(day=day.day, month=self._months[day.month - 1], year=day.year)

    def _clock(self, clock: str) -> str:
        hour, minute = (int(part) for part in clock.split(":")[:2])
        form = self._say.clock if minute else self._say.full_hour
        return form.format(hour=hour, hour12=(hour - 1) % 12 + 1, minute=minute, half=self._say.halves[hour >= 12])

    def _range(self, value: str) -> str:
        first, _, last = value.partition("/")
        if "T" in first:
            start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
            return self._say.hours_of_day.format(
                day=self._day(start.date()), first=self._clock(f"{start:%H:%M}"), last=self._clock(f"{end:%H:%M}")
            )
        until = date.fromisoformat(last[:10]) - timedelta(days=1)
        return self._say.days.format(first=self._day(date.fromisoformat(first)), last=self._day(until))

    def _duration(self, value: str) -> str:
        calendar, _, clock = value.removeprefix("P").partition("T")
        return self._all(self._counted(calendar, _CALENDAR_UNITS) + self._counted(clock, _CLOCK_UNITS))

    def _counted(self, text: str, names: dict[str, str]) -> list[str]:
        parts: list[str] = []
        digits = ""
        for sign in text:
            if sign in names:
                one, several = self._say.lengths[names[sign]]
                parts.append((one if digits == "1" else several).format(count=digits))
                digits = ""
            else:
                digits += sign
        return parts

    def _all(self, parts: list[str]) -> str:
        if len(parts) < 2:
            return "".join(parts)
        return self._several.format(names=", ".join(parts[:-1]), last=parts[-1])

    def _place(self, number: int) -> str:
        if number in self._say.places:
            return self._say.places[number]
        named = self._ordinal(abs(number))
        return named if number > 0 else self._say.from_last.format(ordinal=named)

    def _ordinal(self, number: int) -> str:
        return self._say.ordinals[number]

    def _rule(self, rrule: str, *, from_completion: bool) -> str:
        say = self._say
        parts = dict(part.split("=", 1) for part in rrule.upper().removeprefix("RRULE:").split(";") if "=" in part)
        said = [self._heart(parts), self._clocks(parts)]
        if from_completion:
            said.append(say.after_completion)
        if "COUNT" in parts:
            said.append(say.once if parts["COUNT"] == "1" else say.times.format(count=parts["COUNT"]))
        if "UNTIL" in parts:
            last = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()  # noqa: DTZ007 - a date, no zone
            said.append(say.until.format(day=self._day(last)))
        return " ".join(part for part in said if part)

    def _heart(self, parts: dict[str, str]) -> str:
        unit, interval = _UNITS[parts.get("FREQ", "DAILY")], int(parts.get("INTERVAL", "1"))
        one, several = self._say.every[unit]
        every = one if interval == 1 else several.format(count=interval)
        plain = [WEEKDAY_CODES.index(code) for code in parts.get("BYDAY", "").split(",") if code in WEEKDAY_CODES]
        months, days = _numbers(parts, "BYMONTH"), _numbers(parts, "BYMONTHDAY")
        if unit == "week" and plain and interval == 1:
            return self._every_days(plain)
        if unit == "year" and months and days:
            return self._on_dates(every, months, days)
        if "BYYEARDAY" in parts or "BYWEEKNO" in parts:
            return self._in_year(every, parts, plain, interval)
        said = self._on(every, parts, plain, days)
        named = self._all([self._months[month - 1] for month in months])
        return self._say.in_month.format(rule=said, month=named) if months else said

    def _on(self, every: str, parts: dict[str, str], plain: list[int], days: list[int]) -> str:
        """The days within a month, year or several weeks."""
        say = self._say
        nth = [self._nth(code) for code in parts.get("BYDAY", "").split(",") if code and code not in WEEKDAY_CODES]
        if nth:
            return say.on_places.format(every=every, places=self._all(nth))
        if days:
            places = [
                say.place_of_day.format(place=self._place(day)) if day < 0 else self._ordinal(day) for day in days
            ]
            return say.on_places.format(every=every, places=self._all(places))
        if plain and "BYSETPOS" in parts and _is_one_clock(parts):
            places = self._all([self._place(n) for n in _numbers(parts, "BYSETPOS")])
            named = self._named(plain)
            instances = named if plain in (_WORKDAYS, _WEEKEND) else say.instances.format(days=named)
            return say.on_instances.format(every=every, places=places, instances=instances)
        return say.on_days.format(every=every, days=self._named(plain)) if plain else every

    def _in_year(self, every: str, parts: dict[str, str], plain: list[int], interval: int) -> str:
        """Numbered days or weeks of a year."""
        say = self._say
        if "BYYEARDAY" in parts:
            named = self._all(
                [self._place(day) if day < 0 else self._ordinal(day) for day in _numbers(parts, "BYYEARDAY")]
            )
            if interval == 1:
                return say.day_of_year.format(days=named)
            return say.on_places.format(every=every, places=named)
        weeks = self._all([str(week) for week in _numbers(parts, "BYWEEKNO")])
        said = say.in_weeks.format(every=every, weeks=weeks)
        return say.on_days.format(every=said, days=self._named(plain)) if plain else said

    def _nth(self, code: str) -> str:
        weekday = self._weekdays[WEEKDAY_CODES.index(code[-2:])]
        return self._say.place_of_weekday.format(place=self._place(int(code[:-2])), weekday=weekday)

    def _on_dates(self, every: str, months: list[int], days: list[int]) -> str:
        named = self._all([self._ordinal(day) for day in days])
        if len(months) == 1:
            return self._say.on_date.format(every=every, month=self._months[months[0] - 1], days=named)
        named_months = self._all([self._months[each - 1] for each in months])
        if every == self._say.every["year"][0]:
            return self._say.in_months_on.format(months=named_months, days=named)
        return self._say.in_month.format(rule=self._say.on_places.format(every=every, places=named), month=named_months)

    def _every_days(self, days: list[int]) -> str:
        if days == _WORKDAYS:
            return self._say.every_workday
        if days == _WEEKEND:
            return self._say.every_weekend
        return self._say.every_days.format(days=self._named(days))

    def _named(self, days: list[int]) -> str:
        if days == _WORKDAYS:
            return self._say.workdays
        if days == _WEEKEND:
            return self._say.weekend
        return self._all([self._weekdays[day] for day in days])

    def _clocks(self, parts: dict[str, str]) -> str:
        hours, minutes = _numbers(parts, "BYHOUR"), _numbers(parts, "BYMINUTE") or [0]
        if not hours:
            return ""
        grid = [f"{hour:02d}:{minute:02d}" for hour in hours for minute in minutes]
        places = [n for n in _numbers(parts, "BYSETPOS") if 0 < n <= len(grid)] if len(minutes) > 1 else []
        said = [self._clock(grid[n - 1]) for n in places] if places else [self._clock(each) for each in grid]
        return self._say.at.format(clock=self._all(said))


def _is_one_clock(parts: dict[str, str]) -> bool:
    """Whether BYSETPOS counts days: of several times a day it picks out the times."""
    return len(_numbers(parts, "BYHOUR")) < 2 and len(_numbers(parts, "BYMINUTE")) < 2


def _numbers(parts: dict[str, str], name: str) -> list[int]:
    return [int(number) for number in parts.get(name, "").split(",") if number]
