"""What a program says of itself, in words of ours: letters repeat nothing that a stranger could have written."""

from typing import Final

#: The first that is found counts: nearly all of them call themselves what came before them, too.
_PROGRAMS: Final = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("python-httpx/", ""),
)
#: A program that is not known, the command line, and both of a program and its system.
_ENGLISH: Final = ("a program we do not know", "the command line", "{} on {}")
_WORDS: Final[dict[str | None, tuple[str, str, str]]] = {
    "en": _ENGLISH,
    "de": ("ein unbekanntes Programm", "die Kommandozeile", "{} unter {}"),
}
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def described(user_agent: str, *, language: str | None = None) -> str:
    """Such as “Firefox on Linux”; in English where the language is not known, or not spoken."""
    unknown, command_line, together = _WORDS.get(language, _ENGLISH)
    program = next((name or command_line for mark, name in _PROGRAMS if mark in user_agent), unknown)
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), None)
    return program if system is None else together.format(program, system)
