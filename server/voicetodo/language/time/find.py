"""The time expressions of a text, in order, none overlapping another."""

from datetime import date, datetime, timedelta

import msgspec

from voicetodo.language.languages import language_for
from voicetodo.language.time.calendar import add_days, shift
from voicetodo.language.time.dates import day as any_day
from voicetodo.language.time.dates import impossible
from voicetodo.language.time.durations import amount
from voicetodo.language.time.mention import Alternative, Role, TimeMention, TimeSettings
from voicetodo.language.time.moments import Moment, moment
from voicetodo.language.time.occurrences import next_occurrences
from voicetodo.language.time.ranges import Stretch, stretch
from voicetodo.language.time.reading import Amount, Day, Text
from voicetodo.language.time.repeating import Repeating, repeating
from voicetodo.language.time.resolve import Point, point
from voicetodo.language.time.starters import starters
from voicetodo.language.time.tokens import tokenise
from voicetodo.language.time.weighing import weigh

_STANDARD = TimeSettings()
#: What is less sure than this is a word, not a time.
_LEAST = 0.5
_LEAST_WHOLE = 0.25
#: What is longer is a sentence, whatever its words.
_LONGEST_WHOLE = 300
#: Nobody says more in a breath: what follows is not read for times, so that no text, however built, takes long.
_MOST_FOUND = 60
_MOST_TRIES = 300


def find_times(text: str, now: datetime, settings: TimeSettings = _STANDARD) -> list[TimeMention]:
    """Every time in `text` as seen from `now` (local, without zone). Linear in the length of the text."""
    found = _read(text, now, settings, is_whole=False)
    return [mention for mention in found if mention.score >= _LEAST]


def resolve_time(text: str, now: datetime, settings: TimeSettings = _STANDARD) -> TimeMention | None:
    """What `text` as a whole means; a date and a time apart in it are one. None where it is no time.

    Where times are all that was said, weak ones count ("wed", "1645", "the 27"); beside other words they do not.
    """
    found: list[TimeMention] = []
    if len(text) <= _LONGEST_WHOLE:
        found = [mention for mention in _read(text, now, settings, is_whole=True) if mention.score >= _LEAST_WHOLE]
    if not found or not _is_all(text, found, settings):
        found = find_times(text, now, settings)
    if not found:
        return None
    best = max(found, key=lambda mention: (mention.kind == "recurrence", mention.kind != "duration", mention.score))
    return join([best, *(mention for mention in found if mention is not best)])


def _is_all(text: str, found: list[TimeMention], settings: TimeSettings) -> bool:
    """Whether nothing but filling words stands beside the mentions."""
    calendar = language_for(settings.language).calendar
    beside = [*text]
    for mention in found:
        beside[mention.start : mention.end] = " " * (mention.end - mention.start)
    rest = tokenise("".join(beside), calendar.splits)
    return all(token.text in calendar.fillers or not token.text.isalnum() for token in rest)


def join(mentions: list[TimeMention]) -> TimeMention:
    """The first mention, with the clock of a later one where it has none: "tomorrow" … "at 7am". Never empty."""
    first = mentions[0]
    for other in mentions[1:]:
        if {first.kind, other.kind} == {"date", "time"}:
            day, clock = (first, other) if first.kind == "date" else (other, first)
            return _joined(first, day, clock)
        if (first.kind, other.kind) == ("recurrence", "time") and not first.time and other.time:
            return _at_clock(first, other.time)
    return first


def _at_clock(first: TimeMention, clock: str) -> TimeMention:
    """A recurrence at a time of day that was said apart from it: "a daily reminder to pack up at 4:45 pm"."""
    hour, minute = (int(part) for part in clock.split(":"))
    rrule = f"{first.rrule};BYHOUR={hour};BYMINUTE={minute}"
    return msgspec.structs.replace(first, rrule=rrule, time=clock)


def _joined(first: TimeMention, day: TimeMention, clock: TimeMention) -> TimeMention:
    """One mention of `day` at the hour of `clock`, in the place of `first`."""
    role: Role = "deadline" if "deadline" in (day.role, clock.role) else first.role
    return TimeMention(
        start=first.start, end=first.end, kind="datetime", value=f"{day.date}T{clock.time}",
        date=day.date, time=clock.time, role=role, score=min(day.score, clock.score), alternatives=tuple(
            Alternative(f"{day.date}T{other.value[-5:]}", other.score) for other in clock.alternatives
        ),
    )  # fmt: skip


