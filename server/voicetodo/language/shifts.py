"""How far something is moved from where it is: "back by a week", "two hours later"."""

from collections.abc import Sequence
from typing import NamedTuple

from voicetodo.language.languages.tables import Amounts
from voicetodo.language.time import TimeMention
from voicetodo.language.tokens import Token


class Shift(NamedTuple):
    """A distance, earlier where negative, and the words that said it."""

    mention: TimeMention
    months: int = 0
    days: int = 0
    minutes: int = 0


def find_shift(amounts: Amounts, tokens: Sequence[Token]) -> Shift | None:
    """The first distance in a request that moves something; None where there is none."""
    words = [token.norm for token in tokens]
    verb = next((word for word in words[:8] if word in amounts.shifting), None)
    if verb is None:
        return None
    for index, word in enumerate(words):
        if word in amounts.units:
            found = _shift_at(amounts, tokens, words, index, is_pulled=verb in amounts.pulling)
            if found is not None:
                return found
    return None


def find_bare_shift(amounts: Amounts, tokens: Sequence[Token]) -> tuple[Shift, Sequence[Token]] | None:
    """A distance with its direction at the end of a text, and what stands before it ("the dentist 15 minutes later").

    Who says nothing else moves what was spoken of; before the name of anything but a task it counts from now.
    """
    said = list(tokens)
    while said and (not said[-1].is_word or said[-1].norm in amounts.ends):
        said.pop()
    words = [token.norm for token in said]
    if len(words) < _LEAST_WORDS or words[-1] not in amounts.bare or words[-2] not in amounts.units:
        return None
    # An amount at the very beginning is found behind a word that stands for nothing.
    amount, first = _amount_before(amounts, ["", *words], len(words) - 1)
    if not amount:
        return None
    kind, size = amounts.units[words[-2]]
    distance = round(amount * size) * (-1 if words[-1] in amounts.earlier else 1)
    start = said[first - 1].start
    mention = TimeMention(start, said[-1].end, "duration", value=_iso(kind, abs(distance)), score=0.95)
    return Shift(mention, **{kind: distance}), said[: first - 1]


#: How many, of what, and where to.
_LEAST_WORDS = 3


def _shift_at(
    amounts: Amounts, tokens: Sequence[Token], words: Sequence[str], unit: int, *, is_pulled: bool
) -> Shift | None:
    """The distance whose unit stands at `unit`, with the particles around it."""
    amount, first = _amount_before(amounts, words, unit)
    if amount is None:
        return None
    start = first
    while start > 1 and words[start - 1] in amounts.before and words[start - 2] not in amounts.phrasal:
        start -= 1
    last = unit
    while last + 1 < len(words) and words[last + 1] in amounts.after:
        last += 1
    after = words[last + 1] if last + 1 < len(words) else ""
    is_end = after in amounts.ends
    if not is_end or words[start - 1] in amounts.not_shifted or amount <= 0:
        return None
    said = {*words[start:first], *words[unit + 1 : last + 1]}
    is_earlier = not amounts.earlier.isdisjoint(said) or (is_pulled and amounts.back.isdisjoint(said))
    kind, size = amounts.units[words[unit]]
    distance = round(amount * size) * (-1 if is_earlier else 1)
    value = _iso(kind, abs(distance))
    mention = TimeMention(tokens[start].start, tokens[last].end, "duration", value=value, score=0.95)
    return Shift(mention, **{kind: distance})


def _amount_before(amounts: Amounts, words: Sequence[str], unit: int) -> tuple[float | None, int]:
    """How many units, and where the words for it begin."""
    for phrase, amount in amounts.amounts:
        first = unit - len(phrase)
        if first > 0 and tuple(words[first:unit]) == phrase:
            return amount, first
    if unit > 1 and words[unit - 1].isdigit() and len(words[unit - 1]) < len("10000"):
        return float(words[unit - 1]), unit - 1
    return None, unit


def _iso(kind: str, distance: int) -> str:
    return {"months": f"P{distance}M", "days": f"P{distance}D", "minutes": f"PT{distance}M"}[kind]
