"""What a program says of itself, in words of ours: letters repeat nothing that a stranger could have written."""

from typing import Final

#: The first that is found counts: nearly all of them call themselves what came before them, too.
_PROGRAMS: Final = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("python-httpx/", "the command line"),
)
_SYSTEMS: Final = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def described(user_agent: str) -> str:
    """Such as “Firefox on Linux”."""
    program = next((name for mark, name in _PROGRAMS if mark in user_agent), "a program we do not know")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), None)
    return program if system is None else f"{program} on {system}"
