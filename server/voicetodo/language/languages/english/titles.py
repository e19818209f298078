"""The words at the edges of a title that do not belong to it."""

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
#: At the very end they belong to the verb ("put the heating on", "swing by").
PARTICLES = frozenset("on in by around after".split())
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
#: Words that do not tell one task from another.
TELLS_NOTHING = frozenset(
    "the a an my our your his her its to for of on in at with and or it that this some i me we about from by task reminder todo".split()
)
#: What kind of thing a task is: said of a task whose title does not say it ("the dentist appointment").
KINDS = frozenset(
    "appointment appointments meeting visit thing stuff errand job booking chore chores item entry one call checkup assignment".split()
)
#: After "a reminder for" these begin a thing, not a person.
NOT_A_PERSON = frozenset(
    "the a an my our this that today tonight tomorrow me dinner lunch work school church dance class".split()
)
#: Said in a question around the thing asked about, at either end of its name.
QUESTION_NOISE = frozenset("add added put anything everything".split()) | frozenset(
    "is are was were am be do does did have has had will would can i we you it there their any all the my our of me show read tell give what which when where how many much kind kinds time total time's up out next upcoming remaining remain current pending recurring reoccurring monthly weekly daily other more set still both got something left look looks like whole content already want location get named until on to going".split()
)
#: Before "reminder" these do not name it.
PLAIN_ADJECTIVES = frozenset(
    "next upcoming remaining remain current pending recurring reoccurring other more new another set entire daily weekly monthly yearly todo scheduled existing active calendar quick same".split()
)
#: A title ends before its reason.
REASONS = frozenset({"because", "cause", "'cause", "cuz", "since", "otherwise"})
#: Two words by which a reason begins.
REASON_PAIRS = frozenset(
    {("or", "else"), ("so", "that"), ("as", "i"), ("as", "we")}
    | {("so", who) for who in "i we he she they it i'm we're he's she's it's nobody everyone".split()}
)
#: What precedes a todo in "remind me that I need to …".
TITLE_OPENINGS = """
    (i|we) (need|have|'ve got|got|must|should|ought|want|am supposed|are supposed) to
    i've got to
    (i've|we've) got
    i've
    (i|we) (must|should|gotta)
    (i|we) (have|am|are|'ve got|got)
    (i'm|we're|i'm low on|i am low on|i'm out of|we're out of|we are out of)
    (there's|there is|there are|it's|it is)
    i have no
    (i'm|i am|we're|we are) [almost|nearly|all|about|just] [running] (low on|out of)
    remind me [to|about|of|that|it's time to]
    remember to
    so [that] i (don't|do not) forget [to|about]
    [a|the] reminder (to|about|for|that)
    (when|where|how) to
    showing
"""
#: What is pointed at where nothing else is named.
POINTERS = frozenset({"that", "this", "those", "these"})
#: Left before the name of a list.
LIST_LEADS = frozenset({"of", "called", "named", "titled"})
#: Before how often something is done, where that is no part of a title.
BEFORE_DAYS = frozenset({"on"})
