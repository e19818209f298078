"""What is said without a known request around it: a bare todo, words about todos in no order, or nothing for us."""

from collections.abc import Sequence
from typing import cast

from voicetodo.language import slots as fields
from voicetodo.language.creating import fill_create
from voicetodo.language.interpretation import Action, Intent
from voicetodo.language.languages.tables import Language
from voicetodo.language.pointing import point
from voicetodo.language.questions import query_of
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.things import split_things
from voicetodo.language.tokens import Token


def read_marked(scene: Scene, tokens: Sequence[Token]) -> list[Action]:
    """Words about todos in no known order: the first telling verb decides, and a question is the safest guess."""
    for index, token in enumerate(tokens):
        intent = scene.language.verbs.telling_verbs.get(token.norm)
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
    language = scene.language
    speech, verbs = language.speech, language.verbs
    words = [token.norm for token in tokens if token.is_word]
    told = _without_tail(scene, tokens) if verbs.last_verbs else tokens
    content = [token.norm for token in scene.without_moments(told) if token.is_word]
    content = content[1:] if content and content[0] in language.scales.urgent else content
    if content and content[-1] in verbs.last_verbs and content[0] not in verbs.todo_verbs:
        content = [content[-1], *content[:-1]]
    is_duty = not speech.duty.isdisjoint(opening)
    if not content or content[0] in speech.wondering or tokens[-1].norm == "?":
        return 0.0
    is_addressed = not is_duty and not speech.address.isdisjoint(opening)
    is_errand = not is_addressed and len(content) > 1 and _is_errand(language, tokens, content)
    if (is_elsewhere and not is_errand) or (words[0] in speech.asking and not is_duty):
        return 0.0
    is_verb = content[0] in verbs.todo_verbs or content[0] in verbs.last_verbs
    is_for_assistant = content[0] in verbs.assistant_verbs
    is_act = is_verb and len(content) > 1 and content[1] not in language.errands.for_speaker
    is_soft = not language.elsewhere.soft.isdisjoint(words) and not is_errand
    has_moment = bool(scene.moments_in(tokens))
    if is_act and (_has_priority(scene, tokens) or (has_moment and not (is_addressed and is_for_assistant))):
        return 0.85
    if is_soft:
        return 0.6 if has_moment and not is_addressed and content[0] in language.scales.occasions else 0.0
    if is_duty:
        return 0.85
    if is_addressed:
        return 0.0
    if is_errand or (is_act and not is_for_assistant):
        return 0.75
    if has_moment and len(content) <= 12 and speech.stating.isdisjoint(content):
        return 0.6
    return 0.65 if scene.clause(tokens).owned or len(split_things(language, tokens, ())) > 1 else 0.0


def _is_errand(language: Language, tokens: Sequence[Token], content: Sequence[str]) -> bool:
    """Whether one does this oneself, although an assistant might know the words in it."""
    errands = language.errands
    said = {token.norm for token in tokens}
    verb = content[0]
    if content[1] in errands.for_speaker:
        return False
    if verb in language.verbs.done_elsewhere and not language.elsewhere.hard.isdisjoint(said):
        return False
    if verb in errands.plain_acts:
        return content[1] not in language.joints.infinitive and errands.done_here.isdisjoint(said)
    if verb in errands.paying:
        return errands.paying_now.isdisjoint(said)
    if verb in errands.calling:
        is_named = content[1] in language.words.own and len(content) <= _SHORT
        return is_named and language.elsewhere.hard.isdisjoint(said)
    if verb in errands.writing:
        return any(word in errands.written_about for word in content[2:4])
    if verb in errands.sending:
        return errands.sent_now.isdisjoint(said) and not any(word[0].isdigit() for word in content)
    return False


#: A call said in no more words names nothing but who is called.
_SHORT = 4


def _without_tail(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without what is said behind the verb ("… mit hoher Priorität")."""
    draft = Draft(scene, "task.create")
    return fields.take_priority(draft, fields.take_tail(draft, tokens))


def _has_priority(scene: Scene, tokens: Sequence[Token]) -> bool:
    draft = Draft(scene, "task.create")
    return len(fields.take_priority(draft, tokens)) < len(tokens)
