"""Numbers, positions, priorities, and words for how often and when."""

#: Positions in a list last shown.
POSITIONS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "sixth": 6,
    "6th": 6,
    "seventh": 7,
    "7th": 7,
    "eighth": 8,
    "8th": 8,
    "ninth": 9,
    "9th": 9,
    "tenth": 10,
    "10th": 10,
    "last": -1,
    "final": -1,
}
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "to": 2,
    "too": 2,
    "for": 4,
} | {str(number): number for number in range(1, 100)}
#: So many, after "the first".
FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
#: Priority phrases, longest first where they share a beginning → 1 (highest) … 4 (lowest).
PRIORITIES = {
    "[with|at|as|and it's|it's|it is|make it|make that|make them|make those|make both|make both of them|mark them as|flag it as|flag them as|mark it as|set it to|and it is|,] [a|an|the|of] (highest|top|high|urgent|critical|number one|maximum) (priority|importance)": 1,
    "[with|at|as] [a|an|the|of] (medium|moderate|mid) (priority|importance)": 2,
    "[with|at|as] [a|an|the|of] (normal|regular|standard) (priority|importance)": 3,
    "[with|at|as] [a|an|the|of] (low|lowest|least) (priority|importance)": 4,
    "[with|at|as] priority [level|of|to|is|as] (1|one|high|highest|top|urgent|critical)": 1,
    "[with|at|as] priority [level|of|to|is|as] (2|two|medium)": 2,
    "[with|at|as] priority [level|of|to|is|as] (3|three|normal)": 3,
    "[with|at|as] priority [level|of|to|is|as] (4|four|low|lowest)": 4,
    "(it's|it is|that's|this is|that is|and it's|and it is) [very|really|super|quite] (urgent|important|critical)": 1,
    "[and] (make|mark|flag) (it|that|them|those|both|both of them) [as] [very|super] (urgent|important|critical)": 1,
    "p1": 1,
    "p2": 2,
    "p3": 3,
    "p4": 4,
}
#: A priority only where it stands alone at either end of what is to be done.
EDGE_PRIORITIES = {"urgent": 1, "urgently": 1, "important": 1, "asap": 1}
#: What an update may say of an importance.
PRIORITY_WORDS = {
    "urgent": 1,
    "important": 1,
    "critical": 1,
    "high": 1,
    "highest": 1,
    "top": 1,
    "medium": 2,
    "normal": 3,
    "low": 4,
    "lowest": 4,
    "unimportant": 4,
    "p1": 1,
    "p2": 2,
    "p3": 3,
    "p4": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
}
#: What happens at a time of day, and is as often what is to be done as when.
OCCASIONS = frozenset("dinner lunch breakfast supper brunch night".split())
#: Before "reminder" these say how often.
RECURRING_ADJECTIVES = {
    "daily": "FREQ=DAILY",
    "nightly": "FREQ=DAILY",
    "weekly": "FREQ=WEEKLY",
    "monthly": "FREQ=MONTHLY",
    "yearly": "FREQ=YEARLY",
    "annual": "FREQ=YEARLY",
    "hourly": "FREQ=HOURLY",
    "biweekly": "FREQ=WEEKLY;INTERVAL=2",
    "bi-weekly": "FREQ=WEEKLY;INTERVAL=2",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
}
#: These moments only say "at once".
AT_ONCE = frozenset({"now", "right now", "just now"})
#: "today's" without its apostrophe, as speech engines write it.
POSSESSIVE_DAYS = frozenset("todays tomorrows tonights".split())
#: Names of people that are also short for a day.
NAMES_NOT_DAYS = frozenset({"tom", "tom's"})
#: After these stands a name.
BEFORE_NAMES = frozenset("with to for from and about of by tell is remind".split())
#: After an ordinal these show that todos are counted, not days.
COUNTED = frozenset("one ones task tasks todo todos item items".split())
#: Between ordinals that count todos.
BETWEEN_POSITIONS = frozenset({"and", "the"})
#: With a number after them these count from an end ("the first two").
ENDS = frozenset({"first", "last"})
#: "Later" today, and what may follow it.
LATER = frozenset({"later"})
AFTER_LATER = frozenset({"to", "please", "about"})
#: Before an occasion: it is what something is for, no moment ("for dinner").
FOR_OCCASIONS = frozenset({"for"})
#: Left before a moment by the words around it.
BEFORE_MOMENTS = frozenset({"to", "due", "about", "that"})
#: The hour that was said before, longest first.
SAME_TIME: tuple[tuple[str, ...], ...] = (
    ("at", "the", "same", "time"),
    ("at", "this", "same", "time"),
    ("the", "same", "time"),
    ("at", "that", "time"),
    ("this", "same", "time"),
    ("same", "time"),
)
#: Nothing stands before these: a particle there belongs to the verb ("turn the heating on tomorrow").
BARE_DAYS = frozenset("today tomorrow tonight".split())
BEFORE_BARE_DAYS = frozenset({"on", "in"})
#: Endings of a day before an occasion that is what is to be done ("tomorrow's dinner").
OCCASION_OWNERS: tuple[str, ...] = ("'s", "’s", "s")
#: Before an occasion: it is a moment ("before lunch").
TYING = frozenset("at by before after around this every each last to".split())
#: Alone before a todo it says nothing but how pressing it is.
URGENT = frozenset({"urgent"})
#: All words of one of these together ask how many there are.
COUNTING: tuple[tuple[str, ...], ...] = (("how", "many"),)
#: Said of todos in a question.
OVERDUE = frozenset({"overdue", "late"})
COMPLETED = frozenset({"completed", "finished"})
#: All words of one of these together: the week we are in.
THIS_WEEK: tuple[tuple[str, ...], ...] = (("this", "week"),)
#: Found in the words of a moment, it says which set of todos is meant.
DAY_SCOPES = {"today": "today", "tomorrow": "tomorrow", "week": "week"}
