"""Which language somebody wants to be answered in (RFC 9110, 12.5.4)."""

import re
from typing import Any, Final

from litestar import Request

from voicetodo.kit.http.answers import header

#: Longer headers are nobody's.
_LONGEST: Final = 500
_WISH: Final = re.compile(r"\s*([A-Za-z]{2,8})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*")


def language_of(request: Request[Any, Any, Any]) -> str | None:
    """The one that is accepted most, without its region: `de`. None where the client does not say, or only refuses."""
    wishes = (header(request, "accept-language") or "")[:_LONGEST].split(",")
    found = [(float(wish[2] or 1), wish[1]) for wish in map(_WISH.fullmatch, wishes) if wish is not None]
    # What weighs nothing is not acceptable (12.4.2).
    weight, language = max(found, key=lambda wish: wish[0], default=(0.0, ""))
    return language.lower() if weight > 0 else None
