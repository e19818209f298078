"""What is known when a command is planned: the speaker's things, their day, and what was shown last."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import msgspec

from voicetodo.language.interpretation import Action, Context, KnownSection, KnownTask, Match, Named, Slots, Target
from voicetodo.modules.todo.api import Due, Reminder, Todo, VoiceContext
from voicetodo.modules.voice.days import Said
from voicetodo.modules.voice.model import Command
from voicetodo.modules.voice.room import Room
from voicetodo.modules.voice.wording import Wording

_POINTING = frozenset({"task.complete", "task.skip", "task.reopen", "task.delete", "task.update"})


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a plan may depend on."""

    command_id: UUID
    #: What was said, as it was heard.
    words: str = ""
    context: Context
    #: The moment of speaking, aware.
    said_at: datetime
    timezone: str
    #: Where it was typed. An answer is given nowhere: what it does was settled with the question.
    room: Room = Room()
    #: What the last command showed, in order.
    shown: tuple[str, ...] = ()
    #: The last command that can still be taken back.
    undoable: UUID | None = None
    #: When the tasks are due that are to be moved from where they stand.
    dues: Mapping[str, Due] = {}
    #: When the repeating tasks are due of which one is to be skipped.
    repeating: Mapping[str, Due] = {}
    #: Those that there are of the tasks that are to have one more.
    reminders: Mapping[str, tuple[Reminder, ...]] = {}
    #: The speaker was asked and said yes.
    is_confirmed: bool = False

    @property
    def today(self) -> date:
        return self.local_now.date()

    @property
    def local_now(self) -> datetime:
        """Naive, in the speaker's zone."""
        return self.said_at.astimezone(ZoneInfo(self.timezone)).replace(tzinfo=None)

    @property
    def said(self) -> Said:
        """The words, as an answer to something."""
        return Said(self.words, self.said_at, self.timezone, self.context)

    def made_id(self, name: str) -> UUID:
        """An id for something this command makes: the same again when the command is repeated."""
        return uuid5(self.command_id, name)

    @property
    def wording(self) -> Wording:
        """Answers in the speaker's language."""
        return Wording(self.context.language, self.local_now)

    def due(self, day: str, time: str | None) -> Due:
        return Due(date=date.fromisoformat(day), time=time, timezone=self.timezone)


def scene_of(command: Command, known: Context) -> Scene:
    """As the command was spoken, with nothing shown before it yet."""
    return Scene(
        command_id=command.id,
        words=command.transcript,
        context=known,
        said_at=command.captured_at,
        timezone=command.timezone,
    )


def context_of(known: VoiceContext, language: str) -> Context:
    """What the todo module knows, in the words of the language engine."""
    labels = {each.id: each.name for each in known.labels}
    return Context(
        lists=tuple(Named(str(each.id), each.name) for each in known.categories),
        sections=tuple(KnownSection(str(each.id), each.name, str(each.category_id)) for each in known.sections),
        labels=tuple(Named(str(each.id), each.name) for each in known.labels),
        people=tuple(Named(str(each.user_id), each.name) for each in known.people),
        tasks=tuple(
            KnownTask(
                id=str(each.id),
                title=each.title,
                list_id=str(each.category_id) if each.category_id else None,
                due_date=each.due_date.isoformat() if each.due_date else None,
                is_done=each.is_done,
                priority=each.priority,
                labels=tuple(labels[label_id] for label_id in each.label_ids if label_id in labels),
            )
            for each in known.todos
        ),
        language=language,
        first_weekday=known.preferences.first_weekday,
        hours=known.preferences.hours,
    )


def needs_shown(actions: Sequence[Action]) -> bool:
    """Whether an action may point at what was shown last: "the second one", "it"."""
    targets = (
        action.slots.target for action in actions if action.intent in _POINTING or action.slots.target is not None
    )
    return any(
        target is None or (not target.matches and (target.position is not None or target.scope == "last"))
        for target in targets
    )