def _read(source: str, now: datetime, settings: TimeSettings, *, is_whole: bool) -> list[TimeMention]:
    calendar = language_for(settings.language).calendar
    tokens = tokenise(source, calendar.splits)
    text = Text(tokens, now.replace(tzinfo=None), settings, calendar, read_day=any_day, is_whole=is_whole)
    begins = starters(calendar)
    found: list[TimeMention] = []
    at, size, tries = 0, len(text.tokens), 0
    while at < size and tries < _MOST_TRIES and len(found) < _MOST_FOUND:
        idiom = calendar.idioms.find(text.words, at)
        if idiom:
            at = idiom[1]
            continue
        if not (text.tokens[at].is_number or text.words[at] in begins) or _is_inside(text, at):
            at += 1
            continue
        tries += 1
        mention, stop = _mention(text, at)
        if mention:
            found.append(mention)
        at = max(stop, at + 1)
    return found


def _is_inside(text: Text, at: int) -> bool:
    """Whether the word is a piece of something else: "A4", "$12", "v2", "1.1.30"."""
    if at == 0 or not text.is_glued(at):
        return False
    before = text.words[at - 1]
    if before.isalnum() or before in {"$", "€", "£", "#", "+", "%", "_", "*"}:
        return True
    if before == ":":
        return at > 1 and text.is_glued(at - 1) and text.is_number(at - 2)
    is_sign = before in {".", "/", "-", "'", "\u2019"}
    return is_sign and at > 1 and text.is_glued(at - 1) and text.words[at - 2].isalnum()


def _mention(text: Text, at: int) -> tuple[TimeMention | None, int]:
    """The longest reading at word `at`, and where to read on."""
    wrong = impossible(text, at)
    if wrong:
        return None, wrong
    said = moment(text, at)
    again = repeating(text, at, said)
    row = (stretch(text, said) if said else None) or stretch(text, at)
    if again and again.stop >= max(said.stop if said else 0, row.stop if row else 0):
        mention = _of_repeating(text, again)
        return mention, again.stop if mention and (mention.score >= _LEAST or text.is_whole) else at + 1
    length = _duration(text, at)
    reach = max(said.stop if said else 0, row.stop if row else 0)
    if length and (length[1] > reach or (length[1] == reach and text.word(at) in text.vocabulary.for_)):
        return length
    if row:
        return _of_stretch(text, row), row.stop
    if said:
        mention = _of_moment(text, said)
        is_read = mention.score >= _LEAST or text.is_whole or (said.stop > at + 1 and not said.lead)
        return mention, said.stop if is_read else at + 1
    return length or (None, at + 1)


def _span(text: Text, start: int, stop: int) -> tuple[int, int]:
    return text.tokens[start].start, text.tokens[stop - 1].end


def _iso(at: datetime, *, has_time: bool) -> str:
    return at.isoformat(timespec="minutes") if has_time else at.date().isoformat()


def _of_moment(text: Text, said: Moment) -> TimeMention:
    start, end = _span(text, said.start, said.stop)
    when = point(text, said)
    others = _alternatives(said, when)
    score = weigh(text, said)
    if said.day and said.day.span != "day" and not when.has_time:
        return TimeMention(
            start, end, "range", value=f"{said.day.start}/{said.day.end}", date=_due_within(text, said.day).isoformat(),
            role=said.role, alternatives=others, score=score,
        )  # fmt: skip
    kind = "time" if said.day is None else "datetime" if when.has_time else "date"
    return TimeMention(
        start, end, kind, value=_iso(when.at, has_time=when.has_time), date=when.at.date().isoformat(),
        time=f"{when.at:%H:%M}" if when.has_time else None, role=said.role, alternatives=others, score=score,
    )  # fmt: skip


def _alternatives(said: Moment, when: Point) -> tuple[Alternative, ...]:
    """What else was meant, likeliest first; of a row of days, the other row."""
    is_row = said.day is not None and said.day.span != "day" and not when.has_time
    length = said.day.end - said.day.start if said.day else timedelta()
    found = [
        (f"{other.date()}/{other.date() + length}" if is_row else _iso(other, has_time=when.has_time), share)
        for other, share in when.others
        if not is_row or other.date() <= date.max - length
    ]
    found.sort(key=lambda each: (-each[1], each[0]))
    return tuple(Alternative(value, round(share, 2)) for value, share in found)


def _due_within(text: Text, day: Day) -> date:
    """The first of the days, or their last once they have begun."""
    return day.start if day.start >= text.today else add_days(day.end, -1) or day.start


