"""Arithmetic on local dates, within the years of `datetime` (1..9999): what falls outside is None, never an error."""

from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta

from voicetodo.language.time.lunar import moon_holiday

DAY = timedelta(days=1)


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def add_days(day: date, count: int) -> date | None:
    """`day` moved by whole days."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: date, count: int) -> date | None:
    """`day` moved by calendar months; the 31st becomes the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return next(found for last in (day.day, 30, 29, 28) if (found := make_date(year, month, min(day.day, last))))


def at_minutes(day: date, minutes: int) -> datetime:
    """The moment `minutes` after the start of `day`; a day's worth or more is in the days after."""
    found = add_days(day, minutes // 1440) or day
    return datetime.combine(found, time(minutes % 1440 // 60, minutes % 60))


def shift(moment: datetime, months: int, days: int, seconds: int) -> datetime | None:
    """`moment` moved by months first, then days and seconds."""
    day = add_months(moment.date(), months)
    if day is None:
        return None
    try:
        return datetime.combine(day, moment.time()) + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None


def on_or_after(day: date, weekday: int) -> date:
    """The first `weekday` (0 Monday) that is not before `day`."""
    return add_days(day, (weekday - day.weekday()) % 7) or day


def after(day: date, weekday: int) -> date:
    """The first `weekday` later than `day`."""
    return add_days(day, (weekday - day.weekday() - 1) % 7 + 1) or day


def before(day: date, weekday: int) -> date:
    """The last `weekday` earlier than `day`."""
    return add_days(day, -((day.weekday() - weekday - 1) % 7 + 1)) or day


def nth_weekday(start: date, end: date, weekday: int, nth: int) -> date | None:
    """The n-th `weekday` in `[start, end)`, from the end where `nth` is negative; None where there are fewer."""
    if nth > 0:
        found = add_days(on_or_after(start, weekday), 7 * (nth - 1))
    else:
        found = add_days(before(end, weekday), 7 * (nth + 1))
    return found if found is not None and start <= found < end else None


def period(day: date, unit: str, first_weekday: int = 0) -> tuple[date, date]:
    """The week, weekend, month, quarter or year around `day`, end exclusive; weekends are those ahead."""
    if unit in ("week", "weekend"):
        start = add_days(day, -((day.weekday() - first_weekday) % 7)) or day
        if unit == "weekend":
            monday = add_days(day, -day.weekday()) or day
            start = add_days(monday, 5) or day
            return start, add_days(start, 2) or start
        return start, add_days(start, 7) or start
    width = {"month": 1, "quarter": 3, "year": 12}[unit]
    start = date(day.year, (day.month - 1) // width * width + 1, 1)
    return start, add_months(start, width) or date.max


def period_after(day: date, unit: str, count: int, first_weekday: int = 0) -> tuple[date, date] | None:
    """The period `count` further on than the one around `day` (negative: back)."""
    start = period(day, unit, first_weekday)[0]
    if unit in ("week", "weekend"):
        moved = add_days(start, 7 * count)
    else:
        moved = add_months(start, {"month": 1, "quarter": 3, "year": 12}[unit] * count)
    return period(moved, unit, first_weekday) if moved else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm in Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    L = (32 + 2 * e + 2 * i - h - k) % 7  # noqa: N806 - the letters are the algorithm's own
    m = (a + 11 * h + 22 * L) // 451
    month, day = divmod(h + L - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date | None:
    """The day a holiday rule names in `year`; rules as in `languages/english/holidays.py`."""
    if not MINYEAR <= year < MAXYEAR:
        return None
    if rule.startswith("moon "):
        return moon_holiday(rule.removeprefix("moon "), year)
    if rule.startswith("advent"):
        return add_days(before(date(year, 12, 25), 6), int(rule.removeprefix("advent")))
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule.removeprefix("easter")))
    if ":" in rule:
        nth_rule, _, plus = rule.partition("+")
        month, nth, weekday = (int(part) for part in nth_rule.split(":"))
        start = date(year, month, 1)
        found = nth_weekday(start, add_months(start, 1) or date.max, weekday, nth)
        return add_days(found, int(plus or 0)) if found else None
    return make_date(year, int(rule[:2]), int(rule[3:]))
