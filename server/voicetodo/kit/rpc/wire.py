"""How a domain error crosses between services: as a problem document which also names its Python classes.

The asking side raises the most exact class it knows. Where it does not know the class itself (modules see only each
other's faces) it makes one of the same name beneath the nearest base it knows, so that status and problem type stay
those a single process would show.
"""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from voicetodo.kit.errors import DomainError, FieldError

MEDIA_TYPE: Final = b"application/problem+json"


class Problem(msgspec.Struct, omit_defaults=True):
    """RFC 9457 with our members. `kinds` are `module:Class`, the most exact first; empty when it is no domain error."""

    type: str
    title: str
    status: int
    detail: str
    kinds: list[str] = []
    errors: list[FieldError] = []
    headers: dict[str, str] = {}
    extra: dict[str, Any] = {}


_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(Problem)


def pack(error: DomainError) -> bytes:
    """The problem document of a domain error, to be raised on the other side."""
    kind = type(error)
    kinds = [each for each in kind.__mro__ if issubclass(each, DomainError)]
    return _ENCODER.encode(
        Problem(
            type=f"/problems/{kind.slug()}",
            title=kind.title(),
            status=kind.status,
            detail=error.sentence,
            kinds=[_name(each) for each in kinds],
            errors=list(error.errors),
            headers=error.headers,
            extra=error.extra,
        )
    )


def pack_refusal(status: int, slug: str, detail: str) -> bytes:
    """The problem document of a call that was not taken: a fault between services, no answer of the module."""
    title = slug.replace("-", " ").capitalize()
    return _ENCODER.encode(Problem(type=f"/problems/{slug}", title=title, status=status, detail=detail))


def find_error(document: bytes) -> DomainError | None:
    """The domain error a problem document stands for; None when it stands for none, or cannot be read."""
    try:
        problem = _DECODER.decode(document)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if not problem.kinds:
        return None
    kind = _class_for(problem.kinds, problem.status)
    error = kind.__new__(kind)
    # a subclass may take other arguments; what they led to is in the document already
    DomainError.__init__(error, problem.detail, errors=problem.errors, headers=problem.headers, **problem.extra)
    return error


def _class_for(names: list[str], status: int) -> type[DomainError]:
    loaded = {_name(kind): kind for kind in _subclasses(DomainError)}
    nearest = next((loaded[name] for name in names if name in loaded), DomainError)
    module, _, name = names[0].partition(":")
    if _name(nearest) == names[0] or not name.isidentifier():
        return nearest
    return type(name, (nearest,), {"status": status, "__module__": module, "__doc__": nearest.__doc__})


def _subclasses(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _subclasses(each)


def _name(kind: type[DomainError]) -> str:
    return f"{kind.__module__}:{kind.__name__}"
