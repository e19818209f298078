"""Which request a piece of speech is, and the action that follows from it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

import msgspec

from voicetodo.language.bare import read_bare, read_marked
from voicetodo.language.building import BUILDERS
from voicetodo.language.clauses import past_openers
from voicetodo.language.creating import without_closers
from voicetodo.language.grammar import Frame
from voicetodo.language.interpretation import Action, Intent, Target
from voicetodo.language.phrases import Found
from voicetodo.language.rescue import Reading, settle
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token


def read_request(scene: Scene, tokens: Sequence[Token]) -> list[Action]:
    """The actions of one request; a single `other` where it is not for us."""
    request = _request(scene, tokens)
    return settle(scene, tokens, _read(scene, request), lambda intent: _read_as(scene, request, intent))


class _Request(NamedTuple):
    """A request without the courtesies around it. `lead` is a moment said before its `body`."""

    said: Sequence[Token]
    opening: Sequence[str]
    lead: Sequence[Token]
    body: Sequence[Token]
    is_duty: bool
    is_elsewhere: bool
    is_asked: bool


def _request(scene: Scene, tokens: Sequence[Token]) -> _Request:
    start = past_openers(scene, scene.clause(tokens), 0)
    said = without_closers(scene, tokens[start:]) or without_closers(scene, tokens)
    opening = [token.norm for token in tokens[:start]]
    said = _as_asked(scene, said, opening)
    speech = scene.language.speech
    is_duty = not speech.duty.isdisjoint(opening)
    is_elsewhere = _is_elsewhere(scene, said, is_duty=is_duty)
    lead, body = _part_lead(scene, said)
    is_asked = not is_duty and not speech.address.isdisjoint(opening)
    return _Request(said, opening, lead, body, is_duty, is_elsewhere, is_asked)


def _read(scene: Scene, request: _Request) -> Reading:
    """What the grammar makes of a request, and what that rests on."""
    for frame, found in _frames(scene, request):
        actions = _read_frame(scene, request, frame, found)
        if actions:
            return Reading(actions, frame.mode)
    if scene.speaks_of_todos(request.said):
        actions = _read_later(scene, request)
        if actions:
            return Reading(actions, "hinted")
        actions = read_marked(scene, request.said)
        return Reading(actions, "guessed" if actions[0].confidence < _LEAST_TOLD else "hinted")
    actions = read_bare(scene, request.said, request.opening, is_elsewhere=request.is_elsewhere)
    return Reading(actions, "unread" if actions[0].intent == "other" else "bare")


def _read_later(scene: Scene, request: _Request) -> list[Action] | None:
    """What a phrase makes of the words from the first telling verb on ("so I was thinking, remind me to …")."""
    said, telling = request.said, scene.language.verbs.telling_verbs
    start = next((index for index, token in enumerate(said) if index and token.norm in telling), None)
    if start is None:
        return None
    rest = request._replace(said=said[start:], lead=(), body=said[start:])
    for frame, found in _frames(scene, rest):
        actions = _read_frame(scene, rest, frame, found) if frame.intent == telling[said[start].norm] else None
        if actions:
            return [msgspec.structs.replace(action, confidence=_LATER) for action in actions]
    return None


#: How sure it is what was meant where a phrase fits but what stands before it does not.
_LATER = 0.7
#: Words about todos that are read less surely are only guessed at.
_LEAST_TOLD = 0.6


def _read_as(scene: Scene, request: _Request, intent: Intent) -> list[Action] | None:
    """What the first phrase makes of a request that means `intent`, whether or not it would be believed by itself."""
    for frame, found in _frames(scene, request):
        actions = _read_frame(scene, request, frame, found, is_believed=True)
        if actions and actions[0].intent == intent:
            return actions
    return None


def _frames(scene: Scene, request: _Request) -> Iterator[tuple[Frame, Found]]:
    clause = scene.clause(request.body)
    if scene.is_shift_bare:
        yield from scene.grammar.distances.matches(clause)
    for frame, found in scene.grammar.frames.matches(clause):
        if not request.is_asked or "whole" not in frame.facts:
            yield frame, found


def _as_asked(scene: Scene, said: Sequence[Token], opening: Sequence[str]) -> Sequence[Token]:
    """ "Would you mind calling …" asks to call."""
    verbs = scene.language.verbs
    verb = verbs.gerunds.get(said[0].norm) if said else None
    if verb is None or verbs.before_gerunds.isdisjoint(opening):
        return said
    written = verb.capitalize() if scene.text[said[0].start].isupper() else verb
    return [said[0]._replace(norm=verb, meant=written), *said[1:]]


def _part_lead(scene: Scene, tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """A moment said before the request ("tomorrow at four, remind me …"), and the request."""
    last = scene.clause(tokens).moments.get(0, 0)
    start = past_openers(scene, scene.clause(tokens), last) if last else 0
    language = scene.language
    if not last or start >= len(tokens):
        return (), tokens
    if tokens[start].norm in language.words.markers and tokens[start].norm not in language.verbs.remind:
        return (), tokens
    return tokens[:last], tokens[start:]


def _is_elsewhere(scene: Scene, tokens: Sequence[Token], *, is_duty: bool) -> bool:
    words = [token.norm for token in tokens]
    if not scene.language.elsewhere.hard.isdisjoint(words):
        return True
    return not is_duty and any(True for _ in scene.grammar.elsewhere.matches(scene.clause(tokens)))


def _read_frame(
    scene: Scene, request: _Request, frame: Frame, found: Found, *, is_believed: bool = False
) -> list[Action] | None:
    build = BUILDERS.get(frame.intent)
    if build is None:
        return [Draft(scene, frame.intent).action()]
    tokens = request.body
    draft = Draft(scene, frame.intent)
    draft.lead = tuple(request.lead)
    draft.is_duty = request.is_duty
    draft.is_ours = scene.speaks_of_todos(tokens)
    actions = build(draft, tokens, frame, found)
    if actions is None:
        return None
    words = [token.norm for token in tokens]
    if not is_believed and not _is_believed(draft, words, frame, is_elsewhere=request.is_elsewhere):
        return None
    return [msgspec.structs.replace(action, confidence=draft.confidence) for action in actions]


def _is_believed(draft: Draft, words: Sequence[str], frame: Frame, *, is_elsewhere: bool) -> bool:
    if frame.mode == "certain" or draft.is_ours:
        return True
    language = draft.scene.language
    elsewhere = language.elsewhere
    target = cast("Target | None", draft.fields.get("target"))
    is_question = draft.intent == "task.query" and elsewhere.hard.isdisjoint(words)
    least = (0.7 if is_elsewhere else 0.6) if is_question else 0.95 if is_elsewhere else 0.75
    if target is not None and target.matches and target.matches[0].score >= least:
        return not (draft.is_duty and draft.intent == "task.complete")
    if frame.mode == "firm":
        return elsewhere.hard.isdisjoint(words)
    if frame.mode == "ours" or draft.is_duty:
        return False
    if words[0] in language.verbs.done_elsewhere and "priority" not in draft.fields and not draft.mentions:
        return False
    draft.confidence = 0.7
    if is_elsewhere:
        return False
    return (
        draft.intent in {"task.reopen", "task.complete"}
        or "{did}" in frame.phrase.source
        or elsewhere.soft.isdisjoint(words)
        or bool(draft.mentions)
    )
