"""Numbers, positions, priorities, and words for how often and when."""

from voicetodo.language.languages.german.numbers import CARDINALS, ORDINALS

#: Positions in a list last shown.
POSITIONS = {word: number for word, number in ORDINALS.items() if number <= 10} | dict.fromkeys(
    ("letzte", "letzten", "letzter", "letztes", "letztem"), -1
)
NUMBERS = {word: number for word, number in CARDINALS.items() if number} | {
    str(number): number for number in range(1, 100)
}
#: So many, after "die ersten".
FEW = {"zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "beiden": 2, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
#: Priority phrases, longest first where they share a beginning → 1 (highest) … 4 (lowest).
PRIORITIES = {
    "[mit|und] [einer|der|eine] (höchster|hoher|höchste|hohe|dringender|dringende|oberster|oberste|maximaler) (priorität|prio|dringlichkeit|wichtigkeit)": 1,
    "[mit] [einer|der|eine] (mittlerer|mittlere) (priorität|prio)": 2,
    "[mit] [einer|der|eine] (normaler|normale) (priorität|prio)": 3,
    "[mit] [einer|der|eine] (niedriger|niedrige|geringer|geringe|niedrigster|niedrigste) (priorität|prio)": 4,
    "[mit] (priorität|prio) (1|eins|hoch|höchste|dringend)": 1,
    "[mit] (priorität|prio) (2|zwei|mittel)": 2,
    "[mit] (priorität|prio) (3|drei|normal)": 3,
    "[mit] (priorität|prio) (4|vier|niedrig|gering)": 4,
    "[und] (das ist|es ist|ist) [sehr|ganz|echt|super|wirklich] (dringend|wichtig|eilig|kritisch)": 1,
    "(mach|markier|markiere|setz) (es|das) [als|auf] (dringend|wichtig)": 1,
    "(sehr|ganz|super) (dringend|wichtig|eilig)": 1,
    "p1": 1,
    "p2": 2,
    "p3": 3,
    "p4": 4,
}
#: A priority only where it stands alone at either end of what is to be done.
EDGE_PRIORITIES = {"dringend": 1, "wichtig": 1, "eilig": 1, "asap": 1}
#: What an update may say of an importance.
PRIORITY_WORDS = {
    **dict.fromkeys("dringend dringende wichtig kritisch eilig hoch hohe hoher höchste höchster p1 1 eins".split(), 1),
    **dict.fromkeys("mittel mittlere mittlerer p2 2 zwei".split(), 2),
    **dict.fromkeys("normal normale normaler p3 3 drei".split(), 3),
    **dict.fromkeys("niedrig niedrige niedriger gering geringe unwichtig p4 4 vier".split(), 4),
}
#: What happens at a time of day, and is as often what is to be done as when.
OCCASIONS = frozenset("abendessen mittagessen frühstück abendbrot brunch mittagspause".split())
#: Before "Erinnerung" these say how often.
RECURRING_ADJECTIVES = {
    **dict.fromkeys("tägliche täglichen tägliches".split(), "FREQ=DAILY"),
    **dict.fromkeys("wöchentliche wöchentlichen wöchentliches".split(), "FREQ=WEEKLY"),
    **dict.fromkeys("monatliche monatlichen monatliches".split(), "FREQ=MONTHLY"),
    **dict.fromkeys("jährliche jährlichen jährliches".split(), "FREQ=YEARLY"),
    **dict.fromkeys("stündliche stündlichen".split(), "FREQ=HOURLY"),
}
#: These moments only say "at once".
AT_ONCE = frozenset({"jetzt", "gleich", "sofort", "jetzt gleich"})
#: After an ordinal these show that todos are counted, not days.
COUNTED = frozenset("aufgabe aufgaben todo todos punkt punkte eintrag einträge".split())
#: Between ordinals that count todos.
BETWEEN_POSITIONS = frozenset({"und", "der", "die", "das", "den"})
#: With a number after them these count from an end ("die ersten zwei").
ENDS = frozenset({"ersten", "letzten"})
#: "Später" today, and what may follow it.
LATER = frozenset({"später", "nachher"})
AFTER_LATER = frozenset({"bitte", "daran", "dass", "die", "den", "das", "an"})
#: Before an occasion: it is what something is for, no moment ("für das Abendessen").
FOR_OCCASIONS = frozenset({"für", "fürs", "zum"})
#: Left before a moment by the words around it.
BEFORE_MOMENTS = frozenset({"fällig", "dass", "daran"})
#: Before an occasion: it is a moment ("vor dem Mittagessen").
TYING = frozenset("vor nach beim dem zum jeden jedem nächsten".split())
#: Alone before a todo it says nothing but how pressing it is.
URGENT = frozenset({"dringend", "wichtig"})
#: All words of one of these together ask how many there are.
COUNTING: tuple[tuple[str, ...], ...] = (("wie", "viele"), ("wieviele",), ("wie", "viel"), ("wieviel",))
#: Said of todos in a question.
OVERDUE = frozenset({"überfällig", "überfällige", "überfälligen", "verspätet"})
COMPLETED = frozenset({"erledigt", "erledigte", "erledigten", "abgehakt", "geschafft"})
#: All words of one of these together: the week we are in.
THIS_WEEK: tuple[tuple[str, ...], ...] = (("diese", "woche"), ("dieser", "woche"))
#: Found in the words of a moment, it says which set of todos is meant.
DAY_SCOPES = {"heut": "today", "übermorgen": "all", "morgen": "tomorrow", "woche": "week"}
