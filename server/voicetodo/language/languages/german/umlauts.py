"""Words with ä, ö, ü and ß as people write them where they have no such keys: "naechste", "fuer", "dreissig"."""

from collections.abc import Iterable

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def spellings_of(words: Iterable[str]) -> dict[str, str]:
    """The other spelling → the word, for each that has one."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.translate(_SPELT), word)
        found.setdefault(word.replace("ß", "ss"), word)
    return {spelt: word for spelt, word in found.items() if spelt != word}
