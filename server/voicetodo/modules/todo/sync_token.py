"""How far a client has come, as something it keeps and shows again. Pure.

A token grants nothing: whatever it says, who asks sees what is theirs. So it is not signed, and one that cannot be
honoured is answered like none at all: with everything.
"""

import hashlib
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Annotated, Final, Literal, Self
from uuid import UUID

import msgspec
from msgspec import Meta

#: In the order they are sent: what others point at comes before them.
Kind = Literal["category", "filter", "label", "section", "todo", "comment", "attachment"]
KINDS: Final[tuple[Kind, ...]] = ("category", "filter", "label", "section", "todo", "comment", "attachment")

#: Older ones begin anew. A day less than activity and the answers to mutations are kept at least (`RetentionSettings`).
HONOURED_FOR: Final = timedelta(days=89)
#: Clocks of several servers differ by less.
_CLOCKS_DIFFER: Final = timedelta(minutes=5)
#: Of transactions that run at once; of more than these none is told apart.
_MAX_RUNNING: Final = 32

TransactionId = Annotated[int, Meta(ge=1, lt=2**62)]
Distance = Annotated[int, Meta(ge=0, lt=2**62)]
Aware = Annotated[datetime, Meta(tz=True)]


class Snapshot(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """Which transactions had ended at a moment: those before `xmin`, and up to `width` further those not `running`.

    PostgreSQL's `pg_snapshot`; the numbers of `running` count from `xmin`.
    """

    xmin: TransactionId
    width: Distance
    running: Annotated[tuple[Distance, ...], Meta(max_length=_MAX_RUNNING)] = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """`xmin:xmax:xip_list`, as PostgreSQL writes it. Where very much runs, as if all from `xmin` on did."""
        first, last, running = text.split(":")
        xmin = int(first)
        distances = tuple(int(each) - xmin for each in running.split(",") if each)
        return cls(xmin, 0) if len(distances) > _MAX_RUNNING else cls(xmin, int(last) - xmin, distances)

    def __str__(self) -> str:
        return f"{self.xmin}:{self.xmax}:{','.join(str(self.xmin + each) for each in self.running)}"

    @property
    def xmax(self) -> int:
        """The first transaction that had not begun."""
        return self.xmin + self.width

    @property
    def is_sound(self) -> bool:
        """Whether PostgreSQL takes it: it counts in order, and passes over each number whose lower half is zero."""
        is_ordered = all(one < following for one, following in pairwise((*self.running, self.width)))
        return is_ordered and all((self.xmin + each) % 2**32 for each in (0, *self.running, self.width))


class SyncToken(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What the client has: all that had ended at the moment `since`; nothing where that is None.

    While pages are sent, `until` is the moment of the first, as `until_at` says, and `after` the last thing of the page
    before.
    """

    form: Literal[1]
    #: Of which user, and of which life of which database.
    scope: str
    at: Aware
    kinds: tuple[Kind, ...]
    since: Snapshot | None
    until: Snapshot | None = None
    after: tuple[Kind, UUID] | None = None
    until_at: Aware | None = None

    @property
    def is_sound(self) -> bool:
        return all(each.is_sound for each in (self.since, self.until) if each is not None)


def scope_of(user_id: UUID, place: str) -> str:
    """`place` names the life of the database: a copy that was restored goes another way from there on."""
    return hashlib.blake2b(f"{user_id} {place}".encode(), digest_size=12).hexdigest()


def is_honoured(token: SyncToken, *, scope: str, kinds: tuple[Kind, ...], present: Snapshot, now: datetime) -> bool:
    """Whether the client can go on from there; otherwise it begins anew."""
    return (
        token.scope == scope
        and token.kinds == kinds
        and all(each.xmax <= present.xmax for each in (token.since, token.until) if each is not None)
        and now - HONOURED_FOR <= token.at <= now + _CLOCKS_DIFFER
    )
