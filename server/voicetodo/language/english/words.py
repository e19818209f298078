"""Word classes used as `{name}` in phrases, and single words the engine asks about."""

NAMED = {
    # things
    "the": "[all [of]|each of|every|any [of]|some of|both [of]] [my|the|our|a|an|this|that|these|those|your|his|her] [my|new|own|whole|entire|current|present|latest|recent|daily] [of]",
    "lists": "(list|lists|checklist|lisr|lsit)",
    "rems": "(reminder|reminders|alert|alerts|notification|notifications|remider|remiders|remidner|remidners|remind|reminding|reminders')",
    "tasks": "(task|tasks|todo|todos|item|items|chore|chores|thing|things|entry|entries|errand|errands|assignment|box)",
    "called": "(called|named|titled|labeled|labelled|with the name [of]|by the name of|that is called|entitled)",
    "about": "(to|about|for|of|on|that|regarding|concerning|involving|with|saying|which says|called|named|set for|set to|created to|i have to|i have for|i have set for|i set for|i set to|i had to|i have about|at|related to)",
    "last_thing": "(the|my|that) [last|previous|latest] (one|thing|action|change|command|step|edit|todo|task)",
    "have": "(do i have|do we have|did i have|do you have|i have|we have|i had|i have set|i've set|i set|have i set|did i set|that i have|that i set|that i have set|there are|have been set|are set|is set|set|scheduled|created|in place|coming up|left|remaining|going to be sent|happening|say|says|going off|going to go off|go off|set to go off|will be off|set up|do i still have|i still have)",
    "the_list": "({the} {lists} of <todo_list>|{the} {lists} of <list_of> to (complete|finish|do)|{the} {lists} of <list_of>|{the} <list> {lists}|{the} {lists} ({called}|for) <list_of>|{the} {lists} <todo_list>|{the} {lists}|{the} <known_list> [list])",
    "on_list": "(to|on|onto|in|into|at|for|under|on to|in to|within) {the_list}",
    "from_list": "(from|off|off of|on|in|of|out of|to|for|within) {the_list}",
    "place": "{from_list}",
    "dest_list": "({the} <list> {lists}|{the} {lists} {called} <list_of>|{the} <known_list>)",
    "other_list": "{the} [<rest>] {lists}",
    "rec_adj": "(daily|weekly|monthly|yearly|annual|hourly|recurring|repeating|repeated|nightly|quick|regular|bi-weekly|biweekly|quarterly)",
    "a_priority": "[a|an|the] [very] ((p1|p2|p3|p4|urgent|important|critical|high|highest|top|medium|normal|low|lowest|number one|unimportant) [priority|importance]|priority (1|2|3|4|one|two|three|four|high|low|medium|urgent))",
    "is_done": "((is|are|was|were|has been|have been|got|has|have|just) [now|all|already|both|finally|just|been] {done}|(done|finished|completed))",
    "rems_or_tasks": "({rems}|{tasks})",
    # verbs
    "make": "(make|create|start|begin|open|set up|put together|build|add|bring up|produce|generate|prepare|form|establish|start creating|draw up|new)",
    "delete": "(nuke|abolish|take off|scratch off|cross off|get rid off|delete|remove|erase|cancel|clear|drop|discard|trash|omit|eliminate|clean|get rid of|throw out|throw away|do away with|take out|wipe|wipe out|destroy|dismiss|kill|uncheck|subtract|exclude|toss|lose|purge)",
    "show": "(know|iterate over|walk me through|take me through|inform me on|tell us|help access|access|give us|recap|list me|bring me|remind me what|display me|show all|show me|show us|read|read me|read out|read off|read back|read aloud|read through|display|list|list out|list off|tell me|tell me about|give me|give|view|see|check|check on|pull|pull up|bring up|open|open up|look at|look up|look through|look in|look for|look into|find|find out|find me|get|get me|hear|let me see|let me hear|let me know|let me have|go over|go through|repeat|recite|review|provide|state|print|search|search for|fetch|say|speak|load|present|name|run through|access|retrieve|recall|refresh me on|fill me in on|update me on|inform me of|remind me of|remind me about|share|describe|confirm|verify)",
    "set": "(set|set up|set me|set me up|create|create me|make|make me|add|put|put in|schedule|send|send me|give|give me|place|start|enter|program|setup|i need|i want|i'd like|i would like|we need|need|establish|leave me|arrange|record|save)",
    "add": "(add|put|include|insert|append|throw|stick|write|write down|jot|jot down|place|enter|note|record|slot|log|save|toss|drop|pop|tack on|add on|put down|put in|put on|mark down|chuck|push|note down|add in|attach|plus)",
    "move": "(move|push|push back|postpone|reschedule|shift|delay|defer|bump|change|put off|snooze|set|switch|bring forward|push out|pull forward|reset|update|modify|edit|adjust|advance|extend|transfer|alter|revise|bring|drag|carry over|put)",
    "change": "(change|update|modify|edit|adjust|alter|revise|reset|switch|fix|correct|amend|make changes to|reword|rewrite)",
    "finish": "(complete|finish|check|tick|mark|close|finalize|finalise|tick off|check off|cross off|mark off|resolve)",
    "done": "(done|complete|completed|finished|checked|ticked off|checked off|over|closed|crossed off|taken care of|sorted|off)",
}

