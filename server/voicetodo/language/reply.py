"""What to say back: one short sentence per action, as it will be if all of it succeeds."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from voicetodo.language.english import replies
from voicetodo.language.interpretation import Action, Moment, Slots, Target


def reply_to(actions: Sequence[Action], now: datetime) -> str:
    """The reply to all `actions`; new todos alike are told in one sentence."""
    sentences: list[str] = []
    for (intent, rest), group in groupby(
        actions, key=lambda action: (action.intent, _circumstances(action.slots, now))
    ):
        alike = list(group)
        if intent == "task.create":
            names = [f"“{action.slots.title or replies.UNNAMED}”" for action in alike]
            sentences.append(replies.ADDED.format(name=_enumerate(names), rest=rest))
        else:
            sentences += [_one(action, now) for action in alike]
    return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)


def say_moment(moment: Moment, now: datetime) -> str:
    """A moment as one says it: "tomorrow at 9:00", "Friday", "3 May 2027"."""
    day = date.fromisoformat(moment.date)
    away = (day - now.date()).days
    if away in replies.NEAR_DAYS:
        said = replies.NEAR_DAYS[away]
    elif 1 < away < 7:
        said = replies.WEEKDAYS[day.weekday()]
    else:
        said = f"{replies.WEEKDAYS[day.weekday()]} {day.day} {replies.MONTHS[day.month - 1]}"
        if abs(away) > 300:
            said = f"{day.day} {replies.MONTHS[day.month - 1]} {day.year}"
    return said if moment.time is None else f"{said} at {_clock(moment.time)}"


def _one(action: Action, now: datetime) -> str:
    slots = action.slots
    if action.intent == "task.query":
        return _question(slots)
    if action.intent == "task.update":
        return replies.CHANGED.format(name=_target(slots), change=_changes(slots, now))
    name = slots.list_match.name if slots.list_match else slots.list
    if action.intent.startswith("list."):
        key = action.intent if name or action.intent == "list.query" else action.intent + " unnamed"
        return replies.SENTENCES[key].format(name=f"“{name}”")
    return replies.SENTENCES[action.intent].format(name=_target(slots))


def _circumstances(slots: Slots, now: datetime) -> str:
    said = ""
    name = slots.list_match.name if slots.list_match else slots.list
    if name:
        said += f" to {name}"
    if slots.due:
        said += f" for {say_moment(slots.due, now)}"
    if slots.recurrence:
        said += f", {replies.REPEATS}"
        if slots.recurrence_text:
            said += f" {slots.recurrence_text.removeprefix('on ')}"
    if slots.deadline:
        said += f", due by {say_moment(slots.deadline, now)}"
    if slots.priority:
        said += f", {replies.PRIORITIES[slots.priority]}"
    if slots.assignee:
        said += f", for {slots.assignee}"
    return said


def _changes(slots: Slots, now: datetime) -> str:
    changes: list[str] = []
    if slots.new_title:
        changes.append(f"is now “{slots.new_title}”")
    if slots.due:
        changes.append(f"is now due {say_moment(slots.due, now)}")
    if slots.due_shift_months or slots.due_shift_days or slots.due_shift_minutes:
        changes.append(f"is now due {_shift(slots)}")
    changes += [said for name, said in replies.CLEARED.items() if getattr(slots, name)]
    if slots.recurrence and not slots.due:
        changes.append("repeats")
    if slots.priority:
        changes.append(f"has {replies.PRIORITIES[slots.priority]}")
    if slots.assignee:
        changes.append(f"is {slots.assignee}’s")
    changes += _placed(slots)
    return _enumerate(changes) if changes else "is changed"


def _placed(slots: Slots) -> list[str]:
    """Where it is, and what hangs on it."""
    said: list[str] = []
    if slots.list:
        said.append(f"is in {slots.list_match.name if slots.list_match else slots.list}")
    if slots.notes:
        said.append("has a note")
    if slots.labels:
        said.append(f"is labelled {_enumerate(list(slots.labels))}")
    return said


def _shift(slots: Slots) -> str:
    """ "a week later", "2 hours earlier"."""
    months, days, minutes = slots.due_shift_months or 0, slots.due_shift_days or 0, slots.due_shift_minutes or 0
    for distance, sizes in ((months, replies.MONTH_SIZES), (days, replies.DAY_SIZES), (minutes, replies.MINUTE_SIZES)):
        for size, one, several in sizes:
            if distance and distance % size == 0:
                count = abs(distance) // size
                said = one if count == 1 else several.format(count=count)
                return f"{said} {replies.LATER if distance > 0 else replies.EARLIER}"
    return replies.LATER


def _question(slots: Slots) -> str:
    query = slots.query
    if slots.title:
        return replies.LOOKING_FOR.format(name=slots.title)
    if slots.list:
        return replies.LOOKING_IN.format(name=slots.list_match.name if slots.list_match else slots.list)
    return replies.QUERIES.get(query.scope if query else "all", replies.QUERIES["all"])


def _target(slots: Slots) -> str:
    target = slots.target or Target()
    if len(target.matches) == 1:
        return f"“{target.matches[0].name}”"
    if target.text:
        return f"“{slots.title or target.text}”"
    if target.scope == "all" and slots.list:
        return replies.ALL_IN.format(name=slots.list_match.name if slots.list_match else slots.list)
    if target.position is not None:
        return _place(target.position)
    return replies.SETS[target.scope or "last"]


def _place(position: int) -> str:
    if position > 0:
        return replies.POSITION.format(number=position)
    return replies.LAST_ONE if position == -1 else replies.FROM_END.format(number=-position)


def _clock(time: str) -> str:
    hours, minutes = time.split(":")[:2]
    return f"{int(hours)}:{minutes}"


def _enumerate(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
