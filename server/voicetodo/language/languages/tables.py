"""What a language brings: one struct for each file of its folder. A file is tables and nothing else: `FILLERS` in
`speech.py` is `language.speech.fillers`.

A word class is a set of words in normal form (lower case); a text of phrases has one on each line, in the notation of
`voicetodo.language.phrases`. What a table is for stands beside it in the folder of a language that has it. Tables with a
default are for what some languages do not know; all others must be there.
"""

import msgspec

from voicetodo.language.languages.hearing import Mishearings, Spelling, Words
from voicetodo.language.languages.telling import Replies, Sayings
from voicetodo.language.languages.vocabulary import Vocabulary


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """`phrases.py`: what people ask for, under the intent it means."""

    phrases: str


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """`changes.py`: what they ask to be done to tasks they have; tried after `phrases.py`."""

    changes: str
    distances: str


class Starts(msgspec.Struct, frozen=True, kw_only=True):
    """`starts.py`: how a new request begins in the middle of what is said."""

    starts: str


class WordClasses(msgspec.Struct, frozen=True, kw_only=True):
    """`words.py`: classes used as `{name}` in phrases, and words the engine asks about."""

    named: dict[str, str]
    list_nouns: Words
    list_prepositions: Words
    for_someone: Words
    likely_lists: Words
    markers: Words
    weak_markers: Words
    lists: Words
    own: Words
    list_endings: Words
    place_pointers: Words
    outside: dict[str, Words]
    inside: dict[str, Words]
    #: What a part of a list is called, beside its name; what stands before the name of one alone; and after it, before
    #: the name of its list.
    section_nouns: Words = frozenset()
    section_leads: Words = frozenset()
    section_links: Words = frozenset()


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
    #: Before a moment that gives way to another of the same request ("instead of at five, remind me at six").
    instead: Words = frozenset()
    #: Points back at what was said before.
    back: Words
    #: What asks for something to be done with todos, by its first word → the intent.
    commands: dict[str, str] = {}


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
    """`amounts.py`: how far something is moved, and how long something takes."""

    shifting: Words
    pulling: Words
    back: Words
    before: Words
    after: Words
    phrasal: Words = frozenset()
    earlier: Words
    not_shifted: Words
    ends: Words
    #: After a distance alone: what it moves need not be said.
    bare: Words
    #: Between a length and what is done for so long; empty where nothing need stand there.
    spent: Words = frozenset()
    units: dict[str, tuple[str, int]]
    amounts: tuple[tuple[tuple[str, ...], float], ...]


class Objects(msgspec.Struct, frozen=True, kw_only=True):
    """`objects.py`: how one points at a task or a list, and what may stand behind a title."""

    places: str
    whole_lists: str
    tasks: str
    tails: str
    #: Words for every task there is.
    everything: Words
    #: How a request names a label or a priority; before a label's name where the phrase has none, and what ends one.
    qualities: str
    after_labels: Words


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


class Pantry(msgspec.Struct, frozen=True, kw_only=True):
    """`pantry.py`: what people put on shopping lists, and pairs that are one thing."""

    shopping_lists: Words
    pairs: frozenset[tuple[str, ...]]
    items: Words
    made: Words = frozenset()
    ingredients: Words = frozenset()


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
