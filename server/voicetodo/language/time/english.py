"""The English of clocks and calendars. Keys are lower case without apostrophes; phrases are words apart by one space."""

from voicetodo.language.time.english_holidays import HOLIDAYS
from voicetodo.language.time.vocabulary import Phrases, Unit, Vocabulary


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


def _numbered(line: str, first: int) -> dict[str, int]:
    """`a|b c` → a and b are `first`, c the one after."""
    return {name: first + n for n, names in enumerate(line.split()) for name in names.split("|")}


def _phrases(*lines: str) -> Phrases[None]:
    return Phrases(dict.fromkeys(lines, None))


_CARDINALS = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    0,
) | {word: 10 * n for word, n in _numbered("twenty thirty forty|fourty fifty sixty seventy eighty ninety", 2).items()}

_ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth|eigth ninth|nineth tenth eleventh twelfth|twelvth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
) | {"thirtieth": 30}

_SECOND, _MINUTE, _HOUR = Unit("second", seconds=1), Unit("minute", seconds=60), Unit("hour", seconds=3600)
_DAY, _WEEK = Unit("day", days=1), Unit("week", days=7)
_MONTH, _YEAR = Unit("month", months=1), Unit("year", months=12)

_UNITS: dict[str, Unit] = {
    name: unit
    for names, unit in (
        ("second seconds sec secs", _SECOND),
        ("minute minutes min mins", _MINUTE),
        ("hour hours hr hrs", _HOUR),
        ("day days night nights", _DAY),
        ("week weeks wk wks", _WEEK),
        ("fortnight fortnights", Unit("fortnight", days=14)),
        ("month months mo mos mth mths", _MONTH),
        ("quarter quarters", Unit("quarter", months=3)),
        ("year years yr yrs", _YEAR),
        ("decade decades", Unit("decade", months=120)),
    )
    for name in names.split()
}

