"""Problem details for HTTP APIs (RFC 9457)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from litestar.openapi.datastructures import ResponseSpec

from voicetodo.kit.errors import (
    DomainError,
    FieldError,
    Invalid,
    Malformed,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    UnsupportedMedia,
)

PROBLEM_JSON = "application/problem+json"

_encoder = msgspec.json.Encoder()
#: How msgspec tells of fields that are missing or unknown, without their place.
_INNER = re.compile("Object (missing required|contains unknown) field `(.+)`")
#: And of texts of another length than they may have.
_LENGTHS = {"Expected `str` of length <=": "text-length", "Expected `str` of length >= 1": "text-missing"}
_SENTENCES = {"missing required": "This field must be given.", "contains unknown": "There is no such field here."}
# Any route may answer with these: they are given before or around the handler.
_EVERYWHERE = (Malformed, Unauthenticated, TooLarge, UnsupportedMedia, Invalid, TooMany, Unavailable)


class Problem(msgspec.Struct, omit_defaults=True):
    """What went wrong. `type` is stable and may be branched on; `detail` is a sentence for a person."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str | None = None
    errors: tuple[FieldError, ...] = ()


def encode_problem(error: DomainError, request_id: str | None) -> bytes:
    """The problem document of an error."""
    problem = Problem(
        type=f"/problems/{error.slug()}",
        title=error.title(),
        status=error.status,
        detail=error.sentence,
        request_id=request_id,
        errors=error.errors,
    )
    if not error.extra:
        return _encoder.encode(problem)
    return _encoder.encode({**error.extra, **msgspec.to_builtins(problem)})


def problem_headers(error: DomainError) -> Mapping[str, str]:
    return {"content-type": PROBLEM_JSON, "cache-control": "no-store", **error.headers}


def problems(*kinds: type[DomainError]) -> dict[int, ResponseSpec]:
    """The `responses=` of a handler that may raise these, beside what any route may answer."""
    by_status: dict[int, list[type[DomainError]]] = defaultdict(list)
    for kind in dict.fromkeys([*_EVERYWHERE, *kinds]):
        by_status[kind.status].append(kind)
    return {status: _spec(kinds) for status, kinds in sorted(by_status.items())}


def _spec(kinds: list[type[DomainError]]) -> ResponseSpec:
    sentences = " · ".join(f"`{kind.slug()}`: {' '.join((kind.__doc__ or '').split())}" for kind in kinds)
    return ResponseSpec(data_container=Problem, description=sentences, media_type=PROBLEM_JSON, generate_examples=False)


def misread(error: msgspec.ValidationError, *, within: str = "") -> tuple[FieldError, ...]:
    """The field that msgspec could not read, as a path; `within` is the path of the value it was given."""
    message, _, place = str(error).partition(" - at `$")
    return refused([{"key": f"{within}{place.rstrip('`')}".lstrip("."), "message": message}])


def refused(found: Iterable[Mapping[str, str]]) -> tuple[FieldError, ...]:
    """The fields that Litestar's validation names (`data` for the whole body), as ours."""
    return tuple(_refused(item.get("key", ""), item.get("message", "")) for item in found)


def _refused(field: str, message: str) -> FieldError:
    field = "" if field == "data" else field
    inner = _INNER.fullmatch(message)
    if inner is None:
        code = next((code for beginning, code in _LENGTHS.items() if message.startswith(beginning)), None)
        return FieldError(field, message, code)
    return FieldError(f"{field}.{inner[2]}".lstrip("."), _SENTENCES[inner[1]])
