"""A day, a part of it and a clock, in any order, with the words between them: "tomorrow at nine in the evening"."""

from typing import NamedTuple

from voicetodo.language.time import parts_of_day
from voicetodo.language.time.calendar import on_or_after
from voicetodo.language.time.clock_time import clock
from voicetodo.language.time.dates import day as any_day
from voicetodo.language.time.mention import Role
from voicetodo.language.time.named_days import next_day
from voicetodo.language.time.reading import Clock, Day, Text
from voicetodo.language.time.weekdays import weekday_name

_MOST_JOINERS = 3
_CLOCK_LEADS = frozenset({"at", "@"})


class Moment(NamedTuple):
    """What was said of one moment: words `[start, stop)`. At least one of `day`, `clock` and `part` is there."""

    start: int
    stop: int
    day: Day | None = None
    clock: Clock | None = None
    part: str | None = None
    role: Role = "due"
    #: The preposition in front: `on`, `at`, `in`, `by`, `before`, `until`, `for`, `from`, `after`, or empty.
    lead: str = ""
    strength: float = 0.0
    takes_day: bool = True


def moment(text: Text, at: int, *, takes_day: bool = True) -> Moment | None:
    """The moment that starts at word `at`, preposition included; without `takes_day` only a clock or part of day."""
    early = _early_or_late(text, at)
    if early:
        return early
    lead, start, role = _lead(text, at)
    found = _extend(text, Moment(at, start, role=role, lead=lead, takes_day=takes_day), start, lead)
    if start > at:
        plain = _extend(text, Moment(at, at, takes_day=takes_day), at, "")
        if plain and (
            found is None
            or plain.stop > found.stop
            or (plain.stop == found.stop and (not lead or (plain.day and plain.day.at)))
        ):
            found = plain
    if found is None:
        return None
    while (longer := _longer(text, found)) is not None:
        found = longer
    return found if _holds(found) else None


def _early_or_late(text: Text, at: int) -> Moment | None:
    """ "early tomorrow morning", "late on friday afternoon": the first word belongs to the part of the day."""
    vocabulary = text.vocabulary
    parts = vocabulary.early_late.get(text.word(at))
    if parts is None or text.word(at + 1) in vocabulary.early_late:
        return None
    found = moment(text, at + 1)
    if found is None or found.day is None or found.clock or found.day.span != "day":
        return None
    part = found.part or found.day.part
    return found._replace(start=at, part=parts[part]) if part in parts else None


def _lead(text: Text, at: int) -> tuple[str, int, Role]:
    vocabulary = text.vocabulary
    if vocabulary.parts_of_day.find(text.words, at):
        return "in" if text.word(at) in vocabulary.on | vocabulary.inside else "", at, "due"
    deadline = vocabulary.deadline.find(text.words, at)
    if deadline and text.word(at) not in vocabulary.inside:
        return deadline[0], text.skip(deadline[1], vocabulary.approximate), "deadline"
    found = vocabulary.prepositions.find(text.words, at)
    if found:
        return found[0], text.skip(found[1], vocabulary.approximate, 2), "due"
    return "", at, "due"


def _longer(text: Text, found: Moment) -> Moment | None:
    """One more piece after the words that may stand between two."""
    vocabulary, at, lead = text.vocabulary, found.stop, ""
    for _ in range(_MOST_JOINERS + 1):
        longer = _extend(text, found, at, lead)
        if longer:
            return longer
        if text.word(at) == "(" and (aside := weekday_name(text, at + 1)) and text.word(aside[1]) == ")":
            at = aside[1] + 1
            continue
        word = text.word(at)
        deadline = vocabulary.deadline.find(text.words, at)
        if deadline and deadline[0] == "until" and found.clock:
            return None
        if deadline and found.day and word in vocabulary.range_words and any_day(text, deadline[1]):
            return None
        if deadline and word not in vocabulary.inside:
            lead, at, found = deadline[0], deadline[1], found._replace(role="deadline")
        elif (
            word in vocabulary.joiners
            or word in vocabulary.fillers
            or word in vocabulary.approximate
            or word in vocabulary.after_anchor
        ):
            lead, at = (vocabulary.leads.get(word, word) if word not in vocabulary.the else lead or "the"), at + 1
        else:
            return None
    return None


