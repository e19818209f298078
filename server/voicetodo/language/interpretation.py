"""What was understood: the values that leave `interpret`.
People's own words (*task*, *list*) are used here, as they were said.
"""

from typing import Literal

import msgspec

from voicetodo.language.time.mention import DayHours, TimeMention

Intent = Literal[
    "task.create",
    "task.complete",
    "task.skip",
    "task.reopen",
    "task.delete",
    "task.update",
    "task.query",
    "list.create",
    "list.delete",
    "list.query",
    "undo",
    "help",
    "other",
]

#: Slot name → half-open character ranges `(start, end)` of `Interpretation.text`.
Spans = dict[str, list[tuple[int, int]]]


class Moment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A local date with an optional local time. The zone is the caller's; `date` is ISO 8601, `time` is `HH:MM`."""

    date: str
    time: str | None = None


class Recurrence(msgspec.Struct, frozen=True, omit_defaults=True):
    """An RFC 5545 RRULE without the `RRULE:` prefix; counted from the completion where `from_completion`."""

    rrule: str
    from_completion: bool = False


class Match(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of the caller's own things that a spoken name may mean; `score` is 0..1."""

    id: str
    name: str
    score: float


class Target(msgspec.Struct, frozen=True, omit_defaults=True):
    """Which open (or, for reopening, done) tasks an action is about.

    Either `text` names it (then `matches` holds the candidates, best first; several close ones mean: ask), or
    `position` counts in the list last shown (1 is the first, -1 the last), or `scope` names a whole set.
    """

    text: str | None = None
    matches: tuple[Match, ...] = ()
    position: int | None = None
    scope: Literal["all", "overdue", "today", "tomorrow", "week", "completed", "last"] | None = None
    #: Of the set only what is due on these days, both included.
    date_from: str | None = None
    date_to: str | None = None
    #: Of the set only what has one of these priorities, and all of these labels.
    priorities: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


class Query(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a question asks for. Dates are ISO and inclusive."""

    scope: Literal["all", "overdue", "today", "tomorrow", "week", "completed", "no_date", "range"] = "all"
    date_from: str | None = None
    date_to: str | None = None
    text: str | None = None
    count_only: bool = False


class Slots(msgspec.Struct, frozen=True, omit_defaults=True):
    """The fields of one action. Absent means: nothing was said of it. `*_text` are the words as they were said."""

    title: str | None = None
    #: The part of `title` that `person` is to be told ("send the slides" of "Remind Sarah to send the slides").
    errand: str | None = None
    new_title: str | None = None
    notes: str | None = None
    list: str | None = None
    list_match: Match | None = None
    #: A section of that list; of the caller's own only, as there is no telling one that is not there from a title.
    section: str | None = None
    section_match: Match | None = None
    labels: tuple[str, ...] = ()
    #: 1 is the highest, 4 the lowest.
    priority: int | None = None
    due: Moment | None = None
    #: The due date is to be taken away ("remove the date from…").
    clears_due: bool = False
    clears_recurrence: bool = False
    clears_priority: bool = False
    clears_assignee: bool = False
    #: Only a time of day was said ("make it 5 pm"): an update keeps the task's own date where it has one.
    due_time_only: bool = False
    #: How far to move the due from where it is; negative is earlier ("push it back a week", "delay by two hours").
    due_shift_days: int | None = None
    due_shift_months: int | None = None
    due_shift_minutes: int | None = None
    deadline: Moment | None = None
    reminders: tuple[Moment, ...] = ()
    #: Minutes before it is due at which to be reminded ("half an hour before").
    reminders_before: tuple[int, ...] = ()
    recurrence: Recurrence | None = None
    assignee: str | None = None
    person: str | None = None
    duration_minutes: int | None = None
    target: Target | None = None
    query: Query | None = None
    datetime_text: str | None = None
    recurrence_text: str | None = None
    old_datetime_text: str | None = None
    old_recurrence_text: str | None = None
    priority_text: str | None = None


class Action(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to do. Every slot that came from words has a span."""

    intent: Intent
    slots: Slots = Slots()
    spans: Spans = {}
    confidence: float = 1.0


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """One tappable answer to a clarification; `actions` is what it would mean."""

    label: str
    actions: tuple[Action, ...] = ()


class Clarification(msgspec.Struct, frozen=True):
    """A short question with answers to choose from, asked when two readings are close."""

    question: str
    options: tuple[Option, ...]


class Interpretation(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that was understood of `text`. `actions` is never empty;
    `reply` is what to say back if all of it succeeds.
    """

    text: str
    actions: tuple[Action, ...]
    confidence: float
    reply: str
    clarification: Clarification | None = None
    #: The times in `text` that have other readings, with them ("next Friday", "at 7").
    ambiguous_times: tuple[TimeMention, ...] = ()
    #: Who suggested this reading, where it is not our own.
    adviser: str | None = None


class Named(msgspec.Struct, frozen=True):
    """A list, label or person of the caller's."""

    id: str
    name: str


class KnownSection(msgspec.Struct, frozen=True):
    """A part of a list of the caller's."""

    id: str
    name: str
    list_id: str


class KnownTask(msgspec.Struct, frozen=True, omit_defaults=True):
    """A task the caller can mean: open, or lately done."""

    id: str
    title: str
    list_id: str | None = None
    due_date: str | None = None
    is_done: bool = False
    priority: int | None = None
    #: Names.
    labels: tuple[str, ...] = ()


class Context(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the caller owns, so that names can be matched by sound and with typos. Everything is optional."""

    lists: tuple[Named, ...] = ()
    sections: tuple[KnownSection, ...] = ()
    labels: tuple[Named, ...] = ()
    people: tuple[Named, ...] = ()
    tasks: tuple[KnownTask, ...] = ()
    #: Ids of the tasks last shown or spoken, in order: "the second one" counts here.
    last_shown: tuple[str, ...] = ()
    #: `en` or `en-GB` (day before month), `de`, …
    language: str = "en"
    #: 0 Monday … 6 Sunday.
    first_weekday: int = 0
    #: When their morning, evening and so on are.
    hours: DayHours = DayHours()
    #: Whether a trained model, where the language has one, may overrule the grammar.
    is_ranked: bool = True
