"""Where the grammar is unsure, a trained model may know better: both are weighed, and the likelier reading wins."""

import math
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, cast

import msgspec

from voicetodo.language import slots as fields
from voicetodo.language.creating import fill_create
from voicetodo.language.interpretation import Action, Intent
from voicetodo.language.names import LEAST_OWNED
from voicetodo.language.pointing import point
from voicetodo.language.questions import query_of
from voicetodo.language.ranking.features import features_of
from voicetodo.language.ranking.model import find_model, normal
from voicetodo.language.ranking.subject import FILE_NAME, find_subject
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token

#: What a reading of the grammar rests on: a phrase, by how it may be believed (`Frame.mode`); a telling verb in words
#: about todos, or a guess at them; a bare todo; or nothing that was understood.
Basis = Literal["certain", "ours", "calm", "firm", "hinted", "guessed", "bare", "unread"]
#: Readings less likely than this are less sure than they were, so that the caller can ask.
_CLEAR = 0.6
#: What the grammar did read, and not only guess, is overruled by nothing less likely.
_LEAST_CHANCE = 0.5
#: What phrases read well although they would not be believed by themselves; others match too much.
_READ_BY_PHRASES = frozenset({"task.create", "task.complete", "task.delete", "task.update"})
#: Where "it" or "that" gets one of these, a task is meant: nothing else that people speak of has them.
_OF_TASKS_ALONE = ("priority", "due", "deadline", "recurrence", "reminders_before", "labels", "list_match")


class Reading(NamedTuple):
    """What the grammar made of a request, and why."""

    actions: list[Action]
    basis: Basis


def settle(
    scene: Scene,
    words: Sequence[Token],
    reading: Reading,
    read_as: Callable[[Intent], list[Action] | None],
) -> list[Action]:
    """The actions of `reading`, or those of an intent that is likelier by all that is known.

    `words` are all of the request; `read_as` gives what the first phrase makes of it that means a given intent.
    """
    model = find_model(scene.language.code) if scene.is_ranked else None
    intent = reading.actions[0].intent
    is_moved = intent == "task.update" and scene.is_shift_bare
    if model is None or intent not in model.answers or is_moved or any(_is_owned(each) for each in reading.actions):
        return reading.actions
    ranks = model.rank(features_of([token.norm for token in words], model.classes))
    ranks[intent] += model.trust[reading.basis]
    likely = dict(zip(ranks, normal(list(ranks.values())), strict=True))
    best = cast("Intent", max(likely, key=likely.__getitem__))
    is_guess = model.trust[reading.basis] == 0.0
    is_ours = best == "other" and scene.speaks_of_todos(words)
    if not is_guess and (is_ours or math.exp(likely[best]) < _LEAST_CHANCE):
        best = intent
    chance = round(math.exp(likely[best]), 3)
    if best == intent and not is_guess:
        return reading.actions if chance >= _CLEAR else [_less_sure(action, chance) for action in reading.actions]
    actions = (read_as(best) if best in _READ_BY_PHRASES else None) or _built(scene, words, best)
    return [_less_sure(action, chance) for action in actions]


def _is_owned(action: Action) -> bool:
    slots, target = action.slots, action.slots.target
    if action.intent == "task.query" and (slots.labels or slots.priority):
        return True
    if action.intent == "task.create" and _begins_with_length(action):
        return True
    if target is None or target.position is not None:
        return target is not None
    if target.scope == "last" and "target" in action.spans:
        return action.intent == "task.update" and any(getattr(action.slots, name) for name in _OF_TASKS_ALONE)
    return bool(target.matches) and target.matches[0].score >= LEAST_OWNED


def _begins_with_length(action: Action) -> bool:
    """Whether how long it takes was said before what it is ("an hour of sport tomorrow"): nobody asks for that so."""
    length, title = action.spans.get("duration_minutes"), action.spans.get("title")
    return length is not None and title is not None and length[0] < title[0]


def _less_sure(action: Action, chance: float) -> Action:
    return msgspec.structs.replace(action, confidence=min(action.confidence, chance))


def _built(scene: Scene, words: Sequence[Token], intent: Intent) -> list[Action]:
    """An action of `intent` out of words that no phrase of it fits."""
    draft = Draft(scene, intent)
    subject = _subject(scene, words, intent)
    if intent == "task.create":
        return fill_create(draft, words, subject)
    if intent.startswith("list."):
        draft.put_list(scene.without_moments(subject))
    elif intent != "other":
        point(draft, subject, is_asked=intent == "task.query")
        fields.put_moments(draft, words)
    if intent == "task.query":
        draft.fields.pop("target", None)
        draft.put("query", query_of(draft, [token.norm for token in words], None))
    return draft.actions()


def _subject(scene: Scene, words: Sequence[Token], intent: Intent) -> Sequence[Token]:
    """The words of a request that name what it is about, by the model for that."""
    model = find_model(scene.language.code, FILE_NAME)
    if model is None or intent == "other":
        return words
    first, last = find_subject(model, [token.norm for token in words], intent)
    return words[first:last]
