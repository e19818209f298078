"""The words of our letters. They repeat nothing that a stranger could have written, and link to us alone."""

from typing import Final

from voicetodo.modules.auth.service.letters import english, german
from voicetodo.modules.auth.service.letters.letter import Letter, Letters

__all__ = ["Letter", "Letters", "letters_in"]

_LANGUAGES: Final[dict[str | None, Letters]] = {"en": english, "de": german}


def letters_in(language: str | None) -> Letters:
    """In English where it is not known, or not spoken."""
    return _LANGUAGES.get(language, english)
