"""Numbers as they are written and spoken: `23`, "twenty three", "twenty-third", "two thousand and eighteen", `2.5`."""

from voicetodo.language.time.reading import Text

Found = tuple[int, int]
"""A value and the word index after it."""

_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def cardinal(text: Text, at: int) -> Found | None:
    """0..9999 in digits, or 0..99 in words."""
    if text.is_number(at):
        return (int(text.word(at)), at + 1) if len(text.word(at)) <= 6 else None
    return spoken(text, at)


def spoken(text: Text, at: int) -> Found | None:
    """0..99 in words; a hyphen may stand between tens and ones."""
    vocabulary = text.vocabulary
    cardinals = vocabulary.cardinals
    value = cardinals.get(text.word(at))
    if value is None:
        return None
    if value >= 20 and vocabulary.tens_first:
        ones_at = at + 2 if text.word(at + 1) == "-" else at + 1
        ones = cardinals.get(text.word(ones_at), 0)
        if 1 <= ones <= 9:
            return value + ones, ones_at + 1
    return value, at + 1


def ordinal(text: Text, at: int) -> Found | None:
    """`3rd`, "third", "twenty-third"."""
    vocabulary = text.vocabulary
    if text.is_number(at):
        if text.word(at + 1) == "." and not _is_dotted(text, at):
            return None
        if (
            text.word(at + 1) in vocabulary.ordinal_suffixes
            and len(text.word(at)) <= 3
            and (text.is_glued(at + 1) or text.word(at + 1) not in vocabulary.glued_suffixes)
        ):
            return int(text.word(at)), at + 2
        return None
    word = text.word(at)
    if word in vocabulary.ordinals:
        return vocabulary.ordinals[word], at + 1
    tens = vocabulary.cardinals.get(word, 0) if vocabulary.tens_first else 0
    if tens >= 20:
        ones_at = at + 2 if text.word(at + 1) == "-" else at + 1
        ones = vocabulary.ordinals.get(text.word(ones_at), 0)
        if 1 <= ones <= 9:
            return tens + ones, ones_at + 1
    return None


def _is_dotted(text: Text, at: int) -> bool:
    """Whether the number before a full stop is an ordinal ("am 3.", "3. Mai") and ends no sentence ("um 3.")."""
    vocabulary = text.vocabulary
    before, after = text.word(at - 1), text.word(at + 2)
    if (
        before in vocabulary.the
        or before in vocabulary.on
        or before in vocabulary.and_
        or before in vocabulary.every
        or before in vocabulary.from_
    ):
        return True
    if vocabulary.deadline.find(text.words, at - 1) and at:
        return True
    return after != "" and (
        after in vocabulary.months
        or after in vocabulary.of
        or after in vocabulary.and_
        or after in vocabulary.every
        or after in vocabulary.weekday_word
        or after in vocabulary.quarters
    )


def quantity(text: Text, at: int) -> tuple[float, int] | None:
    """An amount: digits with decimals or a fraction, words, "a couple of", and "and a half" after any of them."""
    vocabulary = text.vocabulary
    vague = vocabulary.vague_amounts.find(text.words, at)
    if vague:
        return vague
    if text.word(at) in vocabulary.fractions:
        return vocabulary.fractions[text.word(at)], at + 1
    found = _decimal(text, at) or _long_spoken(text, at)
    return _with_half(text, *found) if found else None


def _decimal(text: Text, at: int) -> tuple[float, int] | None:
    if text.word(at) in _FRACTIONS:
        return _FRACTIONS[text.word(at)], at + 1
    if not text.is_number(at) or len(text.word(at)) > 6:
        return None
    whole, sign = int(text.word(at)), text.word(at + 1)
    if text.is_glued(at + 1) and text.is_glued(at + 2) and text.is_number(at + 2) and len(text.word(at + 2)) <= 3:
        if sign == ".":
            return float(f"{whole}.{text.word(at + 2)}"), at + 3
        if sign == "/" and int(text.word(at + 2)):
            return whole / int(text.word(at + 2)), at + 3
    if sign in _FRACTIONS:
        return whole + _FRACTIONS[sign], at + 2
    if text.is_number(at + 1) and not text.is_glued(at + 1) and text.word(at + 2) == "/" and text.is_glued(at + 2):
        part = _decimal(text, at + 1)
        return (whole + part[0], part[1]) if part and part[0] < 1 else (whole, at + 1)
    return whole, at + 1


def _long_spoken(text: Text, at: int) -> tuple[float, int] | None:
    vocabulary = text.vocabulary
    found = spoken(text, at)
    if found and found[0] >= 20 and found[0] % 10 == 0 and text.word(found[1]) in vocabulary.and_:
        ones = vocabulary.cardinals.get(text.word(found[1] + 1), 0)
        if 1 <= ones <= 9:
            return found[0] + ones, found[1] + 2
    if text.word(at) in vocabulary.articles and text.word(at + 1) == vocabulary.hundred:
        return 100, at + 2
    if found and 1 <= found[0] <= 9 and text.word(found[1]) == vocabulary.hundred:
        rest = spoken(text, text.skip(found[1] + 1, vocabulary.and_))
        return (found[0] * 100 + rest[0], rest[1]) if rest else (found[0] * 100, found[1] + 1)
    return found


def _with_half(text: Text, value: float, stop: int) -> tuple[float, int]:
    vocabulary = text.vocabulary
    if text.word(stop) in vocabulary.and_:
        after = text.skip(stop + 1, vocabulary.articles)
        if after > stop + 1 and text.word(after) in vocabulary.half:
            return value + 0.5, after + 1
    return value, stop


def year(text: Text, at: int) -> Found | None:
    """`2018`, `'27`, "twenty twenty seven", "two thousand and eighteen", "nineteen ninety nine"."""
    word = text.word(at)
    if text.is_number(at):
        return (int(word), at + 1) if len(word) == 4 and 1900 <= int(word) <= 2199 else None
    if word in {"'", "\u2019"} and text.is_number(at + 1) and len(text.word(at + 1)) == 2 and text.is_glued(at + 1):
        return full_year(int(text.word(at + 1))), at + 2
    first = spoken(text, at)
    return _spoken_year(text, first) if first else None


def _spoken_year(text: Text, first: Found) -> Found | None:
    vocabulary = text.vocabulary
    if text.word(first[1]) == vocabulary.thousand and first[0] == 2:
        rest = spoken(text, text.skip(first[1] + 1, vocabulary.and_))
        return (2000 + rest[0], rest[1]) if rest else (2000, first[1] + 1)
    if first[0] in (19, 20, 21):
        rest = spoken(text, first[1])
        if rest and 10 <= rest[0] <= 99:
            return first[0] * 100 + rest[0], rest[1]
    return None


def full_year(short: int) -> int:
    """The year two digits mean: 00..68 are 2000s, 69..99 are 1900s (POSIX `%y`)."""
    return short if short >= 100 else short + (2000 if short < 69 else 1900)
