"""Answers to questions about todos, in words."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from voicetodo.language.interpretation import Moment
from voicetodo.modules.todo.api import FoundTodos, Todo
from voicetodo.modules.voice.model import Look
from voicetodo.modules.voice.scene import Scene
from voicetodo.modules.voice.wording import Wording

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
    wording = scene.wording
    number = wording.tasks(found.total)
    if asked is not None and asked.count_only:
        return f"{number}."
    told = [_titled(todo, wording) for todo in found.todos[:_READ_OUT]]
    rest = found.total - len(told)
    return f"{number}: {wording.enumerated([*told, wording.say.more.format(count=rest)] if rest else told)}."


def _when(look: Look, todo: Todo, scene: Scene) -> str:
    say = scene.wording.say
    if todo.completed_at is not None:
        return say.was_done.format(title=todo.title, when=_said_moment(todo.completed_at, scene))
    if look.asks == "when_done":
        return say.not_done_yet.format(title=todo.title)
    if todo.due is None:
        return say.has_no_date.format(title=todo.title)
    return say.is_due.format(title=todo.title, when=scene.wording.due(todo.due))


def _whether(look: Look, todos: Sequence[Todo], scene: Scene) -> str:
    say = scene.wording.say
    if not todos:
        return say.no_but.format(nothing=look.nothing)
    asks_done, first = look.asks == "whether_done", todos[0]
    if first.completed_at is not None:
        told = say.yes_it_was_done if asks_done else say.no_it_was_done
        return told.format(title=first.title, when=_said_moment(first.completed_at, scene))
    names = scene.wording.enumerated([_placed(todo, scene) for todo in todos[:_READ_OUT]])
    return (say.not_yet_these if asks_done else say.yes_these).format(names=names)


def _said_moment(at: datetime, scene: Scene) -> str:
    local = at.astimezone(ZoneInfo(scene.timezone))
    return scene.wording.moment(Moment(local.date().isoformat(), f"{local:%H:%M}"))


def _placed(todo: Todo, scene: Scene) -> str:
    """With its list and its day."""
    say = scene.wording.say
    names = {each.id: each.name for each in scene.context.lists}
    name = names.get(str(todo.category_id))
    place = say.on_list.format(name=name) if name else ""
    due = say.due.format(when=scene.wording.due(todo.due)) if todo.due is not None else ""
    return f"{say.quoted.format(name=todo.title)}{place}{due}"


def _titled(todo: Todo, wording: Wording) -> str:
    return todo.title if todo.due is None or todo.is_done else f"{todo.title} ({wording.due(todo.due)})"
