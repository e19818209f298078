"""Words as the engine writes them in, words as people write them out."""

import re

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"\s+", " "),
        (r"\bto[- ]?(?=(?:morrow|night|day)\b)", "to"),
        (r"\bto-(?=(?:morrow|night|day)s?\b)", "to"),
    )
)


def normalise(text: str) -> str:
    """`text` with the engine's habits taken out; doing it twice changes nothing more."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text.strip()
