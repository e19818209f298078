"""A reading of a text that somebody else suggests (a language model), taken only as far as the words bear it out.

An adviser may point at words and nothing else: a title, a list, a person or a time that was not said is dropped, and
times are read by our own rules. So what it suggests is explained by spans like everything else.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from voicetodo.language import slots as fields
from voicetodo.language.creating import fill_create
from voicetodo.language.engine import read_scene
from voicetodo.language.interpretation import Action, Context, Interpretation, Query
from voicetodo.language.pointing import point
from voicetodo.language.questions import query_of
from voicetodo.language.reply import reply_to
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token, text_of

#: What follows from advice is never surer than this: the caller shows it as such.
CONFIDENCE = 0.5


class Advice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a text may ask for. Everything but `intent` repeats words of the text."""

    intent: Literal[
        "task.create", "task.complete", "task.reopen", "task.delete", "task.update", "task.query",
        "list.create", "list.delete", "list.query", "other",
    ]  # fmt: skip
    #: What is to be done, or which task is meant.
    title: str | None = None
    new_title: str | None = None
    list: str | None = None
    #: All words about dates, times and repetition.
    when: str | None = None
    priority: str | None = None


def follow(
    advice: Sequence[Advice], text: str, now: datetime, timezone: str, context: Context, *, adviser: str
) -> Interpretation | None:
    """`text` read as advised; None where nothing of the advice stands in the words.

    `now` and `timezone` are those of `interpret`; `adviser` is the name under which the reading is shown.
    """
    scene, tokens = read_scene(text, now, timezone, context)
    actions = [action for each in advice for action in _read(scene, tokens, each)]
    if not actions:
        return None
    return Interpretation(
        text=text,
        actions=tuple(actions),
        confidence=CONFIDENCE,
        reply=reply_to(actions, scene.now, scene.language.code),
        adviser=adviser,
    )


def _read(scene: Scene, tokens: Sequence[Token], advice: Advice) -> list[Action]:
    if advice.intent == "other":
        return []
    draft = Draft(scene, advice.intent, CONFIDENCE)
    title, place, when = (_said(scene, tokens, words) for words in (advice.title, advice.list, advice.when))
    fields.take_priority(draft, _said(scene, tokens, advice.priority))
    draft.put_list(place)
    match advice.intent:
        case "task.create":
            said = sorted({*title, *when}, key=lambda token: token.start)
            return fill_create(draft, said, title) if title else []
        case "task.complete" | "task.reopen" | "task.delete":
            return _aimed(draft, title, when)
        case "task.update":
            return _changed(draft, title, when, _said(scene, tokens, advice.new_title))
        case "task.query":
            return [_asked(draft, tokens, title, when)]
        case "list.query":
            draft.put("query", Query())
            return [draft.action()]
        case _:
            return [draft.action()] if place else []


def _aimed(draft: Draft, title: Sequence[Token], when: Sequence[Token]) -> list[Action]:
    if not title:
        return []
    point(draft, title, done=draft.intent == "task.reopen")
    fields.put_moments(draft, when)
    return draft.actions()


def _changed(draft: Draft, title: Sequence[Token], when: Sequence[Token], new_title: Sequence[Token]) -> list[Action]:
    if not title:
        return []
    point(draft, title)
    before = len(draft.fields)
    fields.put_moments(draft, when)
    if new_title:
        draft.put("new_title", fields.shown(text_of(draft.scene.text, new_title)), new_title)
    changes_more = not {"priority", "list"}.isdisjoint(draft.fields)
    return draft.actions() if len(draft.fields) > before or changes_more else []


def _asked(draft: Draft, tokens: Sequence[Token], title: Sequence[Token], when: Sequence[Token]) -> Action:
    if title:
        point(draft, title, is_asked=True)
    fields.put_moments(draft, when)
    draft.put("query", query_of(draft, [token.norm for token in tokens], None))
    return draft.action()


def _said(scene: Scene, tokens: Sequence[Token], words: str | None) -> list[Token]:
    """The tokens that `words` repeats, wherever they stand; none where they were not said so."""
    wanted = " ".join((words or "").casefold().split())
    start = scene.text.casefold().find(wanted) if wanted else -1
    if start < 0 or len(scene.text.casefold()) != len(scene.text):
        return []
    return [token for token in tokens if start <= token.start and token.end <= start + len(wanted)]
