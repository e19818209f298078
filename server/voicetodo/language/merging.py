"""Requests that belong together: "I have to study today. Can you remind me at noon?" is one."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from voicetodo.language.antecedents import Read, with_antecedents
from voicetodo.language.clauses import past_openers
from voicetodo.language.creating import fill_create
from voicetodo.language.infinitive import is_act
from voicetodo.language.interpretation import Action, Moment, Slots, Target
from voicetodo.language.objects import trim
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token, spans_of, text_of


def merge(scene: Scene, read: Sequence[Read]) -> list[Action]:
    """The actions of all requests in order; asides that mean nothing are left out where something else was
    understood.
    """
    merged: list[Read] = []
    for tokens, actions in read:
        if merged and _is_bare_reminder(actions) and _may_be_title(merged[-1]):
            before, told = merged.pop()
            together = [*before, *tokens]
            draft = Draft(scene, "task.create", 0.9)
            reminder = _reminder_beside(scene, told[0].slots, tokens, actions[0])
            merged.append((together, _as_told(fill_create(draft, together, before), told, reminder)))
        else:
            merged.append((tokens, actions))
    merged = [(tokens, _put_there(scene, tokens, actions)) for tokens, actions in with_antecedents(scene, merged)]
    if any(action.intent in _CHANGING for _, actions in merged for action in actions):
        merged = [(tokens, _as_todo(scene, tokens, actions)) for tokens, actions in merged]
    merged = _with_asides(scene, merged)
    found = _with_shared_list(scene, [action for _, actions in merged for action in actions])
    known = [_of_the_last(action) for action in found if action.intent != "other"]
    return known or found[:1]


#: Said in one breath with something to do, it tells that both are for us.
_CHANGING = frozenset({"task.create", "task.update", "task.complete", "task.skip", "task.delete", "task.reopen"})


def _put_there(scene: Scene, tokens: list[Token], actions: list[Action]) -> list[Action]:
    """ "Put that on my work list": where nothing was said before, what was just made or changed is meant."""
    first, slots = actions[0], actions[0].slots
    if first.intent != "task.create" or slots.title is not None or slots.list_match is None:
        return actions
    pointers, towards = scene.language.words.inside["it"], scene.language.joints.towards_list
    if not any(one.norm in pointers and after.norm in towards for one, after in pairwise(tokens)):
        return actions
    return [msgspec.structs.replace(first, slots=msgspec.structs.replace(slots, target=Target(scope="last")))]


def _of_the_last(action: Action) -> Action:
    """ "Remind me an hour before": with nothing named, before what was just made."""
    slots = action.slots
    is_before_something = bool(slots.reminders_before) and slots.due is None and slots.recurrence is None
    if not is_before_something or slots.list is not None or not _is_bare_reminder([action]):
        return action
    slots = msgspec.structs.replace(slots, target=Target(scope="last"))
    return msgspec.structs.replace(action, intent="task.update", slots=slots)


def _reminder_beside(scene: Scene, told: Slots, tokens: list[Token], bare: Action) -> Moment | None:
    """When to be reminded of what is due at another moment ("dentist on Friday at ten, remind me on Thursday")."""
    due, at = told.due, bare.slots.due
    if due is None or at is None or bare.slots.recurrence is not None:
        return None
    if all(mention.kind == "time" for mention in scene.moments_in(tokens)):
        at = Moment(due.date, at.time)
    is_when_it_is = at == due or (due.time is None and at.date == due.date)
    is_past = f"{at.date}T{at.time or _LAST_MINUTE}" < scene.now.isoformat()
    return None if is_when_it_is or is_past else at


_LAST_MINUTE = "23:59"


def _as_told(reminded: list[Action], told: Sequence[Action], reminder: Moment | None) -> list[Action]:
    """What was asked to be added stays what it is but for its times ("add lunch at one, remind me before")."""
    if len(reminded) != 1 or told[0].intent != "task.create" or told[0].slots.title is None:
        return reminded
    one, named = reminded[0], told[0]
    said = {name: value for name in _TIMES if (value := getattr(one.slots, name))}
    spans = {**named.spans, **{name: span for name, span in one.spans.items() if name in said}}
    if reminder is not None and one.slots.deadline is None:
        said |= {"due": named.slots.due, "reminders": (reminder,)}
        due = named.spans.get("due", [])
        beside = [span for span in spans.get("datetime_text", []) if span not in due]
        spans |= {name: where for name, where in (("due", due), ("reminders", beside)) if where}
    slots = msgspec.structs.replace(named.slots, **said)
    return [msgspec.structs.replace(one, slots=slots, spans=spans)]


#: What a reminder that names nothing may say of what was named before it.
_TIMES = ("due", "deadline", "reminders", "reminders_before", "recurrence", "datetime_text", "recurrence_text")


def _as_todo(scene: Scene, tokens: list[Token], actions: list[Action]) -> list[Action]:
    """Beside what is done with todos, whatever says something to do is one ("buy milk, then go to the gym")."""
    start = past_openers(scene, scene.clause(tokens), 0)
    said = [token.norm for token in tokens[start:] if token.is_word]
    if not is_act(scene.language.verbs, said) or [action.intent for action in actions] != ["other"]:
        return actions
    return fill_create(Draft(scene, "task.create", 0.6), tokens, tokens[start:])


def _with_asides(scene: Scene, merged: list[Read]) -> list[Read]:
    """A statement beside the one new todo is its note ("Oma is coming on Friday, remind me to vacuum the stairs")."""
    created = [actions for _, actions in merged if [action.intent for action in actions] == ["task.create"]]
    others = [tokens for tokens, actions in merged if actions[0].intent == "other"]
    if len(created) != 1 or len(others) != 1 or len(merged) != len(created) + len(others):
        return merged
    todo, said = created[0][0], trim(scene.language, others[0], leads=scene.language.joints.aside_leads)
    is_stated = not scene.language.speech.stating.isdisjoint(token.norm for token in said)
    if todo.slots.notes or len(said) < _LEAST_NOTE or said[-1].norm == "?" or not is_stated:
        return merged
    slots = msgspec.structs.replace(todo.slots, notes=text_of(scene.text, said))
    spans = {**todo.spans, "notes": spans_of(scene.text, said)}
    noted = msgspec.structs.replace(todo, slots=slots, spans=spans)
    return [(tokens, [noted] if actions is created[0] else actions) for tokens, actions in merged]


#: A statement of fewer words is worth no note.
_LEAST_NOTE = 3


def _with_shared_list(scene: Scene, actions: Sequence[Action]) -> list[Action]:
    """ "Remove milk from the shopping list and add bread": the bread goes to that list too.

    Something to do does not go where a thing went before it ("put milk on the shopping list and call mom").
    """
    shared: list[Action] = []
    for action in actions:
        before = shared[-1].slots if shared else None
        fits = (
            action.intent in {"task.create", "task.delete"} and action.slots.due is None and action.slots.person is None
        )
        if shared and shared[-1].intent == action.intent == "task.create":
            fits = fits and not is_act(scene.language.verbs, (action.slots.title or "").lower().split())
        if (
            before is not None
            and fits
            and action.confidence < 1.0
            and action.slots.list is None
            and before.list is not None
        ):
            slots = msgspec.structs.replace(action.slots, list=before.list, list_match=before.list_match)
            action = msgspec.structs.replace(action, slots=slots)  # noqa: PLW2901 - the same action, completed
        shared.append(action)
    return shared


def _is_bare_reminder(actions: Sequence[Action]) -> bool:
    return (
        len(actions) == 1
        and actions[0].intent == "task.create"
        and actions[0].slots.title is None
        and not actions[0].slots.list
    )


def _may_be_title(read: Read) -> bool:
    """A statement, or a todo without a request around it."""
    tokens, actions = read
    if len(actions) != 1 or not tokens:
        return False
    if actions[0].intent == "other":
        return True
    return actions[0].intent == "task.create" and (actions[0].confidence < 0.95 or actions[0].slots.title is not None)