#: Said before a request without changing it. Stripped again and again from the beginning.
OPENERS = """
please
kindly
(hey|hi|hello|okay|ok|yo) [there] [alexa|siri|google|olly|computer|jarvis|assistant|cortana]
(alexa|siri|google|olly|jarvis|cortana|ollie)
(so|well|okay|ok|oh|alright|right|now|right now|also|and|then|but|actually|yeah|yes|yep|sure|anyway|additionally|next|finally|first|plus|lastly|great|perfect|thanks)
(um|uh|erm|er|hmm|ah|like|you know|basically)
and then
oh (and|also|yeah)
while you're at it
(after|before) that
(can|could|would|will|won't|can't|may|might) (you|u|we|ya) [please|kindly|also|just|maybe|possibly]
you (can|could|may|should|will|need to|have to|must) [also|now|please|just]
(can|could|may) i [please|also|just]
(i|we) (want|need|would like|would love|wish|like|'d like|would prefer) (you|u) to [please|also|just|now]
(i'd|we'd|id) (like|love|prefer|want) (you|u) to [please|also|just]
(i|we) (want|need|would like|wish|would love|wanted|wanna|was hoping|am trying|'m trying|have|got|ought) to [please|also|just|now|go ahead and]
(i'd|we'd|id) (like|love|want) to [please|also|just]
(i|we) (wanna|gotta) [also|just]
(i'm|i am) (going|gonna|trying|hoping|looking) [to]
(it would be|it'd be) (great|nice|good|helpful) if you (could|would|can)
(would|do) you mind
(i would|i'd) appreciate it if you (could|would)
(be so kind as|be kind enough) to
go ahead and
(let's|lets|let us) [just|also|please]
make sure (to|you|that you)
be sure (to|you)
just
help me [to|out by]
do me a favor and
(i was wondering|i wonder) if you (could|can|would)
(is it possible|is it ok|would it be possible) (to|for you to)
quickly
"""

#: Said after a request without changing it.
CLOSERS = """
(please|thanks|thank you|ok|okay|too|also|as well|asap|now|right now|immediately|if you can|if you could|for me|would you|will you|won't you|could you|can you)
(i guess|i think|i suppose|or something|or whatever|if possible|when you can|when you get a chance|thank you very much|if (it is|it's|it isn't|they aren't|it's not|they are|they're) [not] [already] [on there|there|on it]|since i am|just in case|in case i forget|thanks a lot|you know)
"""

#: Passed over wherever they stand.
FILLERS = frozenset({"um", "uh", "umm", "uhh", "erm", "uhm", "hmm", "er", "ehm", "mhm"})
#: Passed over when set apart by commas.
ASIDES = frozenset(
    {"like", "you know", "i mean", "well", "so", "let's see", "let me think", "let me see", "sort of", "basically"}
)

