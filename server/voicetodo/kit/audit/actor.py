"""Who acts, and from where: as the request tells that is being answered."""

from collections.abc import Mapping
from contextvars import ContextVar
from typing import Any, Final, Literal
from uuid import UUID

import msgspec

from voicetodo.kit.caller import Caller

#: `user`: in their own name. `support`, `admin`: over others. `anonymous`: without having signed in. `system`: the
#: product itself, or whoever runs its commands on its machine.
Role = Literal["user", "support", "admin", "anonymous", "system"]

_LONGEST: Final = 300

_request: "ContextVar[Mapping[str, Any] | None]" = ContextVar("request", default=None)


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A plain value, so that it can travel to another module with the question that is asked in somebody's name."""

    role: Role = "system"
    user_id: UUID | None = None
    #: The session, the app password or the token that spoke for them.
    credential_id: UUID | None = None
    address: str = ""
    user_agent: str = ""
    request_id: str | None = None


def enter_request(scope: Mapping[str, Any]) -> None:
    """From here on, what this task does is done for this request. Whose it is may be written into the scope later."""
    _request.set(scope)


def current_actor(*, role: Role | None = None, user_id: UUID | None = None) -> Actor:
    """Who asks for what is being done now.

    `role` is what they act as, where that is not in their own name; `user_id` whom the request has proven to come from
    otherwise than by an access token.
    """
    scope = _request.get()
    if scope is None:
        return Actor(role=role or ("system" if user_id is None else "user"), user_id=user_id)
    caller: Caller | None = scope.get("user")
    client: tuple[str, int] | None = scope.get("client")
    is_known = user_id is not None or caller is not None
    return Actor(
        role=role or ("user" if is_known else "anonymous"),
        user_id=user_id if caller is None else caller.user_id,
        credential_id=None if caller is None else caller.session_id,
        address=client[0] if client else "",
        user_agent=_user_agent(scope),
        request_id=scope.get("request_id"),
    )


def _user_agent(scope: Mapping[str, Any]) -> str:
    """As it may be stored and shown."""
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    found = next((value for name, value in headers if name == b"user-agent"), b"")
    return "".join(character for character in found.decode("latin-1") if character.isprintable())[:_LONGEST]
