"""The fact that somebody did, or tried to do, something that matters to security."""

import re
from collections.abc import Mapping
from typing import ClassVar, Final, Literal, TypeAlias
from uuid import UUID

import msgspec

from voicetodo.kit.audit.actor import Actor, current_actor

Result = Literal["done", "refused"]
#: A kind of thing (`user`, `session`, `category`), and the id of the one that is meant, where one is.
On: TypeAlias = tuple[str, UUID | int | str | None]

_ACTION: Final = re.compile(r"[a-z_]+\.[a-z_]+")
_KIND: Final = re.compile(r"[a-z_]+")
#: Our own words and numbers, never what a person typed.
_WORD: Final = re.compile(r"[A-Za-z0-9_.:+/ -]{0,100}")
_NOBODY: Final = UUID(int=0)


class Audited(msgspec.Struct, frozen=True, kw_only=True):
    """Told by every module under this one name, and kept by `admin`. When it happened is told by its envelope.

    `owner_id` is whose account, or whose thing, was acted upon. `facts` holds words of ours, such as the role that was
    given. Nobody typed any of it, but for the user agent.
    """

    name: ClassVar[str] = "kit.audited.v1"
    action: str
    actor: Actor
    object_kind: str
    object_id: str | None = None
    owner_id: UUID | None = None
    result: Result = "done"
    facts: dict[str, str] = {}

    @property
    def user_id(self) -> UUID:
        """What one person does is heard in order, and so is what nobody known does to them."""
        return self.actor.user_id or self.owner_id or _NOBODY


def audited(
    action: str,
    *,
    on: On,
    of: UUID | None = None,
    result: Result = "done",
    by: Actor | None = None,
    facts: Mapping[str, str] = {},
) -> Audited:
    """The event that `audit` announces, for who announces several. Raises ValueError."""
    kind, object_id = on
    if not _ACTION.fullmatch(action) or not _KIND.fullmatch(kind):
        raise ValueError(f"An act reads like auth.signed_in on a session, not {action!r} on {kind!r}.")
    for key, value in facts.items():
        if not _KIND.fullmatch(key) or not _WORD.fullmatch(value):
            raise ValueError(f"{key!r} of {action} is no word of ours.")
    if isinstance(object_id, str) and not _WORD.fullmatch(object_id):
        raise ValueError(f"{kind!r} of {action} has no id of ours.")
    owner_id = object_id if kind == "user" and isinstance(object_id, UUID) else of
    return Audited(
        action=action,
        actor=by or current_actor(),
        object_kind=kind,
        object_id=None if object_id is None else str(object_id),
        owner_id=owner_id,
        result=result,
        facts=dict(facts),
    )
