"""How sure it is that a time was meant: "the 5th wave", "march through", "may I", "sun cream" are titles."""

from voicetodo.language.time.moments import Moment
from voicetodo.language.time.reading import Text


def weigh(text: Text, said: Moment) -> float:
    """0..1 from the words of the moment and from their neighbours."""
    score = said.strength
    if _is_named(text, said) or _is_cut_off(text, said.stop):
        return 0.2
    if said.day and (said.clock or said.part):
        return max(score, 0.9)
    if text.is_whole:
        return max(score, 0.5)
    if score < 0.9 and not said.lead:
        score = _beside_words(text, said, score)
    elif said.lead and score < 0.9 and _leads_noun(text, said):
        score *= 0.5 if text.word(said.stop).endswith(text.vocabulary.plural_endings) else 0.7
    return round(min(score, 1.0), 3)


def _is_named(text: Text, said: Moment) -> bool:
    before = said.start - 2 if text.word(said.start - 1) in {":", ".", "#"} else said.start - 1
    return text.is_number(said.start) and text.word(before) in text.vocabulary.naming


def _is_cut_off(text: Text, stop: int) -> bool:
    """Whether the word goes on: "monday.com", "fri-tastic"."""
    is_sign = text.word(stop) in {".", "-", "_", "@"} and text.is_glued(stop) and text.is_glued(stop + 1)
    follows = text.word(stop + 1)
    return is_sign and follows.isalpha() and follows not in text.vocabulary.meridiems


def _beside_words(text: Text, said: Moment, score: float) -> float:
    """A weak word before a noun is part of a name; at the end of what was said it is likelier a time."""
    if _leads_noun(text, said):
        return score if text.is_possessive(said.stop - 1) else score * 0.5
    is_last = not text.word(said.stop).isalnum()
    if is_last and said.start > 0 and said.day and said.day.span == "day" and score >= 0.3:
        return min(score + 0.25, 0.9)
    return score


def _leads_noun(text: Text, said: Moment) -> bool:
    follows = text.word(said.stop)
    if not follows or not follows.isalpha() or follows in text.vocabulary.function_words:
        return False
    return said.start > 0 or said.lead == ""
