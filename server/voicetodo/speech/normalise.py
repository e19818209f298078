"""Words as the engine writes them in, words as people write them out."""

import re

SHORT_SECONDS = 1.2
"""Below this the engine tends to write what was said once two times."""

_NUMBER = (
    r"(?:\d+(?:[:.]\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|o'clock)"
)

_HALF_OF_DAY = re.compile(rf"\b({_NUMBER})[ -]?([ap])\.?[ -]?m\b\.*", re.IGNORECASE)

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"\[[^\]]*\]|\([^)]*\)|\*[^*]*\*", " "),  # [music], (laughs), *sighs*
        (r"[♩♪♫♬🎵🎶]", " "),
        ("[\u2018\u2019]", "'"),
        ("[\u201c\u201d]", '"'),
        (r"\s+", " "),
        (r" (?=[,.;:!?])", ""),
        (r"\b(to)[- ](?=(?:morrow|night)s?\b)", r"\1"),
        (r"\b(to)-(?=day\b)", r"\1"),
        (r"\bo'? clock\b", "o'clock"),
        (r"(?<!\.)\.\.(?!\.)|\.{3,}|…", "."),
        (r"([,;:!?])[,;:]+", r"\1"),
        (r"[\s,;:\u2013\u2014-]+$", ""),
        (r"^[\s,.;:!?\u2013\u2014-]+", ""),
    )
)


def normalise(text: str, *, seconds: float = 60.0) -> str:
    """`text` without the engine's habits, beginning with a capital; text without any word becomes empty.

    `seconds` is how long the speech lasted: what a short recording says twice in a row was said once.
    """
    text = _HALF_OF_DAY.sub(lambda found: f"{found[1]} {found[2].lower()}.m.", text)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    if not any(character.isalnum() for character in text):
        return ""
    if seconds < SHORT_SECONDS:
        text = _said_once(text)
    return text[:1].upper() + text[1:]


def _said_once(text: str) -> str:
    """The first half of a text whose halves say the same."""
    words = text.split()
    half = len(words) // 2
    if half and len(words) % 2 == 0 and _bare(words[:half]) == _bare(words[half:]):
        return " ".join(words[:half]).rstrip(",;:")
    return text


def _bare(words: list[str]) -> list[str]:
    return [re.sub(r"\W", "", word).lower() for word in words]
