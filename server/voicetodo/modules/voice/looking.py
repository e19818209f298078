"""Questions about todos, as queries."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from voicetodo.language.interpretation import Action, Query
from voicetodo.language.reply import reply_to
from voicetodo.modules.todo.api import TodoQuery
from voicetodo.modules.voice import wording
from voicetodo.modules.voice.model import Look, Step, Tell
from voicetodo.modules.voice.scene import Scene

_LIMIT = 50


def look(action: Action, scene: Scene) -> Step:
    """What to look for; a list nobody knows is said to be unknown."""
    slots = action.slots
    asked = slots.query or Query()
    fields = _window(asked, scene)
    if slots.list_match is not None:
        fields["category_id"] = UUID(slots.list_match.id)
    elif slots.list:
        if slots.list.casefold() != "inbox":
            return Tell(action, "not_found", wording.LIST_NOT_FOUND.format(name=slots.list))
        fields["in_inbox"] = True
    if words := asked.text or slots.title:
        fields["text"] = words
    return Look(action, TodoQuery(limit=_LIMIT, **fields), heading=reply_to([action], scene.local_now))


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
