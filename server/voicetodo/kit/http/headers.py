"""Headers on every answer, and who may call from another origin."""

from collections.abc import Sequence
from functools import lru_cache

HeaderList = list[tuple[bytes, bytes]]

#: The API's own answers are never rendered; the web app's pages bring their own, wider policy.
API_POLICY = b"default-src 'none'; frame-ancestors 'none'"

SECURITY: HeaderList = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"microphone=(self), camera=(), geolocation=()"),
]
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")

_METHODS = b"GET, POST, PUT, PATCH, DELETE"
_ALLOWED = b"authorization, content-type, idempotency-key, if-match, if-none-match, traceparent, x-client, x-request-id"
_EXPOSED = b"etag, location, ratelimit, ratelimit-policy, retry-after, x-request-id, idempotency-replayed"


def accepts_gzip(accept_encoding: bytes) -> bool:
    return accepts_coding(accept_encoding, b"gzip")


@lru_cache(maxsize=256)
def accepts_coding(accept_encoding: bytes, coding: bytes) -> bool:
    """Whether the client takes it (RFC 9110, 12.5.3): named, or under `*`, and not with a weight of nothing."""
    weights: dict[bytes, bytes] = {}
    for part in accept_encoding.lower().split(b","):
        named, _, weight = part.partition(b";")
        weights[named.strip()] = weight.strip().removeprefix(b"q=")
    weight = weights.get(coding, weights.get(b"*", b"0"))
    return weight.strip(b"0.") != b"" or weight == b""


class Cors:
    """Only the origins that were named may read our answers; none by default."""

    def __init__(self, origins: Sequence[str]) -> None:
        self._origins = {origin.rstrip("/").encode() for origin in origins}

    def headers(self, origin: bytes | None) -> HeaderList:
        """What to add to an answer for a request from `origin`; nothing for a stranger."""
        if origin is None or origin not in self._origins:
            return []
        return [
            (b"access-control-allow-origin", origin),
            (b"access-control-allow-credentials", b"true"),
            (b"access-control-expose-headers", _EXPOSED),
            (b"vary", b"origin"),
        ]

    def preflight(self, origin: bytes) -> HeaderList:
        """The answer to a browser that asks before it sends."""
        granted = self.headers(origin)
        if not granted:
            return []
        return [
            *granted,
            (b"access-control-allow-methods", _METHODS),
            (b"access-control-allow-headers", _ALLOWED),
            (b"access-control-max-age", b"7200"),
        ]
