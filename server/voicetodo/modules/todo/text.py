"""What may stand in a line and in a text."""

import re

from voicetodo.kit.errors import Fault

_NOT_IN_LINES = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_TEXTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class TextError(Fault):
    """The sentence says what is wrong with it."""


def line(text: str, *, most: int) -> str:
    """One line without blanks around it, of 1 to `most` characters and no control characters. Raises TextError."""
    text = text.strip()
    if not text:
        raise TextError("Must not be empty.", "text-missing")
    if len(text) > most:
        raise TextError(f"May have at most {most:,} characters; this has {len(text):,}.", "text-length")
    if _NOT_IN_LINES.search(text):
        raise TextError("Must not contain line breaks or other control characters.", "characters-refused")
    return text


def paragraphs(text: str, *, most: int) -> str:
    """Any text up to `most` characters; of the control characters only tabs and line breaks. Raises TextError."""
    if len(text) > most:
        raise TextError(f"May have at most {most:,} characters; this has {len(text):,}.", "text-length")
    if _NOT_IN_TEXTS.search(text):
        sentence = "Must not contain control characters other than tabs and line breaks."
        raise TextError(sentence, "characters-refused")
    return text
