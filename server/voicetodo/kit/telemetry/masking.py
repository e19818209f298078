"""Personal data does not reach the logs: known keys are replaced whole, and addresses and tokens inside text too."""

import re
from collections.abc import Mapping
from typing import Any, cast

#: Values under these keys are never written.
SECRET_KEYS = frozenset(
    {
        "access_token",
        "authorization",
        "body",
        "code",
        "comment",
        "cookie",
        "email",
        "file_name",
        "filename",
        "name",
        "notes",
        "password",
        "query",
        "refresh_token",
        "secret",
        "set-cookie",
        "text",
        "title",
        "token",
        "transcript",
        "user_agent",
        "words",
    }
)
_MASK = "•••"
# Bounded repetitions, so that no line can make the search slow.
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TOKEN = re.compile(r"\b(?:eyJ[\w-]{8,4096}\.[\w-]{1,4096}\.[\w-]{1,4096}|vtp_\w{8,64})")


def masked(value: Any) -> Any:
    """The same value, fit to be written down."""
    if isinstance(value, str):
        return _TOKEN.sub(_MASK, _ADDRESS.sub(_MASK, value))
    if isinstance(value, Mapping):
        fields = cast("Mapping[Any, Any]", value)
        return {key: _MASK if str(key).lower() in SECRET_KEYS else masked(item) for key, item in fields.items()}
    if isinstance(value, list | tuple):
        return [masked(item) for item in cast("list[Any]", value)]
    return value
