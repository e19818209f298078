"""Where codes may be sent: exactly where their client was registered, and nowhere dangerous (RFC 9700, 2.1)."""

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

LONGEST: Final = 500
MOST: Final = 10

#: What RFC 3986 lets stand in an address, without `#`: a fragment could not carry an answer.
_CHARACTERS: Final = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+")
#: Of an app on somebody's device: a domain, backwards (RFC 8252, 7.1). None that browsers act upon has a dot.
_PRIVATE_SCHEME: Final = re.compile(r"[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+")
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})


def check_redirect_uri(text: str) -> str:
    """As it was given. Raises ValueError with a sentence."""
    if len(text) > LONGEST or not _CHARACTERS.fullmatch(text):
        raise ValueError(f"A redirect URI has at most {LONGEST} characters, and no fragment.")
    parts = _split(text)
    if parts is None or text.partition(":")[0] != parts.scheme or "@" in parts.netloc:
        raise ValueError("A redirect URI must be absolute, without a user's name.")
    if parts.scheme in {"http", "https"}:
        if not parts.hostname or (parts.scheme == "http" and parts.hostname not in {*_LOOPBACK, "localhost"}):
            raise ValueError("A redirect URI must be https, or http to the machine of the client itself (127.0.0.1).")
    elif not _PRIVATE_SCHEME.fullmatch(parts.scheme):
        raise ValueError("The scheme of an app must be the name of a domain, backwards: com.example.app:/callback")
    return text


def is_same_redirect_uri(registered: str, asked: str) -> bool:
    """Character by character, but for the port that an app on this machine only knows once it runs (RFC 8252, 7.3)."""
    if registered == asked:
        return True
    ours, theirs = _split(registered), _split(asked)
    if ours is None or theirs is None or ours.scheme != "http" or ours.hostname not in _LOOPBACK:
        return False
    return _without_port(ours) == _without_port(theirs) and asked == theirs.geturl()


def destination_of(redirect_uri: str) -> str:
    """Where it leads, in the words of whoever is asked whether they agree: a host, or the scheme of an app."""
    parts = urlsplit(redirect_uri)
    return parts.hostname or parts.scheme


def _split(text: str) -> SplitResult | None:
    """None for what cannot be taken apart."""
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _without_port(parts: SplitResult) -> tuple[str, str | None, str, str, bool]:
    return parts.scheme, parts.hostname, parts.path, parts.query, "@" in parts.netloc or bool(parts.fragment)
