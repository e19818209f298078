"""Questions about todos, as queries."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from voicetodo.language.interpretation import Action, Query
from voicetodo.modules.todo.api import TodoQuery
from voicetodo.modules.voice.model import Asks, Look, Step, Tell
from voicetodo.modules.voice.scene import Scene

_LIMIT = 50

#: How a question begins, and what it then asks; the first that fits.
_BEGINNINGS: Final[tuple[tuple[re.Pattern[str], Asks], ...]] = (
    (re.compile(r"(when|what (day|time)) (did|have) (i|we)\b|wann (habe|hab|haben) (ich|wir)\b"), "when_done"),
    (re.compile(r"(when|what (day|time|date)|wann|an welchem tag|um wie viel uhr)\b"), "when"),
    (re.compile(r"(did|have) (i|we) (?!got\b)|(is|are|was|were) .*\b(done|finished|completed?)\b"), "whether_done"),
    (re.compile(r"(ist|sind|habe|hab|haben) .*\b(erledigt|fertig|gemacht|abgehakt|schon|bereits)\b"), "whether_done"),
    (re.compile(r"(is|are|do|does|am|have|isn't|don't|was|will|ist|sind|steht|stehen|habe|hab|muss) "), "whether"),
)
_BEFORE = re.compile(r"^((hey|ok|okay|so|and|please|tell me|can you tell me|do you know)[, ]+)+")


def look(action: Action, scene: Scene) -> Step:
    """What to look for; a list or a label nobody knows is said to be unknown."""
    slots = action.slots
    asked = slots.query or Query()
    fields: dict[str, Any] = _window(asked, scene)
    say = scene.wording.say
    nothing = say.nothing[asked.scope]
    if slots.list_match is not None:
        fields["category_id"] = UUID(slots.list_match.id)
        nothing = say.nothing_on_list.format(name=slots.list_match.name)
    elif slots.list:
        if slots.list.casefold() not in {"inbox", say.inbox.casefold()}:
            return Tell(action, "not_found", say.list_not_found.format(name=slots.list))
        fields["in_inbox"] = True
        nothing = say.nothing_in_inbox
    labels = [_ids_of(name, scene) for name in slots.labels]
    if () in labels:
        return Tell(action, "not_found", say.label_not_found.format(name=slots.labels[labels.index(())]))
    is_marked = bool(labels) or slots.priority is not None
    if is_marked:
        fields |= {"labels": tuple(labels), "priority": slots.priority}
        nothing = scene.wording.nothing_marked(slots)
    words = asked.text or slots.title
    if not words:
        return Look(action=action, query=TodoQuery(limit=_LIMIT, **fields), nothing=nothing)
    is_narrow = is_marked or "category_id" in fields or "in_inbox" in fields
    return Look(
        action=action,
        query=TodoQuery(limit=_LIMIT, text=words, **fields),
        asks=_asks(scene.words),
        likely=() if is_narrow or slots.target is None else tuple(UUID(match.id) for match in slots.target.matches),
        nothing=say.nothing_like.format(name=words),
    )


def _ids_of(label: str, scene: Scene) -> tuple[UUID, ...]:
    """Of the labels of that name, also those of others who share their lists."""
    return tuple(UUID(each.id) for each in scene.context.labels if each.name.casefold() == label.casefold())


def _asks(words: str) -> Asks:
    plain = _BEFORE.sub("", " ".join(words.lower().replace("\u2019", "'").split()))
    for beginning, asks in _BEGINNINGS:
        if beginning.match(plain):
            return asks
    return "which"


def _window(asked: Query, scene: Scene) -> dict[str, Any]:
    today = scene.today
    match asked.scope:
        case "overdue":
            return {"due_to": today - timedelta(days=1)}
        case "today":
            return {"due_to": today}
        case "tomorrow":
            return {"due_from": today + timedelta(days=1), "due_to": today + timedelta(days=1)}
        case "week":
            return {"due_from": today, "due_to": today + timedelta(days=6 - today.weekday())}
        case "no_date":
            return {"has_due": False, "sort": "position"}
        case "completed":
            return {"status": "completed", "sort": "-completed_at", **_completed_within(asked, scene)}
        case "range":
            return {"due_from": _day(asked.date_from), "due_to": _day(asked.date_to)}
        case _:
            return {}


def _completed_within(asked: Query, scene: Scene) -> dict[str, datetime]:
    zone = ZoneInfo(scene.timezone)
    found: dict[str, datetime] = {}
    if asked.date_from:
        found["completed_from"] = datetime.combine(date.fromisoformat(asked.date_from), time(), zone).astimezone(UTC)
    if asked.date_to:
        end = date.fromisoformat(asked.date_to) + timedelta(days=1)
        found["completed_to"] = datetime.combine(end, time(), zone).astimezone(UTC)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
