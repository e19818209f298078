"""Which of the answers to a question was given."""

from collections.abc import Sequence
from typing import Final

import msgspec
from rapidfuzz import fuzz, process

from voicetodo.language.interpretation import Action
from voicetodo.modules.voice.errors import AnswerNotUnderstood
from voicetodo.modules.voice.model import Answer, Ask

_YES: Final = frozenset(
    {"yes", "yeah", "yep", "sure", "ok", "okay", "please", "yes please", "do it", "right", "go ahead"}
)
_NO: Final = frozenset({"no", "nope", "nah", "no thanks", "cancel", "never mind", "nevermind", "stop", "leave it"})
_PLACES: Final = ("first", "second", "third", "fourth", "fifth")
_CLOSE_ENOUGH: Final = 75


def chosen(question: Ask, *, option_id: str | None, text: str | None) -> tuple[Action, ...]:
    """The actions of the answer that was given; none where the answer is to leave it. Raises AnswerNotUnderstood."""
    if option_id is not None:
        for answer in question.answers:
            if answer.id == option_id:
                return answer.actions
        raise AnswerNotUnderstood
    words = " ".join((text or "").lower().replace("\u2019", "'").strip(" .,!?").split())
    if not words:
        raise AnswerNotUnderstood
    if words in _NO:
        return ()
    if question.takes_words:
        slots = msgspec.structs.replace(question.action.slots, title=(text or "").strip())
        return (msgspec.structs.replace(question.action, slots=slots),)
    return _spoken(question.answers, words).actions


def _spoken(answers: Sequence[Answer], words: str) -> Answer:
    choices = [answer for answer in answers if answer.actions]
    if words in _YES and len(choices) == 1:
        return choices[0]
    for place, name in enumerate(_PLACES):
        if place < len(choices) and words.rsplit(maxsplit=1)[-1] in {name, str(place + 1)}:
            return choices[place]
        if place < len(choices) and words.startswith(f"the {name}"):
            return choices[place]
    best = process.extractOne(words, [answer.label.lower() for answer in answers], scorer=fuzz.WRatio)
    if best is None or best[1] < _CLOSE_ENOUGH:
        raise AnswerNotUnderstood
    return answers[best[2]]
