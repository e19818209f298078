"""Typed short-hands joined with what the words say."""

from collections.abc import Sequence

import msgspec

from voicetodo.language.creating import fill_create
from voicetodo.language.interpretation import Action, Moment, Slots
from voicetodo.language.scene import Scene
from voicetodo.language.shorthand import Mark, Syntax, minutes_of, priority_of
from voicetodo.language.slots import Draft
from voicetodo.language.time import find_times
from voicetodo.language.tokens import Token


def read_quickadd(scene: Scene, tokens: Sequence[Token], marks: Sequence[Mark], syntax: Syntax) -> Action:
    """One new task out of a line."""
    action = fill_create(Draft(scene, "task.create", 1.0 if not scene.is_spoken else 0.7), tokens, tokens)[0]
    return _marked(scene, action, marks, syntax)


def is_clear(scene: Scene, actions: Sequence[Action], tokens: Sequence[Token]) -> bool:
    """Whether `actions` may stand for a line typed to add something: new todos, and what is plainly of the caller's."""
    if not any(token.is_word for token in tokens):
        return True
    speaks_of_todos = scene.speaks_of_todos(tokens)
    return all(_is_clear(action, speaks_of_todos=speaks_of_todos) for action in actions)


def _is_clear(action: Action, *, speaks_of_todos: bool) -> bool:
    if action.intent == "other":
        return False
    if action.intent == "task.create":
        return action.slots.title is not None and action.confidence >= _LEAST_COMMAND
    if action.confidence < _LEAST_COMMAND:
        return False
    target = action.slots.target
    names_nothing = target is not None and target.text is not None and not target.matches
    if action.intent == "task.query":
        names_nothing = action.slots.title is not None and not (target and target.matches)
        return speaks_of_todos or action.slots.list is not None or not names_nothing
    return not names_nothing


#: A command less sure than this is taken for the name of a todo.
_LEAST_COMMAND = 0.65


def put_marks(scene: Scene, actions: Sequence[Action], marks: Sequence[Mark], tokens: Sequence[Token]) -> list[Action]:
    """`actions` with the short-hands typed among the words; what was not understood but marked is a new task."""
    if all(action.intent == "other" for action in actions):
        actions = fill_create(Draft(scene, "task.create", 0.8), tokens, tokens)
    return [_marked(scene, action, marks, "voice") for action in actions]


def _marked(scene: Scene, action: Action, marks: Sequence[Mark], syntax: Syntax) -> Action:
    fields: dict[str, object] = {}
    spans = dict(action.spans)
    labels = list(action.slots.labels)
    for mark in marks:
        name = _put(scene, fields, labels, mark, syntax)
        if name:
            spans[name] = [*(spans.get(name, []) if name == "labels" else []), (mark.start, mark.end)]
    if labels:
        fields["labels"] = tuple(labels)
    slots: Slots = msgspec.structs.replace(action.slots, **fields)
    return msgspec.structs.replace(action, slots=slots, spans=spans)


def _put(scene: Scene, fields: dict[str, object], labels: list[str], mark: Mark, syntax: Syntax) -> str | None:
    if mark.kind == "label":
        match = scene.names.find_label(mark.value)
        name = match.name if match else mark.value
        if name not in labels:
            labels.append(name)
        return "labels"
    if mark.kind == "list":
        fields["list"] = mark.value
        fields["list_match"] = scene.names.find_list(mark.value)
        return "list"
    if mark.kind == "person":
        match = scene.names.find_person(mark.value)
        fields["assignee"] = match.name if match else mark.value
        return "assignee"
    if mark.kind == "priority":
        fields["priority"], fields["priority_text"] = priority_of(mark, syntax)
        return "priority"
    if mark.kind == "estimate":
        fields["duration_minutes"] = minutes_of(mark.value)
        return "duration_minutes"
    if mark.kind == "deadline":
        mentions = find_times(mark.value, scene.now, scene.settings)
        if mentions and mentions[0].date:
            fields["deadline"] = Moment(mentions[0].date, mentions[0].time)
            return "deadline"
    return None
