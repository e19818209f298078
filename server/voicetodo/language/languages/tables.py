"""What a language brings: one struct for each file of its folder. A file is tables and nothing else: `FILLERS` in
`speech.py` is `language.speech.fillers`.

A word class is a set of words in normal form (lower case); a text of phrases has one on each line, in the notation of
`voicetodo.language.phrases`. What a table is for stands beside it in the folder of a language that has it. Tables with a
default are for what some languages do not know; all others must be there.
"""

import msgspec

from voicetodo.language.languages.vocabulary import Vocabulary

Words = frozenset[str]


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """`phrases.py`: what people ask for, under the intent it means."""

    phrases: str


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """`changes.py`: what they ask to be done to tasks they have; tried after `phrases.py`."""

    changes: str


class Starts(msgspec.Struct, frozen=True, kw_only=True):
    """`starts.py`: how a new request begins in the middle of what is said."""

    starts: str


class WordClasses(msgspec.Struct, frozen=True, kw_only=True):
    """`words.py`: classes used as `{name}` in phrases, and words the engine asks about."""

    named: dict[str, str]
    list_nouns: Words
    list_prepositions: Words
    likely_lists: Words
    markers: Words
    weak_markers: Words
    lists: Words
    own: Words
    list_endings: Words
    place_pointers: Words
    outside: dict[str, Words]
    inside: dict[str, Words]


class Verbs(msgspec.Struct, frozen=True, kw_only=True):
    """`verbs.py`: what people do with their todos, what they ask an assistant, and how the past is said."""

    todo_verbs: Words
    assistant_verbs: Words
    past: dict[str, str]
    gerunds: dict[str, str] = {}
    before_gerunds: Words = frozenset()
    telling_verbs: dict[str, str]
    done_elsewhere: Words
    moving_verbs: Words
    replacing: Words = frozenset()
    towards: dict[str, str]
    before_replaced: dict[str, str] = {}
    parting: Words = frozenset()
    putting: Words = frozenset()
    #: Where verbs stand at the end: their infinitives, and forms of them as said …
    last_verbs: Words = frozenset()
    imperatives: dict[str, str] = {}
    finite: dict[str, str] = {}
    marked_infinitives: dict[str, str] = {}
    infinitive_marks: Words = frozenset()
    #: … and what may stand apart from them ("ruf … an").
    particles: Words = frozenset()
    remind: Words
    remind_stems: tuple[str, ...]
    send: Words


class Speech(msgspec.Struct, frozen=True, kw_only=True):
    """`speech.py`: courtesies, fillers, corrections, and how one asks."""

    openers: str
    closers: str
    fillers: Words
    asides: Words
    wondering: Words
    asking: Words
    never_doubled: Words
    corrections: Words
    slips: tuple[tuple[tuple[str, ...], bool], ...]
    articles: Words
    no_slip: Words
    taken_back: tuple[tuple[str, ...], ...]
    taken_back_by_name: Words = frozenset()
    duty: Words
    address: Words
    stating: Words
    speakers: Words
    tellers: Words = frozenset()


class Joints(msgspec.Struct, frozen=True, kw_only=True):
    """`joints.py`: words between requests, and between the things of one."""

    and_: Words
    then: Words
    between_requests: Words
    between_things: Words
    trailing: Words
    part_leads: Words
    aside_leads: Words
    infinitive: Words
    statements: str = ""
    towards_list: Words = frozenset()
    restarts: Words = frozenset()
    #: Before a comma: what is to be done follows it ("erinnere mich daran, …").
    expecting: Words = frozenset()
    #: After a moment behind "and": one more thing to be reminded of ("und am Freitag an …").
    reminded: Words = frozenset()


class Titles(msgspec.Struct, frozen=True, kw_only=True):
    """`titles.py`: words at the edges of a title that do not belong to it, and those that tell nothing."""

    title_leads: Words
    title_tails: Words
    particles: Words
    empty_titles: Words
    tells_nothing: Words
    kinds: Words
    not_a_person: Words
    question_noise: Words
    plain_adjectives: Words
    reasons: Words
    reason_pairs: frozenset[tuple[str, str]] = frozenset()
    title_openings: str
    #: Left out before a title that is a noun alone.
    bare_articles: Words = frozenset()
    pointers: Words
    list_leads: Words
    before_days: Words


class Scales(msgspec.Struct, frozen=True, kw_only=True):
    """`scales.py`: numbers, positions, priorities, and words for how often and when."""

    positions: dict[str, int]
    numbers: dict[str, int]
    few: dict[str, int]
    priorities: dict[str, int]
    edge_priorities: dict[str, int]
    priority_words: dict[str, int]
    occasions: Words
    recurring_adjectives: dict[str, str]
    at_once: Words
    possessive_days: Words = frozenset()
    names_not_days: Words = frozenset()
    before_names: Words = frozenset()
    counted: Words
    between_positions: Words
    ends: Words
    later: Words
    after_later: Words
    for_occasions: Words
    before_moments: Words
    same_time: tuple[tuple[str, ...], ...] = ()
    bare_days: Words = frozenset()
    before_bare_days: Words = frozenset()
    occasion_owners: tuple[str, ...] = ()
    tying: Words
    urgent: Words
    counting: tuple[tuple[str, ...], ...]
    overdue: Words
    completed: Words
    this_week: tuple[tuple[str, ...], ...]
    day_scopes: dict[str, str]


class Amounts(msgspec.Struct, frozen=True, kw_only=True):
    """`amounts.py`: how far something is moved."""

    shifting: Words
    pulling: Words
    back: Words
    before: Words
    after: Words
    earlier: Words
    not_shifted: Words
    ends: Words
    units: dict[str, tuple[str, int]]
    amounts: tuple[tuple[tuple[str, ...], float], ...]


