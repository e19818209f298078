"""Words for how far something is moved."""

from voicetodo.language.languages.english.scales import NUMBERS

#: Verbs that move a due date.
SHIFTING = frozenset(
    "make have come be move push postpone delay shift bump snooze defer put bring pull extend reschedule change set moved pushed delayed".split()
)
#: With these a distance goes towards now.
PULLING = frozenset({"bring", "pull"})
#: Between a task and a distance.
BEFORE = frozenset("back forward forwards out up ahead off by for earlier later on another".split())
#: Before a particle: it is theirs ("go off an hour later").
PHRASAL = frozenset("go goes going gone went come comes came pop show".split())
#: After a distance.
AFTER = frozenset("earlier later sooner back forward forwards out more ahead up".split())
EARLIER = frozenset("earlier sooner up ahead".split())
#: After a distance alone: what was just made is moved ("15 minutes earlier").
BARE = frozenset("earlier later sooner".split())
#: Between a length and what is done for so long ("an hour of sport").
SPENT = frozenset({"of"})
#: After these an amount is no distance: it counts from now, or says how long.
NOT_SHIFTED = frozenset("in to until till within every next last than duration length takes take".split())
#: What may follow a distance.
ENDS = frozenset(["", ".", ",", "!", "?", ";", "please", "and", "then", "thanks", "instead"])
#: Unit → the kind of distance, and how many of that.
UNITS: dict[str, tuple[str, int]] = {
    name: (kind, size)
    for names, kind, size in (
        ("minute minutes min mins", "minutes", 1),
        ("hour hours hr hrs", "minutes", 60),
        ("day days", "days", 1),
        ("week weeks", "days", 7),
        ("fortnight fortnights", "days", 14),
        ("month months", "months", 1),
        ("year years", "months", 12),
    )
    for name in names.split()
}
#: Longest first.
AMOUNTS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("a", "couple", "of"), 2),
    (("a", "few"), 3),
    (("a", "half"), 0.5),
    (("half", "an"), 0.5),
    (("half", "a"), 0.5),
    (("a", "couple"), 2),
    (("another",), 1),
    (("a",), 1),
    (("an",), 1),
    (("fifteen",), 15),
    (("twenty",), 20),
    (("thirty",), 30),
    (("forty", "five"), 45),
    *(
        ((word,), float(number))
        for word, number in NUMBERS.items()
        if word.isalpha() and word not in {"to", "too", "for"}
    ),
)
#: With one of these a verb that pulls pushes ("bring back").
BACK = frozenset({"back"})