def _of_stretch(text: Text, row: Stretch) -> TimeMention:
    start, end = _span(text, row.start, row.stop)
    first, last = row.first, row.last
    has_time = first.has_time
    return TimeMention(
        start, end, "range", value=f"{_iso(first.at, has_time=has_time)}/{_iso(last.at, has_time=last.has_time)}",
        date=first.at.date().isoformat(), time=f"{first.at:%H:%M}" if has_time else None, score=row.strength,
    )  # fmt: skip


def _of_repeating(text: Text, again: Repeating) -> TimeMention | None:
    start, end = _span(text, again.start, again.stop)
    rule = again.rule
    rrule = rule.text()
    first = _first(text, rrule, again)
    return TimeMention(
        start, end, "recurrence", value=rule.start.isoformat() if rule.start else None, rrule=rrule,
        from_completion=rule.from_completion, date=first.date().isoformat() if first else None,
        time=f"{first:%H:%M}" if first and (rule.minutes or rule.unit in ("hour", "minute")) else None,
        score=rule.strength,
    )  # fmt: skip


def _first(text: Text, rrule: str, again: Repeating) -> datetime | None:
    """The first occurrence, from the start that was said, else from now."""
    rule = again.rule
    if rule.unit == "year" and rule.months and not (rule.month_days or rule.nth_weekdays or rule.weekdays):
        rrule = f"{rrule};BYMONTHDAY=1"
    if rule.start:
        base = datetime.combine(rule.start, datetime.min.time())
    elif rule.unit in ("hour", "minute", "second"):
        length = {"hour": 3600, "minute": 60, "second": 1}[rule.unit] * rule.interval
        return shift(text.now, 0, 0, length)
    else:
        base = text.now if rule.minutes else datetime.combine(text.today, datetime.min.time())
    if rule.interval != 1:
        rrule = rrule.replace(f";INTERVAL={rule.interval}", "", 1)
    found = next_occurrences(rrule, base, 1)
    return found[0] if found else None


def _duration(text: Text, at: int) -> tuple[TimeMention, int] | None:
    """ "for 2 hours", "30 minutes", "for the day", "30 minutes before"."""
    vocabulary = text.vocabulary
    the = text.skip(at, vocabulary.the)
    if text.word(the) in vocabulary.units and text.word(the + 1) in vocabulary.before_anchor:
        unit = vocabulary.units[text.word(the)]
        iso = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "hour": "PT1H", "minute": "PT1M"}.get(
            unit.name
        )
        first, last = _span(text, at, the + 2)
        return (TimeMention(first, last, "duration", value=iso, role="reminder", score=0.8), the + 2) if iso else None
    is_for = text.word(at) in vocabulary.for_
    start = text.skip(at, vocabulary.for_)
    start = text.skip(start, vocabulary.approximate)
    first_word = text.skip(start, vocabulary.the)
    length = amount(text, first_word)
    if length is None:
        return _whole_unit(text, at, start)
    is_ordinal = text.word(first_word - 1) in vocabulary.the or text.word(at - 1) in vocabulary.months
    if length.iso == "PT0S" or (length.is_singular and is_ordinal):
        return None
    is_for = is_for or text.word(length.stop) in vocabulary.long
    lead = text.word(length.stop) in vocabulary.lead
    score = 0.9 if is_for else _unasked(text, length)
    stop = text.skip(length.stop, vocabulary.lead | vocabulary.long)
    first, last = _span(text, at, stop)
    role: Role = "reminder" if lead else "due"
    return TimeMention(first, last, "duration", value=length.iso, role=role, score=0.9 if lead else score), stop


def _unasked(text: Text, length: Amount) -> float:
    """How sure a length is one without "for": "5 day forecast", "90s music" and "3m tape" name something."""
    score = 0.3 if length.is_singular else 0.4 if length.has_article or length.is_letter else 0.6
    vocabulary, follows = text.vocabulary, text.word(length.stop)
    leads_noun = follows.isalpha() and follows not in vocabulary.function_words - vocabulary.strict_of | vocabulary.lead
    return score * 0.5 if leads_noun and not text.is_whole else score


def _whole_unit(text: Text, at: int, start: int) -> tuple[TimeMention, int] | None:
    """ "for the day", "full month"."""
    vocabulary = text.vocabulary
    here = text.skip(start, vocabulary.the | vocabulary.entire, 2)
    unit = vocabulary.units.get(text.word(here))
    if unit is None or here == at or (start == at and text.word(at) in vocabulary.the):
        return None
    length = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "hour": "PT1H"}.get(unit.name)
    first, last = _span(text, at, here + 1)
    return (TimeMention(first, last, "duration", value=length, score=0.7), here + 1) if length else None
