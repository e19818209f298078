"""What is said without a known request around it: a bare todo, words about todos in no order, or nothing for us."""

from collections.abc import Sequence
from typing import cast

from voicetodo.language import slots as fields
from voicetodo.language.clauses import split_things
from voicetodo.language.creating import fill_create
from voicetodo.language.english import elsewhere, errands, scales, speech, verbs
from voicetodo.language.interpretation import Action, Intent
from voicetodo.language.pointing import point
from voicetodo.language.questions import query_of
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token


def read_marked(scene: Scene, tokens: Sequence[Token]) -> list[Action]:
    """Words about todos in no known order: the first telling verb decides, and a question is the safest guess."""
    for index, token in enumerate(tokens):
        intent = verbs.TELLING_VERBS.get(token.norm)
        if intent is not None:
            draft = Draft(scene, cast("Intent", intent), 0.6)
            rest = tokens[index + 1 :]
            if intent == "task.create":
                return fill_create(draft, tokens, rest)
            point(draft, rest)
            fields.put_moments(draft, tokens)
            return [draft.action()]
    draft = Draft(scene, "task.query", 0.5)
    point(draft, tokens, is_asked=True)
    fields.put_moments(draft, tokens)
    draft.fields.pop("target", None)
    draft.put("query", query_of(draft, [token.norm for token in tokens], None))
    return [draft.action()]


def read_bare(scene: Scene, tokens: Sequence[Token], opening: Sequence[str], *, is_elsewhere: bool) -> list[Action]:
    """A todo said without any request around it, or `other`. `opening` are the words stripped before it."""
    confidence = _confidence(scene, tokens, opening, is_elsewhere=is_elsewhere)
    if confidence == 0.0:
        return [Draft(scene, "other", confidence=0.3).action()]
    return fill_create(Draft(scene, "task.create", confidence), tokens, tokens)


def _confidence(scene: Scene, tokens: Sequence[Token], opening: Sequence[str], *, is_elsewhere: bool) -> float:
    """How surely this is a todo; 0 where it is none."""
    words = [token.norm for token in tokens if token.is_word]
    content = [token.norm for token in scene.without_moments(tokens) if token.is_word]
    content = content[1:] if content[:1] == ["urgent"] else content
    is_duty = not speech.DUTY.isdisjoint(opening)
    if not content or content[0] in speech.WONDERING or tokens[-1].norm == "?":
        return 0.0
    is_addressed = not is_duty and not speech.ADDRESS.isdisjoint(opening)
    is_errand = not is_addressed and len(content) > 1 and _is_errand(tokens, content)
    if (is_elsewhere and not is_errand) or (words[0] in speech.ASKING and not is_duty):
        return 0.0
    is_for_assistant = content[0] in verbs.ASSISTANT_VERBS
    is_act = content[0] in verbs.TODO_VERBS and len(content) > 1
    is_soft = not elsewhere.SOFT.isdisjoint(words) and not is_errand
    has_moment = bool(scene.moments_in(tokens))
    if is_act and (_has_priority(scene, tokens) or (has_moment and not (is_addressed and is_for_assistant))):
        return 0.85
    if is_soft:
        return 0.6 if has_moment and not is_addressed and content[0] in scales.OCCASIONS else 0.0
    if is_duty:
        return 0.85
    if is_addressed:
        return 0.0
    if is_errand or (is_act and not is_for_assistant):
        return 0.75
    if has_moment and len(content) <= 12 and speech.STATING.isdisjoint(content):
        return 0.6
    return 0.65 if scene.clause(tokens).owned or len(split_things(tokens, ())) > 1 else 0.0


def _is_errand(tokens: Sequence[Token], content: Sequence[str]) -> bool:
    """Whether one does this oneself, although an assistant might know the words in it."""
    said = {token.norm for token in tokens}
    verb = content[0]
    if verb in errands.PLAIN_ACTS:
        return content[1] != "to" and errands.DONE_HERE.isdisjoint(said)
    if verb == "pay":
        return errands.PAYING_NOW.isdisjoint(said)
    if verb in {"call", "phone", "ring"}:
        return content[1] in {"the", "my", "our"} and len(content) <= _SHORT and elsewhere.HARD.isdisjoint(said)
    if verb in errands.WRITING or verb == "text":
        return any(word in errands.WRITTEN_ABOUT for word in content[2:4])
    if verb == "send":
        return errands.SENT_NOW.isdisjoint(said) and not any(word[0].isdigit() for word in content)
    return False


#: A call said in no more words names nothing but who is called.
_SHORT = 4


def _has_priority(scene: Scene, tokens: Sequence[Token]) -> bool:
    draft = Draft(scene, "task.create")
    return len(fields.take_priority(draft, tokens)) < len(tokens)
