"""Texts that admins write and people read."""

import unicodedata


def clean_line(text: str, *, longest: int) -> str:
    """As it is kept: something, on one line. Raises ValueError with a sentence."""
    kept = unicodedata.normalize("NFC", text).strip()
    if not kept:
        raise ValueError("Say something.")
    if len(kept) > longest or any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in kept):
        raise ValueError(f"Must be at most {longest} characters, on one line.")
    return kept
