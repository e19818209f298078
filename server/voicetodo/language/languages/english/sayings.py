"""How a time is said in words that are read as the same time again."""

ORDINALS: tuple[str, ...] = tuple(
    f"{number}th" if number % 100 in (11, 12, 13) else f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"
    for number in range(367)
)
#: Places in a row, from its end where negative.
PLACES = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    -1: "last",
    -2: "second to last",
    -3: "third to last",
}
FROM_LAST = "{ordinal} to last"

DAY = "{day} {month} {year:04d}"
WEEKDAY_AND_DAY = "{weekday} {day}"
DAY_AT = "{day} at {clock}"
AT = "at {clock}"
#: Before and after noon.
HALVES: tuple[str, str] = ("AM", "PM")
CLOCK = "{hour12}:{minute:02d} {half}"
FULL_HOUR = "{hour12} {half}"
HOURS_OF_DAY = "{day} from {first} to {last}"
DAYS = "from {first} to {last}"
#: One and several.
LENGTHS: dict[str, tuple[str, str]] = {
    unit: (f"{{count}} {unit}", f"{{count}} {unit}s")
    for unit in ("year", "month", "week", "day", "hour", "minute", "second")
}

#: Each and each so many.
EVERY: dict[str, tuple[str, str]] = {
    unit: (f"every {unit}", f"every {{count}} {unit}s")
    for unit in ("second", "minute", "hour", "day", "week", "month", "year")
}
STARTING = "{rule} starting {day}"
AFTER_COMPLETION = "after completion"
ONCE = "once"
TIMES = "{count} times"
UNTIL = "until {day}"
EVERY_DAYS = "every {days}"
EVERY_WORKDAY = "every weekday"
EVERY_WEEKEND = "every weekend"
WORKDAYS = "weekday"
WEEKEND = "weekend"
ON_DAYS = "{every} on {days}"
ON_PLACES = "{every} on the {places}"
PLACE_OF_WEEKDAY = "{place} {weekday}"
PLACE_OF_DAY = "{place} day"
ON_INSTANCES = "{every} on the {places} {instances}"
INSTANCES = "instance of {days}"
ON_DATE = "{every} on {month} {days}"
IN_MONTHS_ON = "every {months} on the {days}"
IN_MONTH = "{rule} in {month}"
DAY_OF_YEAR = "{days} day of every year"
IN_WEEKS = "{every} in week {weeks}"
