"""Requests that belong together: "I have to study today. Can you remind me at noon?" is one."""

from collections.abc import Sequence

from voicetodo.language.creating import fill_create
from voicetodo.language.interpretation import Action
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token

Read = tuple[list[Token], list[Action]]


def merge(scene: Scene, read: Sequence[Read]) -> list[Action]:
    """The actions of all requests in order; asides that mean nothing are left out where something else was
    understood.
    """
    merged: list[Read] = []
    for tokens, actions in read:
        if merged and _is_bare_reminder(actions) and _may_be_title(merged[-1]):
            before = merged.pop()[0]
            together = [*before, *tokens]
            draft = Draft(scene, "task.create", 0.9)
            merged.append((together, fill_create(draft, together, before)))
        else:
            merged.append((tokens, actions))
    found = [action for _, actions in merged for action in actions]
    known = [action for action in found if action.intent != "other"]
    return known or found[:1]


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
    return actions[0].intent == "other" or (actions[0].intent == "task.create" and actions[0].confidence < 0.95)
