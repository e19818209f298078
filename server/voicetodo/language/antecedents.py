"""What "it" is, where it was said just before: "we're out of milk, add it to the shopping list"."""

from collections.abc import Sequence

import msgspec

from voicetodo.language.creating import fill_create
from voicetodo.language.interpretation import Action
from voicetodo.language.objects import read_object, slot, trim
from voicetodo.language.pointing import point
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token

Read = tuple[list[Token], list[Action]]
#: What may be said of a new todo in a request of its own ("… and mark it urgent").
_SAID_AFTERWARDS = (
    "priority", "priority_text", "labels", "assignee", "notes", "due", "deadline", "recurrence", "datetime_text",
    "recurrence_text", "reminders",
)  # fmt: skip
#: What is done to a thing that one has.
_DONE_TO_IT = frozenset({"task.complete", "task.delete", "task.update"})


def with_antecedents(scene: Scene, read: Sequence[Read]) -> list[Read]:
    """`read` where a request about "it" has joined the statement before it that says what it is."""
    joined: list[Read] = []
    for request in read:
        meant = _with_antecedent(scene, joined[-1], request) if joined else None
        if joined and meant is None and _tells_on(scene, joined[-1], request):
            draft = Draft(scene, "task.complete", joined[-1][1][0].confidence)
            point(draft, request[0][1:], scene.language.verbs.past.get(request[0][0].norm))
            joined.append((request[0], draft.actions()))
            continue
        if meant is None:
            joined.append(request)
        else:
            joined[-1] = ([*joined[-1][0], *request[0]], meant)
    return joined


def _with_antecedent(scene: Scene, before: Read, request: Read) -> list[Action] | None:
    """What both ask for together; None where the request stands for itself."""
    if len(request[1]) != 1:
        return None
    action = request[1][0]
    is_placed = action.slots.list is not None or not scene.list_nouns.isdisjoint(token.norm for token in request[0])
    if action.intent == "task.create" and action.slots.title is None and is_placed:
        return _put_in_list(scene, before, action)
    target = action.slots.target
    if action.intent in _DONE_TO_IT and target is not None and target.scope == "last":
        return _done_to(scene, before, action)
    return None


def _tells_on(scene: Scene, before: Read, request: Read) -> bool:
    """Whether one more deed is told, without who did it ("I paid the rent and did the dishes")."""
    is_told = before[1][0].intent == "task.complete" and before[0][0].norm in scene.language.speech.speakers
    is_deed = len(request[0]) > 1 and request[0][0].norm in scene.grammar.deeds
    return is_told and is_deed and request[1][0].intent not in _DONE_TO_IT


def _put_in_list(scene: Scene, before: Read, action: Action) -> list[Action] | None:
    """New todos of the statement, in the list of `action`."""
    tokens, actions = before
    stated = _stated(scene, tokens)
    if actions[0].intent == "other" or (stated and actions[0].confidence < 1.0):
        draft = Draft(scene, "task.create", 0.9)
        draft.fields.update(list=action.slots.list, list_match=action.slots.list_match)
        draft.spans["list"] = action.spans.get("list", [])
        return fill_create(draft, tokens, stated) if stated else None
    if any(one.intent != "task.create" or one.slots.list is not None for one in actions):
        return None
    return [
        msgspec.structs.replace(
            one,
            slots=msgspec.structs.replace(one.slots, list=action.slots.list, list_match=action.slots.list_match),
            spans={**one.spans, "list": action.spans.get("list", [])},
        )
        for one in actions
    ]


def _done_to(scene: Scene, before: Read, action: Action) -> list[Action] | None:
    """`action` done to what the statement names."""
    tokens, actions = before
    stated = _stated(scene, tokens)
    if action.intent == "task.update" and all(one.intent == "task.create" for one in actions):
        return [_said_of(one, action) for one in actions]
    if not stated:
        told = actions[0]
        if action.intent == "task.update" and [one.intent for one in actions] == ["task.update"]:
            return [told, _aimed(action, told)]
        is_told = len(actions) == 1 and told.intent == "task.complete" and told.slots.target is not None
        return [_aimed(action, told)] if is_told else None
    if actions[0].confidence == 1.0 and actions[0].intent == "task.create":
        return None
    draft = Draft(scene, action.intent, 0.9)
    if not point(draft, stated).is_list:
        return [_aimed(action, draft.action())]
    if action.intent != "task.delete":
        return None
    whole = Draft(scene, "list.delete", 0.9)
    whole.put_list(read_object(scene, stated).list_name)
    return [whole.action()]


def _said_of(todo: Action, action: Action) -> Action:
    """A new todo with what was said of it afterwards."""
    said = {name: value for name in _SAID_AFTERWARDS if (value := getattr(action.slots, name))}
    spans = {name: action.spans[name] for name in said if name in action.spans}
    slots = msgspec.structs.replace(todo.slots, **said)
    return msgspec.structs.replace(todo, slots=slots, spans={**todo.spans, **spans})


def _aimed(action: Action, named: Action) -> Action:
    slots = msgspec.structs.replace(action.slots, target=named.slots.target, title=named.slots.title)
    if slots.list is None:
        slots = msgspec.structs.replace(slots, list=named.slots.list, list_match=named.slots.list_match)
    spans = {name: named.spans[name] for name in ("title", "target", "list") if name in named.spans}
    return msgspec.structs.replace(action, slots=slots, spans={**action.spans, **spans}, confidence=named.confidence)


def _stated(scene: Scene, tokens: Sequence[Token]) -> Sequence[Token]:
    """The thing that a statement is about ("we're out of milk"); nothing where it is no such statement."""
    for _, found in scene.grammar.statements.matches(scene.clause(tokens)):
        return trim(scene.language, slot(tokens, found.slots, "title"))
    return ()