def _extend(text: Text, found: Moment, at: int, lead: str) -> Moment | None:
    """`found` with the piece at word `at`, if there is one and it may be added."""
    a_day = any_day(text, at) if _may_take_day(found) else None
    a_clock = _clock(text, found, at, lead) if found.clock is None and not (found.day and found.day.at) else None
    if a_day and a_clock and _prefers_clock(text, a_day, a_clock, lead):
        a_day = None
    part = _with_part(text, found, at, lead)
    if part and part.stop > max(a_day.stop if a_day else 0, a_clock.stop if a_clock else 0):
        return part
    if part and a_day and found.day is not None and part.stop == a_day.stop:
        return part
    if a_day and _day_fits(text, found, a_day, at, lead):
        return _with_day(found, a_day, lead)
    if a_clock:
        return found._replace(
            stop=a_clock.stop, clock=a_clock, strength=max(found.strength, _strength(a_clock.strength, lead))
        )
    return part


def _may_take_day(found: Moment) -> bool:
    if not found.takes_day:
        return False
    return (
        found.day is None
        or found.day.weekday is not None
        or (found.day.at is None and found.clock is None and found.day.span == "day")
    )


def _prefers_clock(text: Text, a_day: Day, a_clock: Clock, lead: str) -> bool:
    if a_day.stop != a_clock.stop:
        return a_clock.stop > a_day.stop
    if a_day.strength < 0.2 and lead != "on" and _part_follows(text, a_clock.stop):
        return True
    if a_day.strength < 0.2 and a_clock.strength <= 0.2 and lead not in _CLOCK_LEADS:
        follows = text.skip(a_clock.stop, text.vocabulary.at)
        after = clock(text, follows)
        if lead == "on" or (after and after.strength > 0.5):
            return False
    return lead in _CLOCK_LEADS or a_clock.strength > a_day.strength


def _day_fits(text: Text, found: Moment, a_day: Day, at: int, lead: str) -> bool:
    """Weak days ("may", "the 5th", "15") want a preposition or company; two days must be the same one."""
    if found.day is not None:
        if found.day.weekday is not None and a_day.span == "week":
            return True
        is_same = a_day.start == found.day.start and a_day.span == "day"
        return a_day.strength >= 0.5 and (is_same or (a_day.at is not None and found.day.start == text.today))
    if found.clock and a_day.at and a_day.part is None:
        return False
    if lead in {",", "-", "(", ")"} and a_day.strength < 0.3:
        return False
    if a_day.strength <= 0.15 and not (text.is_whole and at == 0):
        return lead in {"on", "by", "before", "until", "the"} and text.word(a_day.stop) not in text.vocabulary.not_times
    return text.word(at) not in text.vocabulary.for_


def _with_day(found: Moment, a_day: Day, lead: str) -> Moment:
    role = a_day.role or found.role
    strength = max(found.strength, _strength(a_day.strength, lead))
    if found.day is not None and a_day.at is None:
        if a_day.span == "week" and found.day.weekday is not None:
            placed = on_or_after(a_day.start, found.day.weekday)
            a_day = Day(a_day.stop, placed, next_day(placed))
        a_day = a_day._replace(part=found.day.part or a_day.part)
    return found._replace(stop=a_day.stop, day=a_day, role=role, strength=strength)


