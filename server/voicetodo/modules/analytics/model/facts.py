"""What is known to have happened."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Final, Literal, cast
from uuid import UUID

import msgspec
from msgspec.structs import replace

#: Of a todo, and (from `understood` on) of a voice command.
Kind = Literal["created", "completed", "reopened", "deleted", "restored", "understood", "clarified", "missed", "undone"]
OF_COMMANDS: Final[frozenset[Kind]] = frozenset({"understood", "clarified", "missed", "undone"})

#: How a todo was made: `voice` by words that were heard, `text` by words that were typed. `api` stands for all
#: programs that call themselves otherwise.
Source = Literal["voice", "text", "web", "api", "caldav", "import"]
SOURCES: Final[tuple[Source, ...]] = ("voice", "text", "web", "api", "caldav", "import")


#: What makes two facts one.
FactKey = tuple[UUID, datetime, Kind, UUID]


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody did something, once. Two with the same person, moment, kind and subject are one."""

    user_id: UUID
    at: datetime
    kind: Kind
    #: The todo, or the voice command.
    subject_id: UUID
    #: Of the todo, by which its facts follow each other: what was done offline may be told after what was done later.
    #: Where an occurrence is reopened, that of its completion, which alone is taken back, however often that is told.
    version: int = 0
    category_id: UUID | None = None
    #: Of a command, `audio` or `text`.
    source: str = "api"
    took_ms: float | None = None
    #: Of what was created: not thrown away. Of a completion: it stands.
    is_kept: bool = False
    #: Of what was created: done by now, whoever did it.
    is_done: bool = False

    @property
    def key(self) -> FactKey:
        return (self.user_id, self.at, self.kind, self.subject_id)

    @property
    def month(self) -> date:
        """The first of its month, in UTC; of which it is asked that `at` is."""
        return date(self.at.year, self.at.month, 1)


def settled(told: Iterable[Fact]) -> list[Fact]:
    """Each fact once, knowing what became of its todo, from all facts about these todos, anybody's and in any order.

    Reopening takes back the completion before it. A recurring todo has a completion for each occurrence. What was
    deleted and had been done is kept all the same.
    """
    once: dict[FactKey, Fact] = {}
    for fact in told:
        known = once.get(fact.key)
        if known is None or known.version < fact.version:
            once[fact.key] = fact
    by_subject: dict[UUID, list[Fact]] = defaultdict(list)
    for fact in once.values():
        by_subject[fact.subject_id].append(fact)
    return [fact for facts in by_subject.values() for fact in _settle(sorted(facts, key=_turn))]


def _turn(fact: Fact) -> tuple[int, bool, datetime]:
    """By which the facts of a todo follow each other."""
    return (fact.version, fact.kind == "reopened", fact.at)


def _settle(facts: Sequence[Fact]) -> Iterator[Fact]:
    turns = [fact for fact in facts if fact.kind in {"completed", "reopened"}]
    standing = {
        fact.key
        for fact, after in zip_longest(turns, turns[1:])
        if fact.kind == "completed" and (after is None or after.kind == "completed")
    }
    ends = [fact.kind for fact in facts if fact.kind in {"deleted", "restored"}]
    is_kept = bool(standing) or ends[-1:] != ["deleted"]
    for fact in facts:
        if fact.kind == "created":
            yield replace(fact, is_kept=is_kept, is_done=bool(standing))
        else:
            yield replace(fact, is_kept=fact.key in standing)


def source_named(name: str) -> Source:
    """What a client that calls itself so counts as."""
    return cast("Source", name) if name in SOURCES else "api"
