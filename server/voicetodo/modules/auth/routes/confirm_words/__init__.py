"""The words of the pages behind the links of letters."""

from typing import Final

from voicetodo.modules.auth.routes.confirm_words.english import ENGLISH
from voicetodo.modules.auth.routes.confirm_words.german import GERMAN
from voicetodo.modules.auth.routes.confirm_words.words import Asking, Told, Words

__all__ = ["Asking", "Told", "Words", "words_in"]

_LANGUAGES: Final[dict[str | None, Words]] = {each.language: each for each in (ENGLISH, GERMAN)}


def words_in(language: str | None) -> Words:
    """In English where it is not known, or not spoken."""
    return _LANGUAGES.get(language, ENGLISH)
