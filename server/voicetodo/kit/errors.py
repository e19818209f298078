"""What can go wrong, as problem details (RFC 9457): a status, a stable type, and a sentence a person can act on."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import msgspec


class FieldError(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field that was refused. `field` is a dotted path into the request; empty means the whole of it.

    `code`, where there is one, is stable: by it a client says the same in words of its own.
    """

    field: str
    message: str
    code: str | None = None

    @classmethod
    def of(cls, field: str, error: ValueError) -> "FieldError":
        """With its code, where it is a `Fault`."""
        return cls(field, str(error), error.code if isinstance(error, Fault) else None)


class Fault(ValueError):
    """What is wrong with a value: a sentence, and a code such as `password-length`."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence)
        self.code = code


class DomainError(Exception):
    """Something asked for cannot be done.

    A subclass says what in its name (`TodoNotFound` is the type `todo-not-found`), and its docstring is the sentence
    shown when none is given. `extra` members are added to the problem document.
    """

    status: ClassVar[int] = 400

    def __init__(
        self,
        sentence: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        self.sentence = sentence or " ".join((self.__doc__ or "").split())
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.extra = extra
        super().__init__(self.sentence)

    @property
    def code(self) -> str:
        """What is wrong, as exactly as it is known: the first code of a field, or the slug."""
        return next((each.code for each in self.errors if each.code is not None), self.slug())

    @classmethod
    def slug(cls) -> str:
        """The last part of the problem's type; stable, as clients may branch on it."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """A few words, the same for every occurrence."""
        return cls.slug().replace("-", " ").capitalize()


class Malformed(DomainError):
    """The request could not be read."""

    status = 400


class Unauthenticated(DomainError):
    """Sign in first: this request carries no valid access token."""

    status = 401


class Forbidden(DomainError):
    """You may look, but not do this."""

    status = 403


class NotFound(DomainError):
    """There is no such thing, or it is not yours to see."""

    status = 404


class Conflict(DomainError):
    """This does not fit what is there already."""

    status = 409


class PreconditionFailed(DomainError):
    """It has changed since you read it. Read it again, then repeat your change."""

    status = 412


class TooLarge(DomainError):
    """This is larger than we accept."""

    status = 413


class UnsupportedMedia(DomainError):
    """We cannot read this kind of content."""

    status = 415


class Invalid(DomainError):
    """Some fields are not as they must be."""

    status = 422


class TooMany(DomainError):
    """Too many requests. Wait a little, then try again."""

    status = 429


class Unavailable(DomainError):
    """A part we need does not answer just now. Try again in a moment."""

    status = 503
