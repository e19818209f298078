"""How a time is said in words that are read as the same time again."""

ORDINALS: tuple[str, ...] = tuple(f"{number}." for number in range(367))
#: Places in a row, from its end where negative.
PLACES = {
    1: "ersten",
    2: "zweiten",
    3: "dritten",
    4: "vierten",
    5: "fünften",
    -1: "letzten",
    -2: "vorletzten",
    -3: "drittletzten",
}
FROM_LAST = "{ordinal} letzten"

DAY = "{day}. {month} {year:04d}"
WEEKDAY_AND_DAY = "{weekday}, {day}"
DAY_AT = "{day} um {clock}"
AT = "um {clock}"
#: Before and after noon: said by the hour itself.
HALVES: tuple[str, str] = ("", "")
CLOCK = "{hour:02d}:{minute:02d} Uhr"
FULL_HOUR = "{hour:02d}:00 Uhr"
HOURS_OF_DAY = "{day} von {first} bis {last}"
DAYS = "vom {first} bis {last}"
#: One and several.
LENGTHS: dict[str, tuple[str, str]] = {
    "year": ("{count} Jahr", "{count} Jahre"),
    "month": ("{count} Monat", "{count} Monate"),
    "week": ("{count} Woche", "{count} Wochen"),
    "day": ("{count} Tag", "{count} Tage"),
    "hour": ("{count} Stunde", "{count} Stunden"),
    "minute": ("{count} Minute", "{count} Minuten"),
    "second": ("{count} Sekunde", "{count} Sekunden"),
}

#: Each and each so many.
EVERY: dict[str, tuple[str, str]] = {
    "second": ("jede Sekunde", "alle {count} Sekunden"),
    "minute": ("jede Minute", "alle {count} Minuten"),
    "hour": ("jede Stunde", "alle {count} Stunden"),
    "day": ("jeden Tag", "alle {count} Tage"),
    "week": ("jede Woche", "alle {count} Wochen"),
    "month": ("jeden Monat", "alle {count} Monate"),
    "year": ("jedes Jahr", "alle {count} Jahre"),
}
STARTING = "{rule} ab {day}"
AFTER_COMPLETION = "nach Erledigung"
ONCE = "einmal"
TIMES = "{count} Mal"
UNTIL = "bis {day}"
EVERY_DAYS = "jeden {days}"
EVERY_WORKDAY = "jeden Werktag"
EVERY_WEEKEND = "jedes Wochenende"
WORKDAYS = "Werktag"
WEEKEND = "Wochenende"
ON_DAYS = "{every} am {days}"
ON_PLACES = "{every} am {places}"
PLACE_OF_WEEKDAY = "{place} {weekday}"
PLACE_OF_DAY = "{place} Tag"
ON_INSTANCES = "{every} am {places} {instances}"
INSTANCES = "Vorkommen von {days}"
ON_DATE = "{every} am {days} {month}"
IN_MONTHS_ON = "jeden {months} am {days}"
IN_MONTH = "{rule} im {month}"
DAY_OF_YEAR = "am {days} Tag jedes Jahres"
IN_WEEKS = "{every} in Woche {weeks}"
