"""Which tasks a request is about by what is on them: labels and a priority."""

from collections.abc import Sequence
from typing import NamedTuple

from voicetodo.language.interpretation import Target
from voicetodo.language.names import LEAST_OWNED
from voicetodo.language.objects import is_called_ours, read_object, slot, trim
from voicetodo.language.phrases import Clause, Found
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token, text_of


class MarkedSet(NamedTuple):
    """All tasks with some labels or a priority, and the name of the list that they are on."""

    target: Target
    list_name: tuple[Token, ...]


def read_marked_set(scene: Scene, tokens: Sequence[Token]) -> MarkedSet | None:
    """What `tokens` mean to do something to, where that is a set ("all urgent tasks"); None where they name a task."""
    language = scene.language
    is_all = not language.objects.everything.isdisjoint(token.norm for token in tokens)
    if not is_all and not is_called_ours(language, tokens):
        return None
    asked = Draft(scene, "task.query")
    marks = take_qualities(asked, tokens)
    said = scene.without_moments(tokens)
    pointed = read_object(scene, [token for token in said if token not in marks])
    title = trim(language, pointed.title)
    is_named = bool(title) if marks else not (is_all and pointed.is_ours and take_label(asked, title))
    if is_named or pointed.position is not None or pointed.scope not in {None, "all"}:
        return None
    names = scene.names.find_tasks(text_of(scene.text, trim(language, said)), "")
    if names and names[0].score >= LEAST_OWNED:
        return None
    levels = tuple(dict.fromkeys(asked.levels))
    return MarkedSet(Target(scope="all", priorities=levels, labels=asked.fields.get("labels", ())), pointed.list_name)


def take_qualities(draft: Draft, tokens: Sequence[Token]) -> list[Token]:
    """Reads the labels and the priority that a request names into `draft`; answers the words that said so."""
    scene = draft.scene
    clause = scene.clause(tokens)
    said: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _take_phrase(draft, tokens, clause, at) or _take_level(draft, tokens, clause, at)
        said += tokens[at:end]
        at = max(at + 1, end)
    return said


def take_quality(draft: Draft, tokens: Sequence[Token]) -> bool:
    """Reads `tokens` as a label of the caller's or as how pressing something is, where they say nothing else."""
    level = draft.scene.language.scales.edge_priorities.get(tokens[0].norm) if len(tokens) == 1 else None
    if take_label(draft, tokens):
        return True
    if level is not None:
        _put_level(draft, level, tokens)
    return level is not None


def take_label(draft: Draft, tokens: Sequence[Token]) -> bool:
    """Reads `tokens` as one of the caller's labels where they are its name word for word."""
    end, name = _own_label(draft.scene, draft.scene.clause(tokens).words, 0) if tokens else (0, None)
    if name is None or end < len(tokens):
        return False
    _put_label(draft, name, tokens)
    return True


def _take_phrase(draft: Draft, tokens: Sequence[Token], clause: Clause, at: int) -> int:
    """Where what begins at `at` and names a label or says how pressing something is ends; 0 where nothing does."""
    for frame, found in draft.scene.grammar.qualities.matches(clause, at, whole=False):
        if "priority" in frame.facts:
            _put_level(draft, int(frame.facts["priority"]), tokens[at : found.end])
            return found.end
        end = _take_labels(draft, tokens, clause, found, is_known="needs" in frame.facts)
        if end:
            return end
    return 0


def _take_level(draft: Draft, tokens: Sequence[Token], clause: Clause, at: int) -> int:
    for frame, found in draft.scene.grammar.priorities.matches(clause, at, whole=False):
        _put_level(draft, int(frame.facts["priority"]), tokens[at : found.end])
        return found.end
    return 0


def _take_labels(draft: Draft, tokens: Sequence[Token], clause: Clause, found: Found, *, is_known: bool) -> int:
    """The name within the phrase or, where it has none, behind it, and every other that "and" joins to it."""
    scene = draft.scene
    if "label" in found.slots:
        _put_label(draft, _nearest(scene, slot(tokens, found.slots, "label")), slot(tokens, found.slots, "label"))
        return found.end
    start = _past_marks(tokens, found.end)
    end, name = _own_label(scene, clause.words, start)
    if name is None:
        end = start if is_known else _end_of_name(scene, clause, start)
        if end == start:
            return 0
        name = _nearest(scene, tokens[start:end])
    _put_label(draft, name, tokens[start:end])
    while end + 1 < len(tokens) and clause.words[end] in scene.language.joints.and_:
        after, name = _own_label(scene, clause.words, end + 1)
        if name is None:
            break
        _put_label(draft, name, tokens[end + 1 : after])
        end = after
    return end


def _past_marks(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and not tokens[at].is_word:
        at += 1
    return at


def _own_label(scene: Scene, words: Sequence[str], at: int) -> tuple[int, str | None]:
    """One of the caller's labels that stands there word for word, and one after its last word."""
    end = scene.names.label_end(words, at)
    match = scene.names.find_label(" ".join(words[at:end])) if end > at else None
    return (end, match.name) if match is not None else (at, None)


def _end_of_name(scene: Scene, clause: Clause, start: int) -> int:
    """Where the name of a label that nobody knows ends."""
    language = scene.language
    stops = language.words.list_prepositions | language.objects.after_labels | language.joints.and_
    end = start
    while end < len(clause.words):
        word = clause.words[end]
        if word in stops or end in clause.moments or not (word[0].isalnum() or word[0] == "_"):
            break
        end += 1
    return end


def _nearest(scene: Scene, tokens: Sequence[Token]) -> str:
    said = text_of(scene.text, tokens)
    match = scene.names.find_label(said)
    return match.name if match is not None else said


def _put_label(draft: Draft, name: str, tokens: Sequence[Token]) -> None:
    before = draft.fields.get("labels", ())
    if name not in before:
        spans = draft.spans.get("labels", [])
        draft.put("labels", (*before, name), tokens)
        draft.spans["labels"] = [*spans, *draft.spans["labels"]]


def _put_level(draft: Draft, level: int, tokens: Sequence[Token]) -> None:
    draft.levels.append(level)
    draft.put("priority", level, tokens)
    draft.put_text("priority_text", tokens)
