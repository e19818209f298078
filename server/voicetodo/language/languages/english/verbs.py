"""Verbs: what people do with their todos, what they ask an assistant to do, and how the past is said."""

#: What people do with their todos: a bare request that begins with one of these is a todo.
TODO_VERBS = frozenset(
    """buy call ring phone pay clean wash fold water feed walk pick drop get fix repair order return renew book schedule
    finish write read review prepare submit email mail send reply text visit meet do cook bake make organize organise
    sort declutter vacuum sweep mop dust iron paint mow trim plant weed rake shovel cancel check study practice practise
    learn research plan draft file sign print scan update upgrade install replace change charge refill take bring give
    collect fetch grab purchase invite ask tell talk contact wish congratulate thank donate sell measure hang build assemble
    move pack unpack wrap ship post empty defrost thaw start begin complete apply register enroll enrol attend exercise
    run jog swim stretch meditate bathe groom brush floss shave go see watch tidy wipe scrub polish service inspect back backup
    pump decide choose find look confirm rsvp arrange host set put turn lock close open test deploy merge refactor
    investigate discuss follow remember stop drive help hire interview train babysit work cut sew knit mend try
    deposit cash transfer compare create design edit proofread publish rehearse record stock restock throw recycle rinse soak
    marinate freeze vote volunteer hand deliver mark add monitor track log""".split()
)
#: Verbs by which one asks an assistant to act at once; without a moment or "I need to" they are no todos.
ASSISTANT_VERBS = frozenset(
    "tell text send message email find open start order give show search move go add check see set put turn stop change make research drive track play lock close mail look use".split()
)
#: Verbs whose past does not end in -ed.
_IRREGULAR = {
    "paid": "pay",
    "bought": "buy",
    "did": "do",
    "made": "make",
    "took": "take",
    "taken": "take",
    "sent": "send",
    "wrote": "write",
    "written": "write",
    "read": "read",
    "fed": "feed",
    "went": "go",
    "gone": "go",
    "saw": "see",
    "met": "meet",
    "brought": "bring",
    "gave": "give",
    "found": "find",
    "sold": "sell",
    "swept": "sweep",
    "told": "tell",
    "put": "put",
    "set": "set",
    "cut": "cut",
    "built": "build",
    "ran": "run",
    "swam": "swim",
    "hung": "hang",
    "drove": "drive",
    "chose": "choose",
    "rang": "ring",
    "taught": "teach",
    "spoke": "speak",
    "done": "do",
    "began": "begin",
    "threw": "throw",
    "sewed": "sew",
    "shut": "shut",
    "froze": "freeze",
    "caught": "catch",
    "left": "leave",
    "kept": "keep",
    "lent": "lend",
    "wore": "wear",
    "won": "win",
    "hid": "hide",
    "ate": "eat",
    "drank": "drink",
}
_DOUBLED = frozenset(
    "drop pick-up mop plan stop submit ship trim scan hop pop jog hug wrap unwrap prep chop zip rip tip nap pat pet scrub log rub plug unplug grab".split()
)


def _past_of(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed"
    return verb + "ed"


_ASKED_FOR = frozenset(
    "set put add make remind remove delete create start get give show read tell cancel move change mark throw stick write jot "
    "update push reschedule cross check tick list pull erase clear drop rename schedule complete".split()
)


def _gerund_of(verb: str) -> str:
    if verb in _DOUBLED or verb in {"set", "put", "get"}:
        return verb + verb[-1] + "ing"
    return (verb.removesuffix("e") if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


#: "Would you mind calling …": the form after such words → the verb.
GERUNDS: dict[str, str] = {_gerund_of(verb): verb for verb in TODO_VERBS | _ASKED_FOR}
#: Before it stands one of these.
BEFORE_GERUNDS = frozenset({"mind", "about", "of", "help", "appreciate", "you"})
#: Past form → the verb as it stands in a title ("paid" → "pay").
PAST: dict[str, str] = {_past_of(verb): verb for verb in TODO_VERBS if verb not in _IRREGULAR.values()} | _IRREGULAR
#: In words about todos that fit no phrase, the verb that tells what is wanted.
TELLING_VERBS = {
    **dict.fromkeys("delete remove erase cancel clear drop scratch discard".split(), "task.delete"),
    **dict.fromkeys("add put include append remind".split(), "task.create"),
    **dict.fromkeys("change move reschedule postpone push update".split(), "task.update"),
    **dict.fromkeys("complete finish finished completed".split(), "task.complete"),
}
#: Done to things that are no todos as often as to todos: without a todo of that name they are something to do.
DONE_ELSEWHERE = frozenset("cancel update".split())
#: After these "from … to …" names an old and a new moment.
MOVING_VERBS = frozenset(
    "move push postpone reschedule shift delay defer bump change update modify edit adjust reset changed bring moved pushed "
    "rescheduled shifted updated bumped adjusted switch switched".split()
)
#: One of these says that a moment takes the place of another.
REPLACING = frozenset({"instead", "rather"})
#: What stands before an old or a new moment, and what that is before a clock: no longer than it.
TOWARDS = {"to": "at", "from": "at", "instead of": "at", "rather than": "at", "and not": "at"}
#: Before a moment that takes another's place ("for 8 instead of 9") it is this.
BEFORE_REPLACED = {"for": "at"}
#: Before a new moment these make no range of it and the old one.
PARTING = frozenset({"to"})
#: What is to be put on a list, when one is reminded of that, is no todo of that list yet.
PUTTING = frozenset("put add write remove delete take cross".split())
REMIND = frozenset({"remind"})
#: What is passed on to somebody begins with one of these, or is sent.
REMIND_STEMS: tuple[str, ...] = ("remind",)
SEND = frozenset("send shoot give text email message forward".split())