class Objects(msgspec.Struct, frozen=True, kw_only=True):
    """`objects.py`: how one points at a task or a list, and what may stand behind a title."""

    places: str
    whole_lists: str
    tasks: str
    tails: str


class Errands(msgspec.Struct, frozen=True, kw_only=True):
    """`errands.py`: what people do themselves."""

    plain_acts: Words
    paying: Words
    paying_now: Words
    calling: Words
    writing: Words
    written_about: Words
    sending: Words
    sent_now: Words
    done_here: Words
    for_speaker: Words = frozenset()


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """`elsewhere.py`: what they ask other assistants."""

    hard: Words
    soft: Words
    requests: str
    not_lists: Words


class Mishearings(msgspec.Struct, frozen=True, kw_only=True):
    """`mishearings.py`: words a speech engine writes for others that sound like them."""

    buy: Words = frozenset()
    surely_buy: Words = frozenset()
    buy_meant: str = ""
    before_buy: Words = frozenset()
    before_buy_items: Words = frozenset()
    not_bought: Words = frozenset()
    levels: dict[str, str] = {}
    before_levels: Words = frozenset()
    levelled: Words = frozenset()
    owning: Words = frozenset()
    towards: Words = frozenset()
    towards_meant: str = ""
    before_acts: Words = frozenset()
    two: Words = frozenset()
    two_meant: str = ""
    before_two: Words = frozenset()
    plural_endings: tuple[str, ...] = ()
    things: dict[str, str] = {}
    before_things: Words = frozenset()
    after_things: Words = frozenset()


class Pantry(msgspec.Struct, frozen=True, kw_only=True):
    """`pantry.py`: what people put on shopping lists, and pairs that are one thing."""

    shopping_lists: Words
    pairs: frozenset[tuple[str, ...]]
    items: Words
    made: Words = frozenset()
    ingredients: Words = frozenset()


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """`spelling.py`: how words of one stem and of one sound are told."""

    endings: tuple[tuple[str, str], ...]
    silent: str = ""
    sound: str
    possessives: tuple[str, ...] = ()
    #: Another spelling → the word as it stands in these tables.
    spellings: dict[str, str] = {}
    #: Nouns that a word may end with and that are words of their own ("Einkaufsliste"); and which words are one.
    compounds: tuple[str, ...] = ()
    wholes: Words = frozenset()
    #: Endings before such a noun whose last letter only links the two.
    linked: tuple[str, ...] = ()
    todo_forms: dict[str, str]
    todo_first: str
    todo_second: dict[str, str]
    todo_plurals: Words
    todo_owners: Words = frozenset()
    todo_nouns: Words = frozenset()
    todo_ends: Words = frozenset()
    abbreviations: tuple[str, ...] = ()
    written: dict[str, str] = {}
    carriers: Words = frozenset()
    not_carriers: Words = frozenset()


class Replies(msgspec.Struct, frozen=True, kw_only=True):
    """`replies.py`: sentences to say back."""

    added: str
    in_list: str
    for_when: str
    repeats: str
    repeats_as: str
    before_rule: str
    due_by: str
    with_priority: str
    for_person: str
    changed: str
    new_title: str
    now_due: str
    now_repeats: str
    has_priority: str
    is_for: str
    is_in: str
    has_note: str
    labelled: str
    is_changed: str
    unnamed: str
    quoted: str
    several: str
    at_clock: str
    that_day: str
    far_day: str
    looking_for: str
    looking_in: str
    position: str
    all_for: str
    all_from: str
    all_in: str
    from_end: str
    last_one: str
    nothing_done: str
    nothing_heard: str
    sentences: dict[str, str]
    queries: dict[str, str]
    sets: dict[str, str]
    priorities: dict[int, str]
    near_days: dict[int, str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    or_words: Words
    which_day: str
    month_sizes: tuple[tuple[int, str, str], ...]
    day_sizes: tuple[tuple[int, str, str], ...]
    minute_sizes: tuple[tuple[int, str, str], ...]
    shift: str
    later: str
    earlier: str
    cleared: dict[str, str]


class Sayings(msgspec.Struct, frozen=True, kw_only=True):
    """`sayings.py`: how a time is said in words that are read as the same time again."""

    ordinals: tuple[str, ...]
    places: dict[int, str]
    from_last: str
    day: str
    weekday_and_day: str
    day_at: str
    at: str
    halves: tuple[str, str]
    clock: str
    full_hour: str
    hours_of_day: str
    days: str
    lengths: dict[str, tuple[str, str]]
    every: dict[str, tuple[str, str]]
    starting: str
    after_completion: str
    once: str
    times: str
    until: str
    every_days: str
    every_workday: str
    every_weekend: str
    workdays: str
    weekend: str
    on_days: str
    on_places: str
    place_of_weekday: str
    place_of_day: str
    on_instances: str
    instances: str
    on_date: str
    in_months_on: str
    in_month: str
    day_of_year: str
    in_weeks: str


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """One language: its tables by file, and its clocks and calendars. There is one of each, and it never changes."""

    #: Two letters of BCP 47.
    code: str
    phrases: Phrases
    changes: Changes
    starts: Starts
    words: WordClasses
    verbs: Verbs
    speech: Speech
    joints: Joints
    titles: Titles
    scales: Scales
    amounts: Amounts
    objects: Objects
    errands: Errands
    elsewhere: Elsewhere
    mishearings: Mishearings
    pantry: Pantry
    spelling: Spelling
    replies: Replies
    sayings: Sayings
    calendar: Vocabulary