def _clock(text: Text, found: Moment, at: int, lead: str) -> Clock | None:
    """The clock at `at`, unless it is a bare number that nothing around it makes an hour."""
    vocabulary = text.vocabulary
    a_clock = clock(text, at)
    if a_clock is None or a_clock.strength >= 0.5:
        return a_clock
    follows = text.word(a_clock.stop)
    if found.day is not None and not lead and vocabulary.cardinals.get(text.word(at)) == 1:
        return None
    if (
        follows in vocabulary.units
        or follows in vocabulary.not_times
        or follows in vocabulary.times
        or follows in vocabulary.months
    ):
        return None
    if follows in {"/", "%"} or (
        follows in {".", ":"} and text.is_number(a_clock.stop + 1) and text.is_glued(a_clock.stop + 1)
    ):
        return None
    if text.is_glued(a_clock.stop) and text.tokens[a_clock.stop].text.isalnum():
        return None
    if lead in {"at", "@", "by", "before", "until", "around", "after", "from", "about", "for"} and (
        lead != "for" or _company(text, a_clock.stop)
    ):
        return a_clock if a_clock.strength >= 0.15 or lead in {"at", "@", "by", "before", "until"} else None
    if text.is_whole and a_clock.strength > 0.1 and not found.day and at == 0 and not follows:
        return a_clock
    has_day = found.day is not None or found.part is not None
    if (
        has_day
        and lead in {"", ",", "on"}
        and (text.is_whole or not follows or follows in vocabulary.function_words or not follows.isalnum())
    ):
        return a_clock if a_clock.strength > 0.1 else None
    return a_clock if not has_day and _company(text, a_clock.stop) and a_clock.strength > 0.1 else None


def _part_follows(text: Text, at: int) -> bool:
    """ "11 at night", "3 in the afternoon"."""
    vocabulary = text.vocabulary
    start = text.skip(at, vocabulary.at | vocabulary.inside)
    part = parts_of_day.part_of_day(text, start) if start > at else None
    return part is not None and text.word(start) not in vocabulary.meals


def _company(text: Text, at: int) -> bool:
    """Whether a day or a part of one follows that makes a bare number before it an hour."""
    vocabulary = text.vocabulary
    start = text.skip(at, frozenset(",") | vocabulary.on | vocabulary.inside, 2)
    part = parts_of_day.part_of_day(text, start)
    if (part and part[2] > 0.5) or _part_follows(text, at):
        return True
    if start > at and text.word(at) in vocabulary.inside:
        return False
    a_day = any_day(text, start)
    return bool(a_day and a_day.at is None and a_day.strength >= 0.85 and a_day.span == "day")


def _with_part(text: Text, found: Moment, at: int, lead: str) -> Moment | None:
    part = parts_of_day.part_of_day(text, at)
    if found.part is not None:
        is_again = part is not None and part[0] == found.part and not lead
        return found._replace(stop=part[1]) if part and is_again else None
    if part is None or (part[2] < 0.2 and not found.day):
        return None
    if not text.is_whole and _is_noun(text, found, part[2], at, lead):
        return None
    strength = _strength(part[2], lead)
    if lead == "in" and part[2] >= 0.8:
        strength = 0.9
    day = found.day
    if day is None and text.word(at) in text.vocabulary.this:
        day = Day(part[1], text.today, next_day(text.today), strength=strength, part=part[0])
    return found._replace(stop=part[1], day=day, part=part[0], strength=max(found.strength, strength))


def _is_noun(text: Text, found: Moment, strength: float, at: int, lead: str) -> bool:
    """ "movie night", "morning run", "lunch with sam", "steak for dinner"."""
    is_meal = text.word(at) in text.vocabulary.meals
    if lead:
        return is_meal and (lead in {"for", "about"} or lead in text.vocabulary.approximate)
    stands_alone = found.day is None and found.clock is None and found.takes_day
    return is_meal or (stands_alone and strength < 0.5 and at > 0)


def _strength(strength: float, lead: str) -> float:
    """A preposition that wants a time lifts a weak reading."""
    if not lead:
        return strength
    if lead in {"on", "by", "until", "before", "due"}:
        return max(strength, 0.85)
    if lead in {"at", "@"}:
        return max(strength, 0.85)
    if lead in {"in", "from", "after", "about", "for"} and strength >= 0.1:
        return max(strength, 0.85 if lead == "in" and strength < 0.5 else 0.6 if strength >= 0.3 else strength)
    return strength


def _holds(found: Moment) -> bool:
    if found.day is None and found.clock is None and found.part is not None:
        return found.strength >= 0.25
    return found.day is not None or found.clock is not None
