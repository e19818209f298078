"""What handlers read and return. A value is encoded once, here, and travels on as bytes."""

import math
from collections.abc import Mapping
from typing import Any, TypeVar, cast

import msgspec
from litestar import Request, Response
from litestar.enums import MediaType

from voicetodo.kit.caller import Caller
from voicetodo.kit.errors import Unauthenticated

T = TypeVar("T")
AnyRequest = Request[Any, Any, Any]

_encoder = msgspec.json.Encoder()

#: Set in the scope by `json(cacheable=True)`, read by the edge: for how many seconds.
CACHEABLE = "voicetodo.cacheable"


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Base of every request body: a field nobody knows is refused, not ignored."""


class Encoded(Response[T]):
    """JSON that is bytes already. Made for every answer, so it is made without looking at what is never given."""

    def __init__(self, content: bytes, *, status: int, headers: Mapping[str, str]) -> None:
        self.content = cast("T", content)
        self.status_code = status
        self.headers = dict(headers)
        self.media_type = MediaType.JSON
        self.encoding = "utf-8"
        self.background = None
        self.cookies = []
        self.response_type_encoders = {}


def json(
    value: T,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    request: AnyRequest | None = None,
    cacheable: bool = False,
    good_for_seconds: float = math.inf,
) -> Response[T]:
    """Answer with `value` as JSON. Bytes and `msgspec.Raw` are taken as JSON already.

    `cacheable` (with `request`) says that the answer depends on nothing but the caller's own stored data and, after
    `good_for_seconds`, on the time of day: so long it may be given again, as it is, until the caller's version moves.
    With an ETag it is also what `If-None-Match` is answered by, for which the edge sees.
    """
    if cacheable and request is not None:
        cast("dict[str, Any]", request.scope)[CACHEABLE] = good_for_seconds
    content = value if isinstance(value, bytes) else _encoder.encode(value)
    return Encoded(content, status=status, headers=headers or {})


def no_content(*, headers: Mapping[str, str] | None = None) -> Response[None]:
    """204, and nothing else."""
    return Response(content=None, status_code=204, headers=dict(headers or {}))


def caller(request: AnyRequest) -> Caller:
    """Who asks. A handler that does not call this is public. Raises Unauthenticated."""
    found = cast("Caller | None", request.scope.get("user"))  # pyright: ignore[reportUnknownMemberType] - a scope may hold anything
    if found is None:
        raise Unauthenticated(headers={"WWW-Authenticate": "Bearer"})
    return found


def header(request: AnyRequest, name: str) -> str | None:
    """The first header of this name, in small letters. `request.headers` would read all of them into a dictionary."""
    wanted = name.encode("latin-1")
    return next((value.decode("latin-1") for key, value in request.scope["headers"] if key == wanted), None)


def of(request: AnyRequest, kind: type[T]) -> T:
    """The service of this type that was provided to the host."""
    return cast("T", request.app.state["services"][kind])
