"""Answers to questions about todos, in words."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from voicetodo.language.interpretation import Moment
from voicetodo.language.reply import say_moment
from voicetodo.modules.todo.api import FoundTodos, Todo
from voicetodo.modules.voice.model import Look
from voicetodo.modules.voice.scene import Scene
from voicetodo.modules.voice.wording import enumerated, said_due

#: So many titles are read out; the rest is counted.
_READ_OUT = 5


def tell(look: Look, found: FoundTodos, scene: Scene) -> str:
    """What was asked for. `found` are open todos, or, where there are none, done ones."""
    asked = look.action.slots.query
    if look.asks in {"whether", "whether_done"}:
        return _whether(look, found.todos, scene)
    if not found.todos:
        return look.nothing
    if len(found.todos) == 1 and look.asks in {"when", "when_done"}:
        return _when(look, found.todos[0], scene)
    number = f"{found.total} task{'' if found.total == 1 else 's'}"
    if asked is not None and asked.count_only:
        return f"{number}."
    told = [_titled(todo, scene.local_now) for todo in found.todos[:_READ_OUT]]
    rest = found.total - len(told)
    return f"{number}: {enumerated([*told, f'{rest} more'] if rest else told)}."


def _when(look: Look, todo: Todo, scene: Scene) -> str:
    if todo.completed_at is not None:
        return f"“{todo.title}” was done {_said_moment(todo.completed_at, scene)}."
    if look.asks == "when_done":
        return f"“{todo.title}” is not done yet."
    if todo.due is None:
        return f"“{todo.title}” has no date."
    return f"“{todo.title}” is due {said_due(todo.due, scene.local_now)}."


def _whether(look: Look, todos: Sequence[Todo], scene: Scene) -> str:
    if not todos:
        return f"No. {look.nothing}"
    asks_done, first = look.asks == "whether_done", todos[0]
    if first.completed_at is not None:
        word = "Yes" if asks_done else "No"
        return f"{word}, “{first.title}” was done {_said_moment(first.completed_at, scene)}."
    told = [_placed(todo, scene) for todo in todos[:_READ_OUT]]
    return f"{'Not yet' if asks_done else 'Yes'}: {enumerated(told)}."


def _said_moment(at: datetime, scene: Scene) -> str:
    local = at.astimezone(ZoneInfo(scene.timezone))
    return say_moment(Moment(local.date().isoformat(), f"{local:%H:%M}"), scene.local_now)


def _placed(todo: Todo, scene: Scene) -> str:
    """With its list and its day."""
    names = {each.id: each.name for each in scene.context.lists}
    name = names.get(str(todo.category_id))
    place = f" on {name}" if name else ""
    due = f", due {said_due(todo.due, scene.local_now)}" if todo.due is not None else ""
    return f"“{todo.title}”{place}{due}"


def _titled(todo: Todo, now: datetime) -> str:
    return todo.title if todo.due is None or todo.is_done else f"{todo.title} ({said_due(todo.due, now)})"
