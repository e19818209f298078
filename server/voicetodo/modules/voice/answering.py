"""Which of the answers to a question was given."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec
from rapidfuzz import fuzz, process

from voicetodo.language import interpret
from voicetodo.language.interpretation import Action, Interpretation
from voicetodo.modules.voice.days import Said, the_day
from voicetodo.modules.voice.errors import AnswerNotUnderstood
from voicetodo.modules.voice.model import Answer, Ask

_YES: Final = frozenset(
    {"yes", "yeah", "yep", "yup", "sure", "ok", "okay", "please", "right", "correct", "exactly", "of course"}
    | {"ja", "jawohl", "jo", "klar", "gern", "gerne", "bitte", "richtig", "genau", "mach das", "mach es", "natürlich"}
    | {"do it", "do that", "make it", "go ahead", "go on", "i do", "definitely", "absolutely"}
)
_NO: Final = frozenset(
    {"no", "nope", "nah", "stop", "do not", "don't", "neither", "none", "none of them", "leave it"}
    | {"nein", "nee", "nö", "doch nicht", "lass es", "lass das", "keine", "keine davon", "vergiss es", "abbrechen"}
    | {"cancel", "cancel it", "cancel that", "never mind", "nevermind", "forget it"}
)
#: Said around an answer, and no part of it.
_AROUND: Final = frozenset(
    {"please", "thanks", "thank", "you", "the", "number", "option", "um", "uh", "oh", "well"}
) | frozenset({"danke", "bitte", "nummer", "die", "der", "das", "äh", "ähm", "ach", "also"})
_PLACES: Final = (
    frozenset({"first", "one", "1", "1st", "erste", "ersten", "eins"}),
    frozenset({"second", "two", "2", "2nd", "zweite", "zweiten", "zwei"}),
    frozenset({"third", "three", "3", "3rd", "dritte", "dritten", "drei"}),
    frozenset({"fourth", "four", "4", "4th", "vierte", "vierten", "vier"}),
    frozenset({"fifth", "five", "5", "5th", "fünfte", "fünften", "fünf"}),
)
#: Said to point at an answer, whatever it is.
_LINKS: Final = frozenset({"one", "for", "on", "in", "from", "at", "due", "my", "list", "it", "that"}) | frozenset(
    {"für", "auf", "in", "von", "am", "um", "mit", "fällig", "meine", "liste", "den", "dem"}
)
_WORD: Final = re.compile(r"[\w']+")
_CLOSE_ENOUGH: Final = 75
#: Longer sentences are never taken for an answer when nobody said that they are one.
_MOST_WORDS: Final = 8


def given(question: Ask, said: Said, *, option_id: str | None) -> tuple[Action, ...]:
    """What was answered: an option that was pressed, or else what was said. Raises AnswerNotUnderstood."""
    return spoken(question, said) if option_id is None else chosen(question, option_id=option_id)


def chosen(question: Ask, *, option_id: str) -> tuple[Action, ...]:
    """The actions of an option; none where it is to leave everything. Raises AnswerNotUnderstood."""
    for answer in question.answers:
        if answer.id == option_id:
            return answer.actions
    raise AnswerNotUnderstood


def spoken(question: Ask, said: Said) -> tuple[Action, ...]:
    """The actions that words mean as an answer; none for a no. Raises AnswerNotUnderstood."""
    words = _plain(said.text)
    if words in _NO:
        return ()
    answer = _plainly_meant(question.answers, words, said)
    if answer is not None:
        return answer.actions
    if question.takes_words and words:
        return _filled(question.action, said)
    best = process.extractOne(words, [answer.label.lower() for answer in question.answers], scorer=fuzz.WRatio)
    if not words or best is None or best[1] < _CLOSE_ENOUGH:
        raise AnswerNotUnderstood
    return question.answers[best[2]].actions


def may_answer(text: str) -> bool:
    """Whether words are short enough to be looked at as an answer."""
    return len(text.split()) <= _MOST_WORDS


def is_answer(question: Ask, said: Said, interpretation: Interpretation) -> bool:
    """Whether words said by themselves answer this rather than ask for something new."""
    words = _plain(said.text)
    if words in _NO or _plainly_meant(question.answers, words, said) is not None:
        return True
    intents = {action.intent for action in interpretation.actions}
    return question.takes_words and intents <= {"other", "task.create"}


def _plainly_meant(answers: Sequence[Answer], words: str, said: Said) -> Answer | None:
    """The answer that is named word for word, by its day or place, by words that only its label has, or by a yes."""
    choices = [answer for answer in answers if answer.actions]
    if words in _YES:
        return next((answer for answer in choices if answer.is_yes), None)
    for answer in answers:
        if words == _plain(answer.label):
            return answer
    if (answer := the_day(choices, said)) is not None:
        return answer
    place = words.removesuffix(" one").strip()
    for names, answer in zip(_PLACES, choices, strict=False):
        if place in names:
            return answer
    return choices[-1] if place in {"last", "letzte", "letzten"} else _told_apart(choices, words)


def _told_apart(choices: Sequence[Answer], words: str) -> Answer | None:
    """The only one whose label has all that was said: "the one for tomorrow"."""
    said = {word for word in words.split() if word not in _LINKS}
    fitting = [answer for answer in choices if said <= set(_WORD.findall(answer.label.lower()))]
    return fitting[0] if said and len(fitting) == 1 else None


def _filled(asked: Action, said: Said) -> tuple[Action, ...]:
    """What was asked for, with what the words say; they may name several tasks and their days."""
    text = said.text
    for words in (text, f"add {text}", f"{text} hinzufügen"):
        actions = interpret(words, said.at, said.timezone, said.known).actions
        if all(action.intent == "task.create" and action.slots.title for action in actions):
            return tuple(_joined(asked, action) for action in actions)
    title = text.strip()
    slots = msgspec.structs.replace(asked.slots, title=title[:1].upper() + title[1:])
    return (msgspec.structs.replace(asked, slots=slots),)


def _joined(asked: Action, answered: Action) -> Action:
    """Every slot of the answer, and those of the question that the answer says nothing of."""
    said = msgspec.structs.asdict(answered.slots)
    before = msgspec.structs.asdict(asked.slots)
    if answered.slots.list is not None:  # which one it is, is told by the answer as well
        before |= {"list_match": None, "section": None, "section_match": None}
    slots = {name: value or before[name] for name, value in said.items()}
    return msgspec.structs.replace(asked, slots=msgspec.structs.replace(asked.slots, **slots))


def _plain(text: str) -> str:
    """Lower case, without punctuation and without what is only said around an answer."""
    words = text.lower().replace("\u2019", "'").replace(",", " ").strip(" .!?").split()
    told = [word for word in words if word not in _AROUND]
    return " ".join(told or words)
