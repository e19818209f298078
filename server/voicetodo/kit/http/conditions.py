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


def check(etag: str | None, *, if_match: str | None, if_none_match: str | None = None) -> None:
    """Refuse to write over a state the client has not seen. `etag` is that of what is there, None where nothing is.

    Raises PreconditionFailed.
    """
    is_met = if_match is None or (etag is not None and _names(if_match, etag, weak=False))
    if not is_met or (etag is not None and is_fresh(if_none_match, etag)):
        raise PreconditionFailed(headers={} if etag is None else {"ETag": etag})


def check_if_match(request: Request[Any, Any, Any], etag: str) -> None:
    """The same for a request. Without `If-Match` there is nothing to check. Raises PreconditionFailed."""
    check(etag, if_match=request.headers.get("if-match"))


def is_fresh(if_none_match: str | None, etag: str) -> bool:
    """The client holds this state already."""
    return if_none_match is not None and _names(if_none_match, etag, weak=True)


def etag_held(if_none_match: bytes, etag: bytes) -> bytes:
    """The tag under which a client that holds this state knows it: of the bytes as they are, or compressed."""
    compressed = etag_compressed(etag)
    return compressed if compressed in if_none_match else etag


def etag_compressed(etag: bytes) -> bytes:
    """The tag of the same state in other bytes: a strong one of its own, which `If-Match` may name all the same."""
    return etag[:-1] + _COMPRESSED + b'"' if etag.startswith(b'"') else etag


def _names(header: str, etag: str, *, weak: bool) -> bool:
    if header.strip() == "*":
        return True
    tags = (tag.strip().replace(_COMPRESSED.decode() + '"', '"') for tag in header.split(","))
    return any((tag.removeprefix("W/") if weak else tag) == etag for tag in tags)
