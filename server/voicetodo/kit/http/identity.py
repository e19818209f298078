"""How a request says who is asking: by an access token, or by a name and a password where clients know no better."""

from typing import Protocol

from voicetodo.kit.caller import Caller
from voicetodo.kit.errors import Unauthenticated


class Verifier(Protocol):
    """Access tokens → callers."""

    def find_cached(self, token: str) -> Caller | None: ...

    async def verify(self, token: str) -> Caller: ...


class Identity(Protocol):
    """The value of the `Authorization` header → the caller."""

    #: What is shown could be found by trying, so that tries are counted by address.
    is_guessable: bool

    def find_cached(self, authorization: str) -> Caller | None:
        """The caller, where this very header was verified before and still holds."""
        ...

    async def verify(self, authorization: str) -> Caller:
        """The caller. Raises Unauthenticated, with the challenge in its headers."""
        ...


class BearerIdentity:
    """RFC 6750: an access token."""

    is_guessable = False

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier

    def find_cached(self, authorization: str) -> Caller | None:
        return self._verifier.find_cached(_token(authorization))

    async def verify(self, authorization: str) -> Caller:
        return await self._verifier.verify(_token(authorization))


def _token(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated(
            "The Authorization header must read: Bearer, a space, and an access token.",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return token
