"""Words for how far something is moved."""

from voicetodo.language.languages.german.numbers import CARDINALS

#: Verbs that move a due date.
SHIFTING = frozenset(
    "verschieb verschiebe verschieben verleg verlege verlegen schieb schiebe schieben vertag vertage vertagen verzöger verzögere verzögern "
    "zieh ziehe ziehen vorziehen vorverlegen setz setze verschoben stell stelle mach mache".split()
)
#: With these a distance goes towards now.
PULLING = frozenset({"zieh", "ziehe", "ziehen", "vorziehen", "vorverlegen"})
#: With one of these a verb that pulls pushes.
BACK = frozenset({"hinten", "später", "zurück"})
#: Between a task and a distance.
BEFORE = frozenset("um noch weitere weiter".split())
#: After a distance.
AFTER = frozenset("später früher nach hinten vorne vor vorher zurück weiter".split())
EARLIER = frozenset("früher vor vorne vorher".split())
#: After a distance alone: what was just made is moved ("15 Minuten früher").
BARE = frozenset({"früher", "später"})
#: After these an amount is no distance: it counts from now, or says how long.
NOT_SHIFTED = frozenset("in bis innerhalb jede jeden alle nächste nächsten letzte letzten dauer dauert auf für".split())
#: What may follow a distance.
ENDS = frozenset(["", ".", ",", "!", "?", ";", "bitte", "und", "dann", "danke"]) | SHIFTING
#: Unit → the kind of distance, and how many of that.
UNITS: dict[str, tuple[str, int]] = {
    name: (kind, size)
    for names, kind, size in (
        ("minute minuten min", "minutes", 1),
        ("stunde stunden", "minutes", 60),
        ("viertelstunde", "minutes", 15),
        ("tag tage tagen", "days", 1),
        ("woche wochen", "days", 7),
        ("monat monate monaten", "months", 1),
        ("jahr jahre jahren", "months", 12),
    )
    for name in names.split()
}
#: Longest first.
AMOUNTS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("eine", "halbe"), 0.5),
    (("ein", "paar"), 3),
    (("eine",), 1),
    (("einen",), 1),
    (("ein",), 1),
    (("eine", "weitere"), 1),
    (("anderthalb",), 1.5),
    (("eineinhalb",), 1.5),
    *(((word,), float(number)) for word, number in CARDINALS.items() if number),
)
