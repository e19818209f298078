"""Words that people type, as a question PostgreSQL's full text search understands."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
MAX_WORDS = 20


def prefix_query(text: str) -> str:
    """Every word must be there, or one that begins with it. Accents do not count. Empty where there is no word."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " & ".join(f"'{word}':*" for word in _WORD.findall(plain)[:MAX_WORDS])
