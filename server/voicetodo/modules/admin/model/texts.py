"""Texts that admins write and people read."""

import unicodedata

from voicetodo.kit.errors import Fault


def clean_line(text: str, *, longest: int) -> str:
    """As it is kept: something, on one line. Raises Fault."""
    kept = unicodedata.normalize("NFC", text).strip()
    if not kept:
        raise Fault("Say something.", "text-missing")
    if len(kept) > longest or any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in kept):
        raise Fault(f"Must be at most {longest} characters, on one line.", "line-length")
    return kept
