"""Kölner Phonetik (Hans Joachim Postel, 1969): German words that sound alike have the same digits."""

_CODES: dict[str, str] = {
    **dict.fromkeys("aeijouyäöü", "0"), "b": "1", "p": "1", "d": "2", "t": "2", **dict.fromkeys("fvw", "3"),
    **dict.fromkeys("gkq", "4"), "l": "5", **dict.fromkeys("mn", "6"), "r": "7", **dict.fromkeys("szß", "8"),
}  # fmt: skip
_HARD_AFTER = frozenset("ahkoqux")
_HARD_FIRST = _HARD_AFTER | frozenset("lr")


def cologne(word: str) -> str:
    """The digits of `word`: vowels count at its beginning only, and a sound said twice counts once."""
    letters = [letter for letter in word.lower() if letter.isalpha()]
    said = ""
    for index, letter in enumerate(letters):
        before = letters[index - 1] if index else ""
        after = letters[index + 1] if index + 1 < len(letters) else ""
        code = _code(letter, before, after)
        if code and said[-1:] != code[:1]:
            said += code
        elif not code:
            continue
    return said[:1] + said[1:].replace("0", "")


def _code(letter: str, before: str, after: str) -> str:
    """The digits of one letter between its neighbours."""
    if letter == "p" and after == "h":
        return "3"
    if letter in "dt" and after and after in "csz":
        return "8"
    if letter == "x":
        return "8" if before and before in "ckq" else "48"
    if letter == "c":
        is_hard = after in (_HARD_AFTER if before else _HARD_FIRST) if after else False
        return "4" if is_hard and not (before and before in "sz") else "8"
    return _CODES.get(letter, "")