ENGLISH = Vocabulary(
    cardinals=_CARDINALS,
    ordinals=_ORDINALS,
    ordinal_suffixes=_words("st nd rd th"),
    hundred="hundred",
    thousand="thousand",
    vague_amounts=Phrases(
        {"a couple of": 2, "a couple": 2, "couple of": 2, "couple": 2, "a few": 3, "few": 3, "several": 3}
    ),
    articles=_words("a an"),
    the=_words("the"),
    half="half",
    quarter="quarter",
    weekdays=_numbered(
        "monday|mon tuesday|tue|tues|teusday wednesday|wed|weds|wednsday|wensday|wednesady thursday|thu|thur|thurs|thrusday "
        "friday|fri|firday saturday|sat|satuday sunday|sun",
        0,
    ),
    weekday_plurals=_numbered("mondays tuesdays wednesdays thursdays fridays saturdays sundays", 0),
    weekday_groups=Phrases(
        {
            "weekdays": (0, 1, 2, 3, 4),
            "weekday": (0, 1, 2, 3, 4),
            "week days": (0, 1, 2, 3, 4),
            "workdays": (0, 1, 2, 3, 4),
            "workday": (0, 1, 2, 3, 4),
            "working days": (0, 1, 2, 3, 4),
            "working day": (0, 1, 2, 3, 4),
            "work days": (0, 1, 2, 3, 4),
            "work day": (0, 1, 2, 3, 4),
            "business days": (0, 1, 2, 3, 4),
            "business day": (0, 1, 2, 3, 4),
            "school days": (0, 1, 2, 3, 4),
            "school day": (0, 1, 2, 3, 4),
            "weekends": (5, 6),
            "weekend": (5, 6),
            "weekend days": (5, 6),
        }
    ),
    weak_weekdays={"sun": 0.3, "sat": 0.3, "mon": 0.3, "wed": 0.45},
    months=_numbered(
        "january|jan february|feb|febuary march|mar april|apr may june|jun july|jul august|aug september|sep|sept "
        "october|oct november|nov december|dec",
        1,
    ),
    weak_months={"may": 0.1, "march": 0.2, "mar": 0.2, "jan": 0.4, "jun": 0.4, "dec": 0.4, "sep": 0.4, "april": 0.4},
    seasons={"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    units=_UNITS,
    unit_letters={"s": _SECOND, "m": _MINUTE, "h": _HOUR, "d": _DAY, "w": _WEEK, "y": _YEAR},
    countable=_words("seconds minutes hours days nights weeks fortnights months quarters years decades secs mins hrs"),
    periods={"week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "year": "year", "wk": "week"},
    parts_of_day=Phrases(
        {
            "morning": "morning",
            "early morning": "early",
            "early in the morning": "early",
            "first thing in the morning": "morning",
            "first thing": "morning",
            "late morning": "late morning",
            "mid morning": "late morning",
            "afternoon": "afternoon",
            "early afternoon": "early afternoon",
            "late afternoon": "late afternoon",
            "evening": "evening",
            "early evening": "early evening",
            "late evening": "night",
            "night": "night",
            "nighttime": "night",
            "night time": "night",
            "late night": "late",
            "late at night": "late",
            "bedtime": "late",
            "lunch": "lunch",
            "lunchtime": "lunch",
            "lunch time": "lunch",
            "breakfast": "breakfast",
            "dinner": "dinner",
            "dinnertime": "dinner",
            "dinner time": "dinner",
            "supper": "dinner",
            "am": "morning",
            "a m": "morning",
            "pm": "afternoon",
            "p m": "afternoon",
        }
    ),
    meals=_words("lunch breakfast dinner supper"),
    part_plurals={
        "mornings": "morning",
        "afternoons": "afternoon",
        "evenings": "evening",
        "nights": "night",
    },
    clock_names=Phrases(
        {
            "noon": "noon",
            "noonish": "noon",
            "midday": "noon",
            "mid day": "noon",
            "mid - day": "noon",
            "12 noon": "noon",
            "twelve noon": "noon",
            "high noon": "noon",
            "midnight": "midnight",
            "12 midnight": "midnight",
            "twelve midnight": "midnight",
            "mid night": "midnight",
        }
    ),
    meridiems={"am": "am", "pm": "pm", "a": "am", "p": "pm"},
    meridiem_tail="m",
    oclock=_words("oclock"),
    past=_words("past after"),
    to=_words("to til till before of"),
    minute_words=_words("minute minutes min mins"),
    hour_letters=_words("h hrs hr hours hour"),
    zero=_words("oh o zero"),
    zones=_words("aest aedt pt pst pdt est edt et cst cdt ct mst mdt mt gmt utc bst cet cest ist z"),
    relative_days=Phrases(
        {
            "today": 0,
            "tod": 0,
            "this day": 0,
            "tomorrow": 1,
            "to morrow": 1,
            "tomorow": 1,
            "tommorow": 1,
            "tommorrow": 1,
            "tmrw": 1,
            "tmr": 1,
            "tmrow": 1,
            "tom": 1,
            "2moro": 1,
            "the next day": 1,
            "next day": 1,
            "the following day": 1,
            "following day": 1,
            "the day after tomorrow": 2,
            "day after tomorrow": 2,
            "overmorrow": 2,
            "the day after": 1,
            "yesterday": -1,
            "the day before yesterday": -2,
            "day before yesterday": -2,
        }
    ),
    weak_days={"tom": 0.2, "tod": 0.2},
    tonight=_words("tonight tonite 2nite"),
    now=_phrases("right now", "now", "just now", "straight away", "right away", "immediately", "asap"),
    this=_words("this"),
    next=_words("next"),
    last=_words("last"),
    past_words=_words("last past previous"),
    coming=_words("coming upcoming following"),
    current=_words("this current"),
    from_now=Phrases(
        {
            "from now": 1,
            "from now on": 1,
            "later": 1,
            "hence": 1,
            "out": 1,
            "time": 1,
            "from today": 1,
            "after now": 1,
            "after today": 1,
            "ago": -1,
            "earlier": -1,
        }
    ),
    after_anchor=_words("from after past"),
    before_anchor=_words("before"),
    edges=Phrases(
        {
            "end of": "end",
            "the end of": "end",
            "late": "end",
            "beginning of": "start",
            "the beginning of": "start",
            "begin of": "start",
            "start of": "start",
            "the start of": "start",
            "early": "start",
            "middle of": "middle",
            "the middle of": "middle",
            "mid": "middle",
            "mid -": "middle",
            "rest of": "rest",
            "the rest of": "rest",
            "remainder of": "rest",
            "the remainder of": "rest",
            "remaining of": "rest",
            "the remaining of": "rest",
            "later": "later",
            "later in": "later",
            "later on": "later",
            "sometime": "whole",
            "sometime in": "whole",
            "all": "whole",
            "all of": "whole",
            "during": "whole",
            "throughout": "whole",
        }
    ),
    edge_points=Phrases({"the start": 1, "the beginning": 1, "start": 1, "beginning": 1, "the end": -1, "end": -1}),
    edge_days=Phrases(
        {
            "eod": "day",
            "the eod": "day",
            "cob": "day",
            "close of business": "day",
            "eow": "week",
            "the eow": "week",
            "eom": "month",
            "the eom": "month",
            "eoy": "year",
            "the eoy": "year",
            "end of day": "day",
            "end of the day": "day",
            "the end of the day": "day",
            "end of business": "day",
            "end of business day": "day",
            "month end": "month",
            "year end": "year",
        }
    ),
    end_words=_phrases("the end of the", "end of the", "the end of", "end of"),
    on=_words("on"),
    at=_words("at @"),
    inside=_words("in within"),
    deadline=Phrases(
        {
            "by": "by",
            "before": "before",
            "due": "by",
            "due by": "by",
            "due on": "by",
            "due at": "by",
            "due before": "before",
            "no later than": "by",
            "not later than": "by",
            "at the latest by": "by",
            "latest by": "by",
            "until": "until",
            "till": "until",
            "til": "until",
            "within": "by",
            "deadline": "by",
            "deadline on": "by",
            "deadline is": "by",
        }
    ),
    prepositions=Phrases(
        {
            "on": "on",
            "at": "at",
            "@": "at",
            "at about": "at",
            "at around": "at",
            "at exactly": "at",
            "around": "at",
            "about": "about",
            "in": "in",
            "for": "for",
            "from": "from",
            "after": "after",
            "during": "in",
            "come": "on",
            "starting": "from",
            "starting on": "from",
            "starting from": "from",
            "beginning": "from",
            "as of": "from",
            "later": "",
            "sometime": "",
            "as early as": "at",
            "as late as": "at",
            "starting at": "at",
        }
    ),
    approximate=_words("about around approximately roughly exactly nearly almost sharp ish ~ approx more less than"),
    and_=_words("and & plus"),
    or_=_words("or"),
    of=_words("of in"),
    strict_of=_words("of"),
    for_=_words("for"),
    from_=_words("from"),
    every=_words("every each evry"),
    all_=_words("all"),
    joiners=_words(", t at @ on in the - around about of by for ( ) after before from"),
    fillers=_words("maybe say um uh like sometime preferably probably please"),
    range_words=_words("to until till through thru - – til and"),
    between=_words("between from"),
    not_times=_words("% kg km lb lbs g ml l oz dollars euros pounds percent items pieces people degrees"),
    function_words=_words(
        "at on in by for to the and or but then with before after until till from through about around please pls "
        "because so if when while i we you he she they it is are was my our your a an of re also remind add call "
        "every each starting as too again thanks thank"
    ),
    other=_words("other alternate alternating second 2nd"),
    single=_words("single"),
    adverbs=Phrases(
        {
            "daily": ("day", 1),
            "everyday": ("day", 1),
            "every day": ("day", 1),
            "nightly": ("night", 1),
            "hourly": ("hour", 1),
            "weekly": ("week", 1),
            "biweekly": ("week", 2),
            "bi weekly": ("week", 2),
            "bi - weekly": ("week", 2),
            "fortnightly": ("week", 2),
            "monthly": ("month", 1),
            "bimonthly": ("month", 2),
            "bi monthly": ("month", 2),
            "bi - monthly": ("month", 2),
            "quarterly": ("month", 3),
            "semiannual": ("month", 6),
            "semiannually": ("month", 6),
            "semi annually": ("month", 6),
            "semi annual": ("month", 6),
            "biannually": ("month", 6),
            "biannual": ("month", 6),
            "half yearly": ("month", 6),
            "yearly": ("year", 1),
            "annually": ("year", 1),
            "annual": ("year", 1),
            "biennially": ("year", 2),
            "biennial": ("year", 2),
        }
    ),
    adjectives=_words("daily weekly biweekly monthly bimonthly quarterly yearly annual semiannual biannual everyday nightly hourly"),
    counts={"once": 1, "twice": 2, "thrice": 3},
    times=_words("time times x occurrence occurrences occasions occasion repetitions"),
    per=_words("a an per each every"),
    except_=_phrases("except", "except for", "except on", "but not", "but not on", "excluding", "not on", "apart from"),
    starting=_phrases("starting", "start", "starts", "beginning", "beginning on", "from", "starting on", "starting from",
                      "starting in", "as of", "commencing", "effective", "since", "after"),
    ending=_phrases("until", "till", "til", "through", "thru", "to", "ending", "ending on", "ends", "ends on", "up to",
                    "up until", "end on", "stopping", "stopping on"),
    up_to=_phrases("up to", "only", "for", "for the next", "for a total of", "just"),
    next_span=_phrases("for the next", "for next", "over the next", "for another"),
    instances=_words("instance instances occurrence occurrences"),
    completion=_phrases(
        "after completion", "after completing", "after completing it", "after i complete it", "after i finish",
        "after i finish it", "after finishing", "after finishing it", "after it is done", "after its done", "after done",
        "after doing it", "after its completed", "after it is completed", "after i do it", "after i did it",
        "from completion", "when done", "after the last time", "since completion", "after i have done it",
        "after ive done it", "after last completion", "after being done", "after each completion",
    ),
    weekday_word=_words("day days"),
    week_word=_words("week"),
    lead=_words("before beforehand prior early ahead earlier"),
    possessing=_words("today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning afternoon evening night weekend"),
    entire=_words("full whole entire"),
    moving=_words("move moves moved push pushed change changed shift shifted postpone postponed reschedule rescheduled switch bump delay"),
    naming=_words("version v room apartment apt no nr number chapter page episode season flight route level unit bus line part step gate floor suite size model volume issue ticket extension ext pin code building lot highway exit grade phase section"),
    holidays=Phrases(HOLIDAYS),
)  # fmt: skip
