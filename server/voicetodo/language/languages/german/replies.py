"""Sentences to say back."""

ADDED = "{name}{where} hinzugefügt{how}."
#: Where and when something was added …
IN_LIST = " zu {name}"
FOR_WHEN = " für {when}"
#: … and how.
REPEATS = ", mit Wiederholung"
REPEATS_AS = ", Wiederholung {rule}"
#: Left out before what repeats.
BEFORE_RULE = "immer "
DUE_BY = ", fällig bis {when}"
WITH_REMINDER = ", mit Erinnerung {when}"
WITH_PRIORITY = ", {priority}"
FOR_PERSON = ", für {name}"
CHANGED = "{name} {change}."
NEW_TITLE = "heißt jetzt „{name}“"
NOW_DUE = "ist jetzt {when} fällig"
NOW_REPEATS = "wiederholt sich"
HAS_REMINDER = "hat eine Erinnerung {when}"
#: When one is reminded, seen from when it is due.
BEFORE = "{length} vorher"
HAS_PRIORITY = "hat {priority}"
IS_FOR = "ist jetzt für {name}"
IS_IN = "ist jetzt in {name}"
HAS_NOTE = "hat eine Notiz"
LABELLED = "hat das Label {names}"
IS_CHANGED = "ist geändert"
UNNAMED = "Neue Aufgabe"
QUOTED = "„{name}“"
SEVERAL = "{names} und {last}"
AT_CLOCK = "{day} um {clock}"
THAT_DAY = "{weekday}, {day}. {month}"
FAR_DAY = "{day}. {month} {year}"
LOOKING_FOR = "Ich suche nach „{name}“."
LOOKING_IN = "Hier ist {name}."
LOOKING_LABELLED = "Das hat das Etikett {names}."
LOOKING_PRESSING = "Das hat {priority}."
POSITION = "Nummer {number}"
ALL_FOR = "alles für {first}"
ALL_FROM = "alles von {first} bis {last}"
ALL_IN = "alles in „{name}“"
ALL_LABELLED = "alles mit dem Etikett {names}"
ALL_PRESSING = "alles mit Priorität {levels}"
FROM_END = "Nummer {number} von hinten"
LAST_ONE = "die letzte"
NOTHING_DONE = "Gut, es bleibt alles, wie es war."
NOTHING_HEARD = "Ich habe nichts gehört."

SENTENCES = {
    "task.complete": "Erledigt: {name}.",
    "task.skip": "Übersprungen: {name}.",
    "task.reopen": "Wieder offen: {name}.",
    "task.delete": "Gelöscht: {name}.",
    "list.create": "Liste {name} angelegt.",
    "list.create unnamed": "Neue Liste angelegt.",
    "list.delete": "Liste {name} gelöscht.",
    "list.delete unnamed": "Liste gelöscht.",
    "list.query": "Hier sind deine Listen.",
    "undo": "Rückgängig gemacht.",
    "help": "Sag zum Beispiel: „Erinnere mich morgen um neun daran, Mama anzurufen“, „Setz Milch auf die Einkaufsliste“ oder „Was steht heute an?“",
    "other": "Das kann ich mit deinen Aufgaben nicht machen.",
}
QUERIES = {
    "all": "Hier sind deine Aufgaben.",
    "overdue": "Das ist überfällig.",
    "today": "Das steht heute an.",
    "tomorrow": "Das steht morgen an.",
    "week": "Das steht diese Woche an.",
    "completed": "Das hast du erledigt.",
    "no_date": "Das hat kein Datum.",
    "range": "Das habe ich gefunden.",
}
SETS = {
    "all": "alles",
    "overdue": "alles Überfällige",
    "today": "alles von heute",
    "tomorrow": "alles von morgen",
    "week": "alles von dieser Woche",
    "completed": "alles Erledigte",
    "last": "das",
}
PRIORITIES = {1: "höchste Priorität", 2: "hohe Priorität", 3: "normale Priorität", 4: "niedrige Priorität"}
NEAR_DAYS = {-2: "vorgestern", -1: "gestern", 0: "heute", 1: "morgen", 2: "übermorgen"}
WEEKDAYS: tuple[str, ...] = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS: tuple[str, ...] = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
#: Between two moments of which one is meant.
OR_WORDS = frozenset({"oder", ", oder", "oder vielleicht", "oder am"})
WHICH_DAY = "{first} oder {second}?"
#: How many of the smallest, how one is said, how several.
MONTH_SIZES: tuple[tuple[int, str, str], ...] = (
    (12, "ein Jahr", "{count} Jahre"),
    (1, "einen Monat", "{count} Monate"),
)
DAY_SIZES: tuple[tuple[int, str, str], ...] = ((7, "eine Woche", "{count} Wochen"), (1, "einen Tag", "{count} Tage"))
MINUTE_SIZES: tuple[tuple[int, str, str], ...] = (
    (60, "eine Stunde", "{count} Stunden"),
    (1, "eine Minute", "{count} Minuten"),
)
SHIFT = "{distance} {direction}"
LATER = "später"
EARLIER = "früher"
#: What was taken away.
CLEARED = {
    "clears_due": "hat kein Datum mehr",
    "clears_recurrence": "wiederholt sich nicht mehr",
    "clears_priority": "hat keine Priorität mehr",
    "clears_assignee": "gehört niemandem mehr",
}
