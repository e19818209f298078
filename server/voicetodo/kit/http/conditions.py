"""Conditional requests (RFC 9110, section 13): `ETag`, `If-Match`, `If-None-Match`."""

import hashlib
from typing import Any

from litestar import Request

from voicetodo.kit.errors import PreconditionFailed

#: Within the quotation marks of a tag: these bytes are compressed.
_COMPRESSED = b"-gzip"


def etag_of(version: int | bytes) -> str:
    """A strong tag of one state: of its version number, or of the encoded answer itself."""
    if isinstance(version, int):
        return f'"{version}"'
    return f'"{hashlib.sha256(version).hexdigest()[:24]}"'


def check_if_match(request: Request[Any, Any, Any], etag: str) -> None:
    """Refuse to write over a state the client has not seen. Without `If-Match` there is nothing to check.

    Raises PreconditionFailed.
    """
    wanted = request.headers.get("if-match")
    if wanted is not None and not _names(wanted, etag, weak=False):
        raise PreconditionFailed(headers={"ETag": etag})


def is_fresh(if_none_match: str | None, etag: str) -> bool:
    """The client holds this state already."""
    return if_none_match is not None and _names(if_none_match, etag, weak=True)


def etag_compressed(etag: bytes) -> bytes:
    """The tag of the same state in other bytes: a strong one of its own, which `If-Match` may name all the same."""
    return etag[:-1] + _COMPRESSED + b'"' if etag.startswith(b'"') else etag


def _names(header: str, etag: str, *, weak: bool) -> bool:
    if header.strip() == "*":
        return True
    tags = (tag.strip().replace(_COMPRESSED.decode() + '"', '"') for tag in header.split(","))
    return any((tag.removeprefix("W/") if weak else tag) == etag for tag in tags)
