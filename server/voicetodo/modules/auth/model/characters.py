"""Which characters may be kept."""

from voicetodo.kit.errors import Fault


def storable(text: str) -> str:
    """Text that can be stored: neither NUL nor half a character. Raises ValueError with a sentence."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise Fault("This contains characters that are none.", "characters-refused")
    return text
