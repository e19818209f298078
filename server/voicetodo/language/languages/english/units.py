"""Units of time by all their names."""

from voicetodo.language.languages.vocabulary import Unit

_SECOND, _MINUTE, _HOUR = Unit("second", seconds=1), Unit("minute", seconds=60), Unit("hour", seconds=3600)
_DAY, _WEEK = Unit("day", days=1), Unit("week", days=7)
_MONTH, _YEAR = Unit("month", months=1), Unit("year", months=12)

UNITS: dict[str, Unit] = {
    name: unit
    for names, unit in (
        ("second seconds sec secs", _SECOND),
        ("minute minutes min mins", _MINUTE),
        ("hour hours hr hrs", _HOUR),
        ("day days night nights", _DAY),
        ("week weeks wk wks", _WEEK),
        ("fortnight fortnights", Unit("fortnight", days=14)),
        ("month months mo mos mth mths", _MONTH),
        ("quarter quarters", Unit("quarter", months=3)),
        ("year years yr yrs", _YEAR),
        ("decade decades", Unit("decade", months=120)),
    )
    for name in names.split()
}
UNIT_LETTERS: dict[str, Unit] = {"s": _SECOND, "m": _MINUTE, "h": _HOUR, "d": _DAY, "w": _WEEK, "y": _YEAR}
