"""What a password is, and what one must be that somebody chooses: long, and about nothing that is known of them.

Length counts, not composition (NIST SP 800-63B, 3.1.1.2): there is no rule for capitals, digits or signs.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from voicetodo.kit.errors import Fault
from voicetodo.modules.auth.model.characters import storable

SHORTEST_NEW_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 128

_PRODUCT: Final = ("voicetodo", "voice", "todo")
#: Shorter words stand in other words by chance.
_SHORTEST_WORD: Final = 4
#: So many letters and digits must remain once all that is known was taken out.
_FEWEST_OF_ITS_OWN: Final = 6
_FEWEST_DIFFERENT: Final = 5


def clean_password(text: str) -> str:
    """Any characters may stand in a password; they are brought to one spelling (NIST SP 800-63B: NFKC).

    Raises ValueError with a sentence.
    """
    password = unicodedata.normalize("NFKC", storable(text))
    if not 1 <= len(password) <= LONGEST_PASSWORD:
        raise Fault(f"A password has at most {LONGEST_PASSWORD} characters.", "password-length")
    return password


def clean_new_password(text: str, *, email: str, name: str) -> str:
    """One that whoever has this address and name may choose. Raises ValueError with a sentence."""
    password = unicodedata.normalize("NFKC", storable(text))
    if not SHORTEST_NEW_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Fault(
            f"A password has {SHORTEST_NEW_PASSWORD} to {LONGEST_PASSWORD} characters; a few words in a row do well.",
            "password-length",
        )
    if len(set(password)) < _FEWEST_DIFFERENT:
        raise Fault("This repeats the same few characters. Choose a few words in a row instead.", "password-repeats")
    left = password.casefold()
    for word in _known_words(email, name):
        left = left.replace(word, "")
    if sum(character.isalnum() for character in left) < _FEWEST_OF_ITS_OWN:
        sentence = "This is made of your address, your name or ours. Choose words that say nothing of you."
        raise Fault(sentence, "password-about-you")
    return password


def is_nobodys(stored: str) -> bool:
    """Whether this is the hash of no password: its owner signs in otherwise, or sets one by a link from a letter."""
    return stored.rpartition("$")[2].strip("A") == ""


def _known_words(email: str, name: str) -> Iterator[str]:
    """The longest first, so that the whole of an address goes before its parts."""
    local, _, domain = email.strip().casefold().partition("@")
    words = {local, domain, *_PRODUCT, *re.split(r"[\W_]+", f"{local} {domain} {name.casefold()}")}
    yield from sorted((word for word in words if len(word) >= _SHORTEST_WORD), key=len, reverse=True)
