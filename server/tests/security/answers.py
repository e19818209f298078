"""Answers compared: what two of them tell beyond the ids that were sent and the moments they were given."""

import re
from typing import Final

import httpx

from tests.security.scene import SECRET

_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
#: What tells one request or one new thing from the next.
_NEXT: Final = re.compile(
    r'"(request_id|position|sync_token|next_cursor)":"[^"]*"|"(place|seq)":\d+|"\w+_ms":[\d.]+| copy( \d+)?'
)
#: Headers that say something of the moment, of the request or of a budget, and nothing of what was asked for.
_PASSING: Final = frozenset({"x-request-id", "date", "ratelimit", "etag", "content-length", "location"})


def told(answer: httpx.Response) -> tuple[int, str, dict[str, str]]:
    """Everything somebody can tell two answers apart by."""
    headers = {name: value for name, value in answer.headers.items() if name not in _PASSING}
    return answer.status_code, plain(answer.text), headers


def plain(text: str) -> str:
    """Without ids, moments and what comes after the one before."""
    return _NEXT.sub("", _MOMENT.sub("MOMENT", _ID.sub("ID", text)))


def tells_secret(answer: httpx.Response, *asked: str) -> bool:
    """Whether it holds Alice's word, beyond what was asked for with it."""
    text = answer.text.lower()
    for each in asked:
        text = text.replace(each.lower(), "")
    return SECRET in text
