"""The English of clocks and calendars: lower case, without apostrophes, one space between the words of a phrase."""

from voicetodo.language.languages.english.holidays import HOLIDAYS
from voicetodo.language.languages.english.idioms import IDIOMS, MISSPELLED, SPELLED_RIGHT
from voicetodo.language.languages.english.numbers import CARDINALS, ORDINALS
from voicetodo.language.languages.english.units import UNIT_LETTERS, UNITS
from voicetodo.language.languages.vocabulary import Phrases, Vocabulary
from voicetodo.language.languages.vocabulary import grouped as _grouped
from voicetodo.language.languages.vocabulary import numbered as _numbered
from voicetodo.language.languages.vocabulary import phrases as _phrases
from voicetodo.language.languages.vocabulary import words as _words

CALENDAR = Vocabulary(
    cardinals=CARDINALS,
    ordinals=ORDINALS,
    ordinal_suffixes=_words("st nd rd th"),
    hundred="hundred", thousand="thousand",
    vague_amounts=_grouped(
        {
            2: "a couple of|a couple|couple of|couple",
            3: "a few|few|several",
        }
    ),
    articles=_words("a an"),
    the=_words("the"),
    half=_words("half"),
    quarter=_words("quarter"),
    quarter_plurals=_words("quarters"),
    fractions={},
    more=_words("more"),
    glued_suffixes=_words("st"),
    tens_first=True,
    splits={},
    spellings={},
    weekdays=_numbered(
        "monday|mon tuesday|tue|tues|teusday wednesday|wed|weds|wednsday|wensday|wednesady "
        "thursday|thu|thur|thurs|thrusday friday|fri|firday saturday|sat|satuday sunday|sun",
        0,
    ),
    weekday_plurals=_numbered("mondays tuesdays wednesdays thursdays fridays saturdays sundays", 0),
    weekday_groups=_grouped(
        {
            (0, 1, 2, 3, 4): "weekdays|weekday|week days|workdays|workday|working days|working day|work days|work day"
            "|business days|business day|school days|school day",
            (5, 6): "weekends|weekend days|weekend",
        }
    ),
    plural_groups=_words("weekdays days workdays weekends"),
    plural_marks=_words("s"),
    weak_weekdays={"sun": 0.3, "sat": 0.3, "mon": 0.3, "wed": 0.45},
    months=_numbered(
        "january|jan february|feb|febuary march|mar april|apr may june|jun july|jul august|aug september|sep|sept "
        "october|oct november|nov december|dec",
        1,
    ),
    weak_months={"may": 0.1, "march": 0.2, "mar": 0.2, "jan": 0.4, "jun": 0.4, "dec": 0.4, "sep": 0.4, "april": 0.4},
    undotted_months=_words("may"),
    seasons={"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    units=UNITS,
    unit_letters=UNIT_LETTERS,
    countable=_words("seconds minutes hours days nights weeks fortnights months quarters years decades secs mins hrs"),
    night_units=_words("night nights"),
    long_periods=_grouped({"weekend": "week - end|week end"}),
    quarters=_words("quarter qtr"), quarter_letters=_words("q"),
    periods={name: name for name in ("week", "weekend", "month", "quarter", "year")} | {"wk": "week"},
    parts_of_day=_grouped(
        {
            "morning": "morning|first thing in the morning|first thing|am|a m",
            "early": "early in the morning|early morning|dawn|sunrise|daybreak|the crack of dawn|crack of dawn",
            "early afternoon": "early afternoon",
            "early evening": "early evening",
            "late": "late at night|late night|bedtime",
            "late morning": "late morning|mid morning",
            "late afternoon": "late afternoon|teatime|tea time",
            "night": "late evening|night time|night|nighttime",
            "afternoon": "afternoon|pm|p m",
            "evening": "evening|sunset|sundown|dusk|nightfall",
            "lunch": "lunch time|lunch|lunchtime",
            "breakfast": "breakfast",
            "dinner": "dinner time|dinner|dinnertime|supper",
        }
    ),
    sure_parts=_words(""),
    meals=_words("lunch breakfast dinner supper"),
    part_plurals={
        "mornings": "morning",
        "afternoons": "afternoon",
        "evenings": "evening",
        "nights": "night",
    },
    clock_names=_grouped(
        {
            "noon": "noon|noonish|midday|mid - day|mid day|12 noon|twelve noon|high noon",
            "midnight": "mid night|12 midnight|twelve midnight|midnight",
        }
    ),
    meridiems={"am": "am", "pm": "pm", "a": "am", "p": "pm"},
    meridiem_tail="m",
    oclock=_words("oclock"),
    has_minutes_after_hour=False,
    past=_words("past after"),
    to=_words("to til till before of"),
    half_is_before=False,
    quarters_towards={},
    vague_minutes={},
    minute_words=_words("minute minutes min mins"),
    hour_letters=_words("h hrs hr hours hour"),
    zero=_words("oh o zero"),
    zones=_words("aest aedt pt pst pdt est edt et cst cdt ct mst mdt mt gmt utc bst cet cest ist z"),
    relative_days=_grouped(
        {
            0: "today|todays|tod|this day",
            1: "tomorrow|tomorrows|to morrow|tomorow|tommorow|tommorrow|tmrw|tmr|tmrow|tom|2moro|the next day"
            "|the following day|the day after|next day|following day",
            2: "the day after tomorrow|day after tomorrow|overmorrow",
            -2: "the day before yesterday|day before yesterday",
            -1: "yesterday",
        }
    ),
    weak_days={"tom": 0.2, "tod": 0.2, "todays": 0.9, "tomorrows": 0.9},
    tonight=_words("tonight tonights tonite 2nite"),
    now=_phrases("right now", "now", "just now", "straight away", "right away", "immediately", "asap"),
    this=_words("this"),
    after_next=_words(""),
    ago=_words(""),
    time_word=_words("time"),
    within=_words("within"),
    counts_from_day=False,
    has_genitive=False,
    next=_words("next"),
    last=_words("last"),
    past_words=_words("last past previous"),
    coming=_words("coming upcoming following"),
    current=_words("this current"),
    from_now=_grouped(
        {
            1: "from now on|from now|from today|later|hence|out|time|after now|after today",
            -1: "ago|earlier",
        }
    ),
    after_anchor=_words("from after past"),
    before_anchor=_words("before"),
    edges=_grouped(
        {
            "end": "end of|the end of|late",
            "start": "the beginning of|the start of|beginning of|begin of|start of|early",
            "middle": "the middle of|middle of|mid -|mid",
            "rest": "the rest of|the remainder of|the remaining of|rest of|remainder of|remaining of",
            "later": "later in|later on|later",
            "whole": "sometime in|sometime|all of|all|during|over|throughout",
        }
    ),
    edge_points=_grouped(
        {
            1: "the start|the beginning|start|beginning",
            -1: "the end|end",
        }
    ),
    edge_days=_grouped(
        {
            "day": "eod|the end of the day|the eod|cob|close of business|end of the day|end of business day"
            "|end of day|end of business",
            "week": "the eow|eow",
            "month": "the eom|eom|month end",
            "year": "the eoy|eoy|year end",
        }
    ),
    end_words=_phrases("the end of the", "end of the", "the end of", "end of"),
    leads={},
    on=_words("on"),
    at=_words("at @"),
    inside=_words("in within"),
    deadline=_grouped(
        {
            "by": "by|due by|due on|due at|due|no later than|not later than|at the latest by|latest by|within"
            "|deadline on|deadline is|deadline",
            "before": "before|due before",
            "until": "until|till|til",
        }
    ),
    prepositions=_grouped(
        {
            "on": "on|come",
            "at": "at about|at around|at exactly|at|@|around|starting at|as early as|as late as",
            "about": "about",
            "in": "in|during",
            "for": "for",
            "from": "from|starting on|starting from|starting|beginning|as of",
            "after": "after",
            "": "later|sometime",
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
    fillers=_words("maybe say um uh like preferably probably please"),
    range_words=_words("to until till through thru - \u2013 til and"),
    between=_words("between from"),
    not_times=_words("% kg km lb lbs g ml l oz dollars euros pounds percent items pieces people degrees"),
    function_words=_words(
        "at on in by for to the and or but then with before after until till from through about around please pls "
        "because so if when while i we you he she they it is are was my our your a an of re also remind add call "
        "every each starting as too again thanks thank"
    ),
    other=_words("other alternate alternating second 2nd"),
    single=_words("single"),
    adverbs=_grouped(
        {
            ("day", 1): "daily|everyday|every day",
            ("night", 1): "nightly",
            ("hour", 1): "hourly",
            ("week", 1): "weekly",
            ("week", 2): "biweekly|bi - weekly|bi weekly|fortnightly",
            ("month", 2): "bi - monthly|bi monthly|bimonthly",
            ("month", 1): "monthly",
            ("month", 3): "quarterly",
            ("month", 6): "semiannual|semiannually|semi annually|semi annual|biannually|biannual|half yearly"
            "|semi - annually|semi - annual|bi - annually|bi - annual|half - yearly",
            ("year", 1): "yearly|annually|annual",
            ("year", 2): "biennially|biennial",
        }
    ),
    adjectives=_words(
        "daily weekly biweekly monthly bimonthly quarterly yearly annual semiannual biannual "
        "everyday nightly hourly"
    ),
    counts={"once": 1, "twice": 2, "thrice": 3},
    times=_words("time times x occurrence occurrences occasions occasion repetitions"),
    per=_words("a an per each every"),
    long=_words(""),
    except_=_phrases(
        "but", "but for", "except", "except for", "except on", "but not", "but not on", "excluding", "not on",
        "apart from",
    ),
    starting=_phrases(
        "starting", "start", "starts", "beginning", "beginning on", "from", "starting on", "starting with",
        "starting from", "starting in", "as of", "commencing", "effective", "since", "after",
    ),
    ending=_phrases("until", "till", "til", "through", "thru", "to", "ending", "ending on", "ends", "ends on", "up to",
                    "up until", "end on", "stopping", "stopping on"),
    up_to=_phrases("up to", "only", "for", "for the next", "for a total of", "just"),
    next_span=_phrases("for the next", "for next", "over the next", "for another"),
    instances=_words("instance instances occurrence occurrences"),
    completion=_phrases(
        "after completion", "after completing", "after completing it", "after i complete it", "after i finish",
        "after i finish it", "after finishing", "after finishing it", "after it is done", "after its done",
        "after its finished", "after it is finished", "after its been done", "after it has been done", "after i am done",
        "after im done",
        "after done",
        "after doing it", "after its completed", "after it is completed", "after i do it", "after i did it",
        "from completion", "when done", "after the last time", "since completion", "after i have done it",
        "after ive done it", "after last completion", "after being done", "after each completion",
    ),
    weekday_word=_words("day days"),
    week_word=_words("week"),
    lead=_words("before beforehand prior early ahead earlier"),
    possessing=_words(
        "today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday morning "
        "afternoon evening night weekend"
    ),
    reminders=_words("reminder reminders alarm alarms alert alerts todo todos task tasks notification notifications"),
    after_words=_words("after"),
    entire=_words("full whole entire"),
    moving=_words(
        "move moves moved push pushed change changed shift shifted postpone postponed reschedule "
        "rescheduled switch bump delay"
    ),
    naming=_words(
        "version v room apartment apt no nr number chapter page episode season flight route level "
        "unit bus line part step gate floor suite size model volume issue ticket extension ext pin "
        "code building lot highway exit grade phase section pages pp p ch seat row figure clause channel pier "
        "radio locker bay lane pump track platform stage scene python node java ios android ubuntu usb hdmi php "
        "release build isbn iso rfc order invoice policy account ref cost costs price priced paid worth score "
        "ratio psalm verse article"
    ),
    plural_endings=("s",),
    month_first=frozenset({"", "us"}),
    has_dotted_dates=False,
    holidays=Phrases(HOLIDAYS),
    misspelled=MISSPELLED, spelled_right=SPELLED_RIGHT,
    idioms=_phrases(*IDIOMS),
    early_late={
        "early": {"morning": "early", "afternoon": "early afternoon", "evening": "early evening"},
        "late": {"morning": "late morning", "afternoon": "late afternoon", "evening": "night", "night": "late"},
    },
    alternate=_words("alternate alternating"),
    same_time=_phrases("this time", "the same time", "same time", "at this time", "at the same time"),
)  # fmt: skip
