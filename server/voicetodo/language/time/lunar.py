"""Holidays that follow the moon, by Gregorian year. Hebrew dates are exact, Islamic ones tabular (within a day)."""

from datetime import MAXYEAR, date

_HEBREW_EPOCH = -1_373_427
_ISLAMIC_EPOCH = 227_014
#: Days from Rosh Hashanah, or back from the one after (163 days after Passover).
_AFTER_NEW_YEAR = {"rosh hashanah": 0, "yom kippur": 9, "sukkot": 14}
_BEFORE_NEW_YEAR = {"purim": 193, "passover": 163, "shavuot": 113}
_ISLAMIC = {"ramadan": (9, 1), "eid al-fitr": (10, 1), "eid al-adha": (12, 10), "islamic new year": (1, 1)}
#: What is observed rather than computed: month and day from the first year on.
_OBSERVED = {
    "chinese new year": (
        2010,
        (
            "0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203 "
            "0123 0211 0131 0219 0208"
        ),
    ),
    "diwali": (
        2013,
        "1103 1023 1111 1030 1019 1107 1027 1114 1104 1024 1112 1031 1020 1108 1029 1017 1105 1026",
    ),
}


def moon_holiday(name: str, year: int) -> date | None:
    """The day of that holiday in `year`; None where it is not known or the year is out of reach."""
    if not 1800 <= year < min(MAXYEAR, 2300):
        return None
    if name in _OBSERVED:
        return _observed(name, year)
    if name in _ISLAMIC:
        return _islamic(year, *_ISLAMIC[name])
    hebrew = year + 3761
    if name in _BEFORE_NEW_YEAR:
        return date.fromordinal(_new_year(hebrew) - _BEFORE_NEW_YEAR[name])
    if name == "hanukkah":
        is_long = _new_year(hebrew + 1) - _new_year(hebrew) in (355, 385)
        return date.fromordinal(_new_year(hebrew) + (84 if is_long else 83))
    return date.fromordinal(_new_year(hebrew) + _AFTER_NEW_YEAR[name]) if name in _AFTER_NEW_YEAR else None


def _observed(name: str, year: int) -> date | None:
    first, days = _OBSERVED[name]
    known = days.split()
    if not 0 <= year - first < len(known):
        return None
    return date(year, int(known[year - first][:2]), int(known[year - first][2:]))


def _elapsed(year: int) -> int:
    """Days to the molad of Tishri, put off where the weekday forbids (Dershowitz and Reingold)."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _new_year(year: int) -> int:
    """The ordinal of Rosh Hashanah of a Hebrew year."""
    before, this, after = _elapsed(year - 1), _elapsed(year), _elapsed(year + 1)
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _islamic(year: int, month: int, day: int) -> date | None:
    """The first such day of the tabular Islamic calendar in a Gregorian year."""
    guess = (year - 622) * 33 // 32
    for hijri in range(guess - 1, guess + 3):
        ordinal = day + 29 * (month - 1) + month // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30 + _ISLAMIC_EPOCH
        found = date.fromordinal(ordinal)
        if found.year == year:
            return found
    return None