def moved_from_where_they_stand(actions: Sequence[Action], scene: Scene) -> tuple[UUID, ...]:
    """The tasks whose present fields tell what they become: "a week later", "at five instead", "skip it"."""
    moving = [action.slots for action in actions if _is_relative(action)]
    found = (match for slots in moving for match in candidates(slots.target, scene))
    return tuple(dict.fromkeys(UUID(match.id) for match in found))


def where_they_stand(scene: Scene, todos: Sequence[Todo]) -> Scene:
    """The scene that knows these todos as they are."""
    dues = {str(todo.id): todo.due for todo in todos if todo.due is not None}
    again = {str(todo.id) for todo in todos if todo.recurrence is not None and not todo.is_done}
    repeating = {each: due for each, due in dues.items() if each in again}
    reminders = {str(todo.id): todo.reminders for todo in todos}
    return msgspec.structs.replace(scene, dues=dues, repeating=repeating, reminders=reminders)


def _is_relative(action: Action) -> bool:
    if action.intent == "task.skip":
        return True
    return action.intent == "task.update" and _is_shifted(action.slots)


def _is_shifted(slots: Slots) -> bool:
    shifts = (slots.due_shift_days, slots.due_shift_months, slots.due_shift_minutes)
    keeps_hour = slots.due is not None and slots.due.time is None
    has_more = bool(slots.reminders or slots.reminders_before)
    return keeps_hour or has_more or slots.due_time_only or any(shift is not None for shift in shifts)


def candidates(target: Target | None, scene: Scene, *, list_id: str | None = None) -> list[Match]:
    """The tasks a target may mean, best first. Several of a name are asked about, several of a scope are all meant."""
    if target is None:
        return _last(scene)
    if target.matches:
        return list(target.matches)
    if target.position is not None:
        return _at(target.position, scene)
    if target.scope == "last":
        return _last(scene)
    if target.scope is not None:
        chosen = (
            task
            for task in scene.context.tasks
            if _fits(task, target.scope or "all", scene.today) and _is_due(task, target) and _is_marked(task, target)
        )
        return [_sure(task) for task in chosen if list_id is None or task.list_id == list_id]
    return []


def _last(scene: Scene) -> list[Match]:
    return _named(scene.shown[-1:], scene)


def _at(position: int, scene: Scene) -> list[Match]:
    """Counted in what was shown last, or, where nothing was, in the open tasks by their day."""
    shown = scene.shown or tuple(task.id for task in _by_day(scene.context.tasks))
    index = position - 1 if position > 0 else position
    return _named(shown[index : index + 1 or None], scene) if -len(shown) <= index < len(shown) else []


def _by_day(tasks: Sequence[KnownTask]) -> list[KnownTask]:
    return sorted((task for task in tasks if not task.is_done), key=lambda task: task.due_date or "9999")


def _named(ids: Sequence[str], scene: Scene) -> list[Match]:
    known = {task.id: task for task in scene.context.tasks}
    return [_sure(known[each]) for each in ids if each in known]


def _sure(task: KnownTask) -> Match:
    return Match(id=task.id, name=task.title, score=1.0)


def _is_due(task: KnownTask, target: Target) -> bool:
    """Whether a task is due on the days a set is of; where none were said, every task is."""
    if target.date_from is None:
        return True
    return task.due_date is not None and target.date_from <= task.due_date <= (target.date_to or target.date_from)


def _is_marked(task: KnownTask, target: Target) -> bool:
    """Whether a task has one of the priorities and the labels a set is of."""
    if target.priorities and task.priority not in target.priorities:
        return False
    return {name.casefold() for name in target.labels} <= {name.casefold() for name in task.labels}


def _fits(task: KnownTask, scope: str, today: date) -> bool:
    if scope == "completed" or task.is_done:
        return scope == "completed" and task.is_done
    if scope == "all":
        return True
    if task.due_date is None:
        return False
    day = date.fromisoformat(task.due_date)
    ends = {"today": today, "tomorrow": today + timedelta(days=1), "week": today + timedelta(days=6 - today.weekday())}
    if scope == "overdue":
        return day < today
    if scope == "week":
        return today <= day <= ends["week"]
    return day == ends.get(scope)
