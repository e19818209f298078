"""What to say back: one short sentence per action, as it will be if all of it succeeds."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from voicetodo.language.interpretation import Action, Moment, Slots, Target
from voicetodo.language.languages import language_for
from voicetodo.language.languages.telling import Replies


def reply_to(actions: Sequence[Action], now: datetime, language: str = "en") -> str:
    """The reply to all `actions` in `language`; new todos alike are told in one sentence."""
    replies = language_for(language).replies
    sentences: list[str] = []
    for (intent, circumstances), group in groupby(
        actions, key=lambda action: (action.intent, _circumstances(replies, action.slots, now))
    ):
        alike = list(group)
        if intent == "task.create":
            names = [replies.quoted.format(name=action.slots.title or replies.unnamed) for action in alike]
            where, how = circumstances
            sentences.append(replies.added.format(name=_enumerate(replies, names), where=where, how=how))
        else:
            sentences += [_one(replies, action, now) for action in alike]
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)


def say_moment(moment: Moment, now: datetime, language: str = "en") -> str:
    """A moment as one says it: "tomorrow at 9:00", "Friday", "3 May 2027"."""
    return _say(language_for(language).replies, moment, now)


def _say(replies: Replies, moment: Moment, now: datetime) -> str:
    day = date.fromisoformat(moment.date)
    away = (day - now.date()).days
    weekday, month = replies.weekdays[day.weekday()], replies.months[day.month - 1]
    if away in replies.near_days:
        said = replies.near_days[away]
    elif 1 < away < 7:
        said = weekday
    else:
        form = replies.far_day if abs(away) > 300 else replies.that_day
        said = form.format(weekday=weekday, day=day.day, month=month, year=day.year)
    return said if moment.time is None else replies.at_clock.format(day=said, clock=_clock(moment.time))


def _one(replies: Replies, action: Action, now: datetime) -> str:
    slots = action.slots
    if action.intent == "task.query":
        return _question(replies, slots)
    if action.intent == "task.update":
        return replies.changed.format(name=_target(replies, slots, now), change=_changes(replies, slots, now))
    name = slots.list_match.name if slots.list_match else slots.list
    if action.intent.startswith("list."):
        key = action.intent if name or action.intent == "list.query" else action.intent + " unnamed"
        return replies.sentences[key].format(name=replies.quoted.format(name=name))
    return replies.sentences[action.intent].format(name=_target(replies, slots, now))


def _circumstances(replies: Replies, slots: Slots, now: datetime) -> tuple[str, str]:
    """Where and for when something is added, and how."""
    where, how = "", ""
    name = slots.list_match.name if slots.list_match else slots.list
    if name:
        where += replies.in_list.format(name=name)
    if slots.due:
        where += replies.for_when.format(when=_say(replies, slots.due, now))
    if slots.recurrence:
        rule = (slots.recurrence_text or "").removeprefix(replies.before_rule)
        how += replies.repeats_as.format(rule=rule) if rule else replies.repeats
    if slots.deadline:
        how += replies.due_by.format(when=_say(replies, slots.deadline, now))
    reminders = _reminders(replies, slots, now)
    if reminders:
        how += replies.with_reminder.format(when=reminders)
    if slots.priority:
        how += replies.with_priority.format(priority=replies.priorities[slots.priority])
    if slots.assignee:
        how += replies.for_person.format(name=slots.assignee)
    return where, how


def _changes(replies: Replies, slots: Slots, now: datetime) -> str:
    changes: list[str] = []
    if slots.new_title:
        changes.append(replies.new_title.format(name=slots.new_title))
    if slots.due:
        changes.append(replies.now_due.format(when=_say(replies, slots.due, now)))
    if slots.due_shift_months or slots.due_shift_days or slots.due_shift_minutes:
        changes.append(replies.now_due.format(when=_shift(replies, slots)))
    changes += [said for name, said in replies.cleared.items() if getattr(slots, name)]
    if slots.recurrence and not slots.due:
        changes.append(replies.now_repeats)
    reminders = _reminders(replies, slots, now)
    if reminders:
        changes.append(replies.has_reminder.format(when=reminders))
    if slots.priority:
        changes.append(replies.has_priority.format(priority=replies.priorities[slots.priority]))
    if slots.assignee:
        changes.append(replies.is_for.format(name=slots.assignee))
    changes += _placed(replies, slots)
    return _enumerate(replies, changes) if changes else replies.is_changed


def _placed(replies: Replies, slots: Slots) -> list[str]:
    """Where it is, and what hangs on it."""
    said: list[str] = []
    if slots.list:
        said.append(replies.is_in.format(name=slots.list_match.name if slots.list_match else slots.list))
    if slots.notes:
        said.append(replies.has_note)
    if slots.labels:
        said.append(replies.labelled.format(names=_enumerate(replies, list(slots.labels))))
    return said


def _shift(replies: Replies, slots: Slots) -> str:
    """ "a week later", "2 hours earlier"."""
    months, days, minutes = slots.due_shift_months or 0, slots.due_shift_days or 0, slots.due_shift_minutes or 0
    for distance, sizes in ((months, replies.month_sizes), (days, replies.day_sizes), (minutes, replies.minute_sizes)):
        for size, one, several in sizes:
            if distance and distance % size == 0:
                count = abs(distance) // size
                said = one if count == 1 else several.format(count=count)
                return replies.shift.format(distance=said, direction=replies.later if distance > 0 else replies.earlier)
    return replies.later


def _reminders(replies: Replies, slots: Slots, now: datetime) -> str:
    """When one is reminded beside when it is due ("Friday and 30 minutes before"); empty where that was not said."""
    fixed = [_say(replies, moment, now) for moment in slots.reminders]
    before = [replies.before.format(length=_length(replies, minutes)) for minutes in slots.reminders_before]
    return _enumerate(replies, [*fixed, *before]) if fixed or before else ""


def _length(replies: Replies, minutes: int) -> str:
    """ "2 days", "an hour", "45 minutes"."""
    days, rest = divmod(minutes, 24 * 60)
    distance, sizes = (days, replies.day_sizes) if days and not rest else (minutes, replies.minute_sizes)
    size, one, several = next(each for each in sizes if distance % each[0] == 0)
    return one if distance == size else several.format(count=distance // size)


def _question(replies: Replies, slots: Slots) -> str:
    query = slots.query
    if slots.title:
        return replies.looking_for.format(name=slots.title)
    if slots.list:
        return replies.looking_in.format(name=slots.list_match.name if slots.list_match else slots.list)
    if slots.labels:
        return replies.looking_labelled.format(names=_enumerate(replies, list(slots.labels)))
    if slots.priority:
        return replies.looking_pressing.format(priority=replies.priorities[slots.priority])
    return replies.queries.get(query.scope if query else "all", replies.queries["all"])


def _target(replies: Replies, slots: Slots, now: datetime) -> str:
    target = slots.target or Target()
    if len(target.matches) == 1:
        return replies.quoted.format(name=target.matches[0].name)
    if target.text:
        return replies.quoted.format(name=slots.title or target.text)
    if target.labels:
        return replies.all_labelled.format(names=_enumerate(replies, list(target.labels)))
    if target.priorities:
        return replies.all_pressing.format(levels=_enumerate(replies, [str(level) for level in target.priorities]))
    if target.scope == "all" and slots.list:
        return replies.all_in.format(name=slots.list_match.name if slots.list_match else slots.list)
    if target.date_from is not None:
        days = [_say(replies, Moment(day), now) for day in (target.date_from, target.date_to or target.date_from)]
        form = replies.all_for if target.date_from == target.date_to else replies.all_from
        return form.format(first=days[0], last=days[1])
    if target.position is not None:
        return _place(replies, target.position)
    return replies.sets[target.scope or "last"]


def _place(replies: Replies, position: int) -> str:
    if position > 0:
        return replies.position.format(number=position)
    return replies.last_one if position == -1 else replies.from_end.format(number=-position)


def _clock(time: str) -> str:
    hours, minutes = time.split(":")[:2]
    return f"{int(hours)}:{minutes}"


def _enumerate(replies: Replies, names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return replies.several.format(names=", ".join(names[:-1]), last=names[-1])