LIST_NOUNS = frozenset({"list", "lists", "checklist", "lisr", "lsit"})
LIST_PREPOSITIONS = frozenset("to on onto in into at for under within from off of out which that".split())
#: Words a list may be called without saying "list".
LIKELY_LISTS = frozenset(
    {"groceries", "grocery", "shopping", "errands", "chores", "todo", "todos", "inbox", "wishlist"},
)
#: Left at the beginning of a title by the words around it.
TITLE_LEADS = frozenset(
    {
        "to",
        "about",
        "that",
        "of",
        "for",
        "and",
        "saying",
        "called",
        "named",
        "titled",
        "is",
        "regarding",
        "as",
        "with",
        "then",
        "off",
    }
)
#: Left at the end of a title.
TITLE_TAILS = frozenset(
    {
        "on",
        "at",
        "by",
        "for",
        "to",
        "and",
        "the",
        "a",
        "due",
        "starting",
        "beginning",
        "until",
        "please",
        "is",
        "but",
        "then",
        "every",
        "so",
        "or",
        "only",
        "around",
        "after",
        "with",
    }
)
#: Titles that name nothing.
EMPTY_TITLES = frozenset(
    {
        "myself",
        "me",
        "it",
        "that",
        "this",
        "them",
        "us",
        "item",
        "items",
        "something",
        "one",
        "new",
        "new item",
        "task",
        "an item",
        "a",
    }
)

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
    "tell text send message email find open start order give show search move go add monitor check see set put turn stop change make research drive track play lock close mail look use".split()
)
#: "I need to know …" asks, it does not plan.
WONDERING = frozenset("know see hear find be check understand figure have say use switch".split())
#: Words that say that todos are spoken of.
MARKERS = frozenset(
    "reminder reminders remider remidner remidners list lists lisr lsit checklist task tasks todo todos remind reminded reminding".split()
)
#: First words of a question.
ASKING = frozenset(
    "what what's whats when when's whens where where's how how's who who's whose which why is are am do does did have has was were will would should can could anything any".split()
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
    "froze": "freeze",
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


def _past_of(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed"
    return verb + "ed"


_DOUBLED = frozenset(
    "drop pick-up mop plan stop submit ship trim scan hop pop jog hug wrap unwrap prep chop zip rip tip nap pat pet scrub log rub plug unplug grab".split()
)
#: Past form → the verb as it stands in a title ("paid" → "pay").
PAST: dict[str, str] = {_past_of(verb): verb for verb in TODO_VERBS if verb not in _IRREGULAR.values()} | _IRREGULAR
NAMED["did"] = "(" + "|".join(sorted(PAST)) + ")"

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
NAMED["ordinal"] = "(" + "|".join(POSITIONS) + ")"
NAMED["number"] = "(" + "|".join(NUMBERS) + ")"

#: Priority phrases, longest first where they share a beginning → 1 (highest) … 4 (lowest).
PRIORITIES = {
    "[with|at|as|and it's|it's|it is|make it|make that|mark it as|set it to|and it is|,] [a|an|the|of] (highest|top|high|urgent|critical|number one|maximum) (priority|importance)": 1,
    "[with|at|as] [a|an|the|of] (medium|moderate|mid) (priority|importance)": 2,
    "[with|at|as] [a|an|the|of] (normal|regular|standard) (priority|importance)": 3,
    "[with|at|as] [a|an|the|of] (low|lowest|least) (priority|importance)": 4,
    "[with|at|as] priority [level|of|to|is|as] (1|one|high|highest|top|urgent|critical)": 1,
    "[with|at|as] priority [level|of|to|is|as] (2|two|medium)": 2,
    "[with|at|as] priority [level|of|to|is|as] (3|three|normal)": 3,
    "[with|at|as] priority [level|of|to|is|as] (4|four|low|lowest)": 4,
    "(it's|it is|that's|this is|that is|and it's|and it is) [very|really|super|quite] (urgent|important|critical)": 1,
    "(make|mark) (it|that) [as] (urgent|important|critical)": 1,
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
#: Words that do not tell one task from another.
TELLS_NOTHING = frozenset(
    "the a an my our your his her its to for of on in at with and or it that this some i me we about from by task reminder todo".split()
)
#: Words that are said twice only by mistake.
NEVER_DOUBLED = frozenset(
    "to the a an my me i of for and remind add put please on at in you it is that need have".split()
)
#: Between two moments: the second replaces the first.
CORRECTIONS = frozenset(
    {
        "no",
        "no wait",
        "no sorry",
        "sorry",
        "i mean",
        "no i mean",
        "or rather",
        "rather",
        "actually",
        "no actually",
        "wait",
        "wait no",
        "make that",
        "make it",
        "no make that",
        "no make it",
        "er no",
        "scratch that",
        "sorry i mean",
        "actually no",
        "oh no",
        "i meant",
        "no not",
        "well actually",
    }
)
#: Everything said before is taken back.
TAKEN_BACK = (
    ("scratch", "that"),
    ("never", "mind"),
    ("nevermind",),
    ("forget", "that"),
    ("forget", "it"),
    ("forget", "about", "it"),
    ("strike", "that"),
)
#: "I need to …": what follows is to be done.
DUTY = frozenset("need have gotta must should ought got supposed".split())
#: Before a bare request these speak to an assistant, not to oneself.
ADDRESS = frozenset("can could would will please want like wanna olly alexa siri google you hey kindly may".split())
#: After "a reminder for" these begin a thing, not a person.
NOT_A_PERSON = frozenset(
    "the a an my our this that today tonight tomorrow me dinner lunch work school church dance class".split()
)
#: Ends the normal form of a literal word, so that no phrase knows it.
LITERAL = "\ue000"
#: In words about todos that fit no phrase, the verb that tells what is wanted.
TELLING_VERBS = {
    **dict.fromkeys("delete remove erase cancel clear drop scratch discard".split(), "task.delete"),
    **dict.fromkeys("add put include append remind".split(), "task.create"),
    **dict.fromkeys("change move reschedule postpone push update".split(), "task.update"),
    **dict.fromkeys("complete finish finished completed".split(), "task.complete"),
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
}
#: After these "from … to …" names an old and a new moment.
MOVING_VERBS = frozenset(
    "move push postpone reschedule shift delay defer bump change update modify edit adjust reset changed".split()
)
#: Said in a question around the thing asked about, at either end of its name.
QUESTION_NOISE = frozenset(
    "is are was were am be do does did have has had will would can i we you it there their any all the my our of me show read tell give what which when where how many much kind kinds time total time's up out next upcoming remaining remain current pending recurring reoccurring monthly weekly daily other more set still both whole content already want location get named until on to going".split()
)
#: Before "reminder" these do not name it.
PLAIN_ADJECTIVES = frozenset(
    "next upcoming remaining remain current pending recurring reoccurring other more new another set entire daily weekly monthly yearly todo scheduled existing active calendar quick same".split()
)
#: A title ends before its reason.
REASONS = frozenset({"because", "cause", "'cause", "cuz", "since"})
#: What precedes a todo in "remind me that I need to …".
TITLE_OPENINGS = """
    (i|we) (need|have|'ve got|got|must|should|ought|want|am supposed|are supposed) to
    i've got to
    (i|we) (must|should|gotta)
    (i|we) (have|am|are|'ve got|got)
    (i'm|we're|i'm low on|i am low on|i'm out of|we're out of|we are out of)
    (there's|there is|there are|it's|it is)
    i have no
    (i'm|i am|we're|we are) [running] (low on|out of)
    remind me [to|about|of|that|it's time to]
    remember to
    so [that] i (don't|do not) forget [to|about]
    [a|the] reminder (to|about|for|that)
    (when|where|how) to
    showing
"""
#: Weaker than `MARKERS`: they may be somebody else's ("a travel alert").
WEAK_MARKERS = frozenset("item items chore chores alert alerts notification notifications errand entry box".split())
#: These moments only say "at once".
AT_ONCE = frozenset({"now", "right now", "just now"})
#: "today's" without its apostrophe, as speech engines write it.
POSSESSIVE_DAYS = frozenset("todays tomorrows tonights".split())
