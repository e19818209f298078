"""Words that people type, as a question PostgreSQL's full text search understands."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
MAX_WORDS = 20


def prefix_query(text: str) -> str:
    """Every word must be there, or one that begins with it. Empty where there is no word."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    return " & ".join(f"'{word}':*" for word in words[:MAX_WORDS])
