"""What a request makes conditional: `If-Match`, `If-None-Match`, `If`, `Depth`, `Overwrite`."""

import re
from collections.abc import Mapping
from typing import Final

from voicetodo.kit.errors import Malformed, PreconditionFailed
from voicetodo.kit.http import conditions

_LIST: Final = re.compile(r"\(([^()]*)\)")
_CONDITION: Final = re.compile(r"\s*(Not\s+)?(?:<([^<>]*)>|\[\s*((?:W/)?\"[^\"]*\")\s*\])", re.IGNORECASE)
_TAGGED: Final = re.compile(r"^\s*<([^<>]*)>\s*")


def check(headers: Mapping[str, str], etag: str | None) -> None:
    """`etag` is that of what is there; None for nothing. Raises PreconditionFailed, Malformed."""
    conditions.check(etag, if_match=headers.get("if-match"), if_none_match=headers.get("if-none-match"))
    if "if" in headers:
        _check_if(headers["if"], etag)


def depth_of(headers: Mapping[str, str], *, default: str) -> str:
    """`0`, `1` or `infinity`. Raises Malformed."""
    depth = headers.get("depth", default).strip().lower()
    if depth not in {"0", "1", "infinity"}:
        raise Malformed("Depth must be 0, 1 or infinity.")
    return depth


def may_overwrite(headers: Mapping[str, str]) -> bool:
    """RFC 4918, 10.6: unless it is said otherwise. Raises Malformed."""
    overwrite = headers.get("overwrite", "T").strip().upper()
    if overwrite not in {"T", "F"}:
        raise Malformed("Overwrite must be T or F.")
    return overwrite == "T"


def _check_if(header: str, etag: str | None) -> None:
    """RFC 4918, 10.4: one of the lists must hold. Nothing is ever locked: no token is known."""
    rest = _TAGGED.sub("", header)
    lists = _LIST.findall(rest)
    if not lists or _TAGGED.sub("", _LIST.sub("", rest)).strip():
        raise Malformed("The If header cannot be read.")
    if not any(_holds(each, etag) for each in lists):
        raise PreconditionFailed


def _holds(listed: str, etag: str | None) -> bool:
    found = list(_CONDITION.finditer(listed))
    if not found or _CONDITION.sub("", listed).strip():
        raise Malformed("The If header cannot be read.")
    return all((each[3] is not None and each[3] == etag) != bool(each[1]) for each in found)
