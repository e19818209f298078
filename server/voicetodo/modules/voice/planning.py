"""From what was understood to what is to be done. Pure: the same command in the same scene gives the same plan."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import msgspec

from voicetodo.language.interpretation import Action, Interpretation, Match, Slots, Target
from voicetodo.modules.todo.api import (
    Change,
    CompleteTodo,
    CreateCategory,
    DeleteCategory,
    DeleteTodo,
    Due,
    ReopenTodo,
    SkipTodo,
)
from voicetodo.modules.voice.changes import changes_anything, creation, update
from voicetodo.modules.voice.choosing import labelled
from voicetodo.modules.voice.looking import look
from voicetodo.modules.voice.model import Answer, Ask, Do, Plan, Revert, Step, Tell
from voicetodo.modules.voice.room import in_room
from voicetodo.modules.voice.scene import Scene, candidates

#: More names than this are not read out as answers.
_MAX_ANSWERS = 5
_LONGEST_TITLE = 500


def plan(interpretation: Interpretation, scene: Scene) -> Plan:
    """One step for each action; a single question where the words themselves are in doubt."""
    if interpretation.clarification is not None:
        asked = interpretation.clarification
        answers = [
            Answer(str(nth), option.label, tuple(_there(action, scene) for action in option.actions))
            for nth, option in enumerate(asked.options, 1)
        ]
        question = _ask(interpretation.actions[0], scene, asked.question, answers)
        steps: tuple[Step, ...] = (msgspec.structs.replace(question, settles=False),)
    else:
        steps = tuple(_in_order([_there(action, scene) for action in interpretation.actions], scene))
    return Plan(interpretation, steps, scene.context.language)


def _there(action: Action, scene: Scene) -> Action:
    return in_room(action, scene.room, scene.context)


def _in_order(actions: Sequence[Action], scene: Scene) -> Iterator[Step]:
    """One step for each; a list that one of them makes is there for those after it."""
    made: dict[str, Match] = {}
    for action in actions:
        slots = action.slots
        if slots.list and slots.list_match is None and slots.list.casefold() in made:
            slots = msgspec.structs.replace(slots, list_match=made[slots.list.casefold()])
        one = step(msgspec.structs.replace(action, slots=slots), scene)
        yield one
        for change in one.changes if isinstance(one, Do) else ():
            if isinstance(change, CreateCategory):
                made[change.name.casefold()] = Match(id=str(change.id), name=change.name, score=1.0)


def step(action: Action, scene: Scene) -> Step:
    """What one action comes to."""
    return _STEPS[action.intent](action, scene)


def _create(action: Action, scene: Scene) -> Step:
    """A new todo; where "it" is put somewhere, the todo that was last spoken of, if there was one."""
    slots = action.slots
    if slots.target is not None and candidates(slots.target, scene):
        return _update(msgspec.structs.replace(action, intent="task.update"), scene)
    if not slots.title:
        return Ask(action, scene.wording.say.what_to_add, (_never_mind(scene),), takes_words=True, settles=False)
    if slots.list and slots.list_match is None and not scene.is_confirmed:
        return _ask_for_list(action, scene)
    if slots.reminders_before and slots.due is None and slots.recurrence is None:
        return _ask_without_reminder(action, scene)
    changes: list[Change] = []
    category_id = UUID(slots.list_match.id) if slots.list_match else None
    if slots.list and slots.list_match is None:
        category_id = scene.made_id(f"list {slots.list.casefold()}")
        changes.append(CreateCategory(name=_capitalised(slots.list), id=category_id))
    changes.append(creation(slots, category_id, scene))
    return Do(action, tuple(changes))


def _ask_for_list(action: Action, scene: Scene) -> Ask:
    slots, say = action.slots, scene.wording.say
    name = _capitalised(slots.list or "")
    named = msgspec.structs.replace(action, slots=msgspec.structs.replace(slots, list=name))
    elsewhere = msgspec.structs.replace(action, slots=msgspec.structs.replace(slots, list=None))
    answers = [
        Answer("1", say.make_list.format(name=name), (named,), is_yes=True),
        Answer("2", say.use_inbox, (elsewhere,)),
    ]
    return _ask(action, scene, say.no_such_list.format(name=name), answers)


def _ask_without_reminder(action: Action, scene: Scene) -> Ask:
    """ "Remind me half an hour before the meeting", of which nobody knows when it is."""
    say = scene.wording.say
    without = msgspec.structs.replace(action, slots=msgspec.structs.replace(action.slots, reminders_before=()))
    question = say.before_what.format(name=action.slots.title)
    return _ask(action, scene, question, [Answer("1", say.add_without_reminder, (without,))])


def _update(action: Action, scene: Scene) -> Step:
    slots = action.slots
    if slots.list and slots.list_match is None:
        return Tell(action, "not_found", scene.wording.say.list_not_found.format(name=slots.list))
    if not changes_anything(slots):
        return Tell(action, "refused", scene.wording.say.nothing_to_change)
    try:
        return _on_targets(action, scene, lambda todo_id: update(todo_id, slots, scene))
    except OverflowError:
        return Tell(action, "refused", scene.wording.say.too_far)


def _complete(action: Action, scene: Scene) -> Step:
    return _on_targets(action, scene, lambda todo_id: CompleteTodo(id=todo_id))


def _skip(action: Action, scene: Scene) -> Step:
    """Only of what repeats, and only its next date: another one that was named is not skipped in its place."""
    target, say = action.slots.target or Target(), scene.wording.say
    found = candidates(target, scene, list_id=action.slots.list_match.id if action.slots.list_match else None)
    repeating = [match for match in found if match.id in scene.repeating]
    then = [match for match in repeating if _is_due_then(scene.repeating[match.id], target)]
    if repeating and not then:
        name, due = repeating[0].name, scene.repeating[repeating[0].id]
        return Tell(action, "refused", say.is_due_else.format(title=name, when=scene.wording.due(due)))
    if found and not then:
        return Tell(action, "refused", say.does_not_repeat.format(title=found[0].name))
    meant = _aimed(action, then) if then else action
    return _on_targets(
        meant, scene, lambda todo_id: SkipTodo(id=todo_id, occurrence=scene.repeating[str(todo_id)].date)
    )


def _is_due_then(due: Due, target: Target) -> bool:
    """Whether it is due on the days that were said; where none were, it is."""
    if target.date_from is None:
        return True
    return target.date_from <= due.date.isoformat() <= (target.date_to or target.date_from)


def _reopen(action: Action, scene: Scene) -> Step:
    """Of all there are, those that are done."""
    target = action.slots.target
    if target is not None and target.scope == "all":
        done = msgspec.structs.replace(target, scope="completed")
        action = msgspec.structs.replace(action, slots=msgspec.structs.replace(action.slots, target=done))
    return _on_targets(action, scene, lambda todo_id: ReopenTodo(id=todo_id))


def _delete(action: Action, scene: Scene) -> Step:
    return _on_targets(action, scene, lambda todo_id: DeleteTodo(id=todo_id))


def _on_targets(action: Action, scene: Scene, change: Callable[[UUID], Change]) -> Step:
    slots = action.slots
    found = candidates(slots.target, scene, list_id=slots.list_match.id if slots.list_match else None)
    if not found:
        return Tell(action, "not_found", _missing(slots, scene))
    if len(found) > 1 and not scene.is_confirmed:
        is_set = slots.target is not None and slots.target.scope is not None
        return _confirm(action, found, scene) if is_set else _choose(action, found, scene, change)
    return Do(_aimed(action, found), tuple(change(UUID(match.id)) for match in found))


def _missing(slots: Slots, scene: Scene) -> str:
    known = {each.name.casefold() for each in scene.context.labels}
    labels = () if slots.target is None else slots.target.labels
    unknown = next((name for name in labels if name.casefold() not in known), None)
    if unknown is not None:
        return scene.wording.say.label_not_found.format(name=unknown)
    return scene.wording.not_found(slots)


def _confirm(action: Action, found: list[Match], scene: Scene) -> Ask:
    question = scene.wording.confirm(action, len(found))
    return _ask(
        action, scene, question, [_yes(_aimed(action, found), scene.wording.say.yes)], refusal=scene.wording.say.no
    )


def _choose(action: Action, found: list[Match], scene: Scene, change: Callable[[UUID], Change]) -> Step:
    labels = labelled(found[:_MAX_ANSWERS], scene)
    if len(labels) == 1:
        (match,) = labels.values()
        return Do(_aimed(action, [match]), (change(UUID(match.id)),))
    answers = [
        Answer(str(nth), label, (_aimed(action, [match]),)) for nth, (label, match) in enumerate(labels.items(), 1)
    ]
    return _ask(action, scene, scene.wording.say.which_one, answers)


def _aimed(action: Action, found: list[Match]) -> Action:
    """The same action, meaning exactly these."""
    target = action.slots.target or Target()
    aimed = msgspec.structs.replace(target, matches=tuple(found), position=None, scope=None)
    if len(found) > 1:
        aimed = msgspec.structs.replace(aimed, scope=target.scope)
    return msgspec.structs.replace(action, slots=msgspec.structs.replace(action.slots, target=aimed))


def _create_list(action: Action, scene: Scene) -> Step:
    name = action.slots.list
    if not name:
        return Tell(action, "refused", scene.wording.say.name_the_list)
    if action.slots.list_match is not None and action.slots.list_match.name.casefold() == name.casefold():
        return Tell(action, "refused", scene.wording.say.list_exists.format(name=action.slots.list_match.name))
    return Do(action, (CreateCategory(name=_capitalised(name), id=scene.made_id(f"list {name.casefold()}")),))


def _delete_list(action: Action, scene: Scene) -> Step:
    match = action.slots.list_match
    if match is None:
        return Tell(action, "not_found", scene.wording.say.list_not_found.format(name=action.slots.list or ""))
    if not scene.is_confirmed:
        question = scene.wording.say.delete_list.format(name=match.name)
        return _ask(action, scene, question, [_yes(action, scene.wording.say.yes)], refusal=scene.wording.say.no)
    return Do(action, (DeleteCategory(id=UUID(match.id)),))


def _list_lists(action: Action, scene: Scene) -> Step:
    if action.slots.list_match is not None or action.slots.list:
        return look(action, scene)
    return Tell(action, "done", scene.wording.your_lists([each.name for each in scene.context.lists]))


def _undo(action: Action, scene: Scene) -> Step:
    if scene.undoable is None:
        return Tell(action, "refused", scene.wording.say.nothing_to_undo)
    return Revert(action, scene.undoable)


def _help(action: Action, scene: Scene) -> Step:
    return Tell(action, "done", scene.wording.reply([action]))


def _other(action: Action, scene: Scene) -> Step:
    """Not for us; but it was said, and may be kept as a task with one tap."""
    title = _capitalised(scene.words.strip().removesuffix(".")[:_LONGEST_TITLE])
    if not title:
        return Tell(action, "unsupported", scene.wording.reply([action]))
    task = _there(Action(intent="task.create", slots=Slots(title=title)), scene)
    asked = _ask(action, scene, scene.wording.reply([action]), [_yes(task, scene.wording.say.add_as_task)])
    return msgspec.structs.replace(asked, status="unsupported")


def _ask(action: Action, scene: Scene, question: str, answers: list[Answer], *, refusal: str = "") -> Ask:
    return Ask(action, question, (*answers, _never_mind(scene, refusal)))


def _yes(action: Action, label: str) -> Answer:
    return Answer("1", label, (action,), is_yes=True)


def _never_mind(scene: Scene, label: str = "") -> Answer:
    return Answer(id="no", label=label or scene.wording.say.never_mind)


def _capitalised(name: str) -> str:
    """As a name is written; its other letters are the speaker's own."""
    return name[:1].upper() + name[1:]


_STEPS: dict[str, Callable[[Action, Scene], Step]] = {
    "task.create": _create,
    "task.update": _update,
    "task.complete": _complete,
    "task.skip": _skip,
    "task.reopen": _reopen,
    "task.delete": _delete,
    "task.query": look,
    "list.create": _create_list,
    "list.delete": _delete_list,
    "list.query": _list_lists,
    "undo": _undo,
    "help": _help,
    "other": _other,
}
