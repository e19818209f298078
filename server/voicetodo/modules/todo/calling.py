"""Who is meant by a name. Pure."""

import unicodedata
from collections.abc import Mapping
from typing import Final
from uuid import UUID

#: What somebody calls themselves where they are to do it.
ME: Final = "me"


def is_me(name: str) -> bool:
    return name.casefold() == ME


def person_named(said: str, names: Mapping[UUID, str]) -> UUID | None:
    """The one who is called that, in full or by some words of their name; None where it is nobody or several.

    Case and accents do not matter. Who is called exactly that comes before those of whose name it is a part.
    """
    wanted = _words(said)
    if not wanted:
        return None
    exactly = [each for each, name in names.items() if _words(name) == wanted]
    found = exactly or [each for each, name in names.items() if is_called(said, name)]
    return found[0] if len(found) == 1 else None


def is_called(said: str, name: str) -> bool:
    """Whether every word said is one of the name."""
    wanted = _words(said)
    return bool(wanted) and set(wanted) <= set(_words(name))


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).split()
