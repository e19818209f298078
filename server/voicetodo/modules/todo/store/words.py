"""Words that people type, as a question PostgreSQL's full text search understands."""

import re
import unicodedata

#: Without the modifier letters: PostgreSQL's unaccent makes quotes and colons of them, which mean something in a query.
_WORD = re.compile(r"[^\W\u02b0-\u02ff]+")
MAX_WORDS = 20


def prefix_query(text: str) -> str:
    """Every word must be there, or one that begins with it. Accents are left in; empty where there is no word."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    return " & ".join(f"'{word}':*" for word in words[:MAX_WORDS])
