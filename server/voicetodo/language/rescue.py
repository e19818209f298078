"""Where the grammar is unsure, a trained model may know better: both are weighed, and the likelier reading wins."""

import math
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, cast

import msgspec

from voicetodo.language import slots as fields
from voicetodo.language.creating import fill_create
from voicetodo.language.interpretation import Action, Intent
from voicetodo.language.objects import slot
from voicetodo.language.pointing import point
from voicetodo.language.questions import query_of
from voicetodo.language.ranking.model import find_model, normal
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
#: One of the caller's tasks, found so surely, is what was meant.
_LEAST_OWNED = 0.75


class Reading(NamedTuple):
    """What the grammar made of a request, and why."""

    actions: list[Action]
    basis: Basis


def settle(
    scene: Scene,
    words: Sequence[Token],
    said: Sequence[Token],
    reading: Reading,
    read_as: Callable[[Intent], list[Action] | None],
) -> list[Action]:
    """The actions of `reading`, or those of an intent that is likelier by all that is known.

    `words` are all of the request, `said` those without courtesies around them; `read_as` gives what the grammar makes
    of it where the intent is given.
    """
    model = find_model(scene.language.code) if scene.context.is_ranked else None
    intent = reading.actions[0].intent
    if model is None or intent not in model.intents or any(_is_owned(action) for action in reading.actions):
        return reading.actions
    ranks = model.rank([token.norm for token in words])
    ranks[intent] += model.trust[reading.basis]
    likely = dict(zip(ranks, normal(list(ranks.values())), strict=True))
    best = max(likely, key=likely.__getitem__)
    chance = round(math.exp(likely[best]), 3)
    is_read = model.trust[reading.basis] > 0.0
    if best == intent or (is_read and chance < _LEAST_CHANCE):
        chance = round(math.exp(likely[intent]), 3)
        return reading.actions if chance >= _CLEAR else [_less_sure(action, chance) for action in reading.actions]
    actions = read_as(cast("Intent", best)) or _built(scene, said, cast("Intent", best))
    return [_less_sure(action, chance) for action in actions]


def _is_owned(action: Action) -> bool:
    target = action.slots.target
    return target is not None and bool(target.matches) and target.matches[0].score >= _LEAST_OWNED


def _less_sure(action: Action, chance: float) -> Action:
    return msgspec.structs.replace(action, confidence=min(action.confidence, chance))


def _built(scene: Scene, tokens: Sequence[Token], intent: Intent) -> list[Action]:
    """An action of `intent` out of words that no phrase of it fits."""
    draft = Draft(scene, intent)
    if intent == "task.create":
        return fill_create(draft, tokens, _without_carrier(scene, tokens))
    if intent.startswith("list."):
        draft.put_list(_list_name(scene, scene.without_moments(tokens)))
    elif intent != "other":
        point(draft, tokens, is_asked=intent == "task.query")
        fields.put_moments(draft, tokens)
    if intent == "task.query":
        draft.fields.pop("target", None)
        draft.put("query", query_of(draft, [token.norm for token in tokens], None))
    return draft.actions()


def _without_carrier(scene: Scene, tokens: Sequence[Token]) -> Sequence[Token]:
    """What is to be done, where a reminder is spoken of before it ("I could use a reminder to …")."""
    markers = scene.language.words.markers - scene.list_nouns
    last = max((place for place, token in enumerate(tokens) if token.norm in markers), default=-1)
    rest = tokens[last + 1 :]
    return rest if any(token.is_word for token in scene.without_moments(rest)) else tokens


def _list_name(scene: Scene, tokens: Sequence[Token]) -> Sequence[Token]:
    """The words that name a list: those with its noun in a phrase for a list, wherever that stands."""
    clause = scene.clause(tokens)
    for start in range(len(tokens)):
        for _, found in scene.grammar.whole_lists.matches(clause, start, whole=False):
            name = slot(tokens, found.slots, "list", "list_of", "known_list", "todo_list")
            if name:
                return name
    return ()
