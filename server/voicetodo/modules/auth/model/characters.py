"""Which characters may be kept."""


def storable(text: str) -> str:
    """Text that can be stored: neither NUL nor half a character. Raises ValueError with a sentence."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("This contains characters that are none.")
    return text
