"""What a face is: an abstract class whose methods are questions, and what can be read from their signatures."""

import functools
import inspect
from abc import ABC
from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar, get_type_hints

import msgspec

AsyncMethod = TypeVar("AsyncMethod", bound=Callable[..., Awaitable[Any]])


class Face(ABC):
    """The questions a module answers to others.

    Subclasses stand in `modules/x/api.py`. Every public method is abstract, asynchronous and takes keyword-only
    arguments; all its types are values msgspec can carry, so that a call means the same in one process and across two.
    """

    module: ClassVar[str]


class FaceError(TypeError):
    """A face, or an answer to it, is drawn wrongly. Raised while the program is put together, never during a call."""


class Method(msgspec.Struct, frozen=True):
    """One question: how its arguments travel, what comes back, and whether asking twice is harmless."""

    name: str
    arguments: type[msgspec.Struct]
    returns: Any
    is_idempotent: bool


def idempotent(method: AsyncMethod) -> AsyncMethod:
    """Marks a question which may be asked again when its answer was lost, as asking twice equals asking once."""
    method.__is_idempotent__ = True  # type: ignore[attr-defined]  # functions carry attributes; their type cannot say so
    return method


@functools.cache
def methods_of(face: type[Face]) -> dict[str, Method]:
    """The questions of a face by name. Raises FaceError where the face breaks the rules told at `Face`."""
    if not isinstance(getattr(face, "module", None), str):
        raise FaceError(f"{face.__name__} does not say which module answers it: set `module`.")
    public = {name: value for name, value in inspect.getmembers(face, inspect.isfunction) if name[0] != "_"}
    return {name: _method(face, name, function) for name, function in public.items()}


def _method(face: type[Face], name: str, function: Callable[..., Any]) -> Method:
    where = f"{face.__name__}.{name}"
    if not inspect.iscoroutinefunction(function):
        raise FaceError(f"{where} must be `async def`: its answer may come from another machine.")
    if not getattr(function, "__isabstractmethod__", False):
        raise FaceError(f"{where} must be abstract: a face only asks.")
    hints = get_type_hints(function, include_extras=True)
    if "return" not in hints:
        raise FaceError(f"{where} does not say what it answers.")
    return Method(
        name=name,
        arguments=_arguments(where, function, hints),
        returns=hints["return"],
        is_idempotent=getattr(function, "__is_idempotent__", False),
    )


def _arguments(where: str, function: Callable[..., Any], hints: dict[str, Any]) -> type[msgspec.Struct]:
    fields: list[tuple[str, Any] | tuple[str, Any, Any]] = []
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            raise FaceError(f"{where}: `{parameter.name}` must be keyword-only.")
        if parameter.name not in hints:
            raise FaceError(f"{where}: `{parameter.name}` has no type.")
        if parameter.default is inspect.Parameter.empty:
            fields.append((parameter.name, hints[parameter.name]))
        else:
            fields.append((parameter.name, hints[parameter.name], parameter.default))
    return msgspec.defstruct(where.replace(".", "_"), fields, kw_only=True, forbid_unknown_fields=True)


def check_answers(face: type[Face], answer: Face) -> None:
    """Raises FaceError when `answer` lacks a question of `face`, or names or types an argument differently."""
    if not isinstance(answer, face):
        raise FaceError(f"{type(answer).__name__} does not answer {face.__name__}: it is no subclass.")
    for name in methods_of(face):
        expected = _shape(getattr(face, name))
        found = _shape(getattr(type(answer), name))
        if expected != found:
            raise FaceError(
                f"{type(answer).__name__}.{name} answers {_told(found)}, but {face.__name__} asks {_told(expected)}."
            )


Shape = dict[str, tuple[Any, Any, Any]]


def _shape(function: Callable[..., Any]) -> Shape:
    hints = get_type_hints(function, include_extras=True)
    parameters = list(inspect.signature(function).parameters.values())[1:]
    shape: Shape = {each.name: (each.kind, hints.get(each.name), each.default) for each in parameters}
    shape["return"] = (inspect.iscoroutinefunction(function), hints.get("return"), None)
    return shape


def _told(shape: Shape) -> str:
    return "(" + ", ".join(f"{name}: {kind[1]}" for name, kind in shape.items()) + ")"
