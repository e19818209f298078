"""Whether a log is whole, read from its first entry to its last."""

from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.modules.admin.model.chain import NOTHING, Entry, Head, Link, entry_hash, origin_digest


class Broken(Exception):
    """The first place at which a log is not as it was written. The sentence says which, and what is wrong there."""

    def __init__(self, sentence: str, *, after: int = 0) -> None:
        """`after`: the last entry up to which all is as it was."""
        super().__init__(sentence)
        self.after = after


#: What the log tells of itself: whose origins were erased, up to where all were, and up to where those of strangers.
ERASED: Final = "admin.origins_erased"
EXPIRED: Final = "admin.origins_expired"
EXPIRED_OF_STRANGERS: Final = "admin.stranger_origins_expired"
TELL_OF_ERASURES: Final = (ERASED, EXPIRED, EXPIRED_OF_STRANGERS)


class Erasures(msgspec.Struct, frozen=True):
    """What the log itself tells of origins that are gone: up to which entry all are, up to which those of strangers,
    and of whom, up to which."""

    up_to: int = 0
    of_strangers: int = 0
    of_person: dict[UUID, int] = {}

    @classmethod
    def told_by(cls, links: Iterable[Link]) -> "Erasures":
        """That these tell the truth is seen when all of the log is read."""
        up_to, of_strangers, of_person = 0, 0, dict[UUID, int]()
        for link in links:
            entry = link.entry
            if entry.action == EXPIRED and entry.object_id is not None:
                up_to = max(up_to, _number(entry.object_id))
            elif entry.action == EXPIRED_OF_STRANGERS and entry.object_id is not None:
                of_strangers = max(of_strangers, _number(entry.object_id))
            elif entry.action == ERASED and entry.owner_id is not None:
                of_person[entry.owner_id] = entry.seq
        return cls(up_to, of_strangers, of_person)

    def explain(self, entry: Entry) -> bool:
        """Whether this entry's origin may be gone."""
        if entry.seq <= self.up_to or (entry.role == "anonymous" and entry.seq <= self.of_strangers):
            return True
        return entry.actor_id is not None and entry.seq <= self.of_person.get(entry.actor_id, 0)


def _number(text: str) -> int:
    """Nothing is explained by what is no number: that it was changed is said where it stands."""
    try:
        return int(text)
    except ValueError:
        return 0


class Reading:
    """Follows a log. `noted` are heads that were noted elsewhere: it must have come through each of them."""

    def __init__(
        self,
        erasures: Erasures,
        noted: Collection[Head] = (),
        *,
        start: Head = NOTHING,
        beyond: Erasures = Erasures(),  # noqa: B008 - nothing, and it cannot be changed
    ) -> None:
        """`start`: the last entry before those that are read. `beyond`: what is told after the end of a part."""
        self._erasures = erasures
        self._beyond = beyond
        self._noted = {head.seq: head for head in noted if head.seq > start.seq}
        self.head = start
        self.erased = 0
        #: How many of these are explained by nothing before the end.
        self.erased_beyond = 0

    def read_all(self, links: Iterable[Link]) -> None:
        """The next ones. Raises Broken."""
        for link in links:
            self.read(link)

    def read(self, link: Link) -> None:
        """The next entry. Raises Broken."""
        entry, seq = link.entry, self.head.seq + 1
        if entry.seq != seq:
            raise self._broken(f"Entry {seq} is missing: entry {entry.seq} follows entry {self.head.seq}.")
        if entry_hash(entry, self.head.hash) != link.hash:
            raise self._broken(f"Entry {seq} was changed, or the one before it was put in its place.")
        self._check_origin(link)
        here = Head(seq, link.hash)
        if self._noted.pop(seq, here) != here:
            raise self._broken(f"Entry {seq} is not the one whose hash was noted elsewhere: the log was written anew.")
        self.head = here

    def end(self) -> None:
        """Nothing follows. Raises Broken."""
        missing = max(self._noted, default=0)
        if missing > self.head.seq:
            raise self._broken(
                f"The end is missing: entry {missing} was noted elsewhere, and the last is {self.head.seq}."
            )

    def _check_origin(self, link: Link) -> None:
        entry, origin = link.entry, link.origin
        if entry.origin_digest is None:
            if origin is not None:
                raise self._broken(f"Entry {entry.seq} was given an origin that it never had.")
        elif origin is None:
            self.erased += 1
            if self._erasures.explain(entry):
                return
            if not self._beyond.explain(entry):
                raise self._broken(f"From where entry {entry.seq} came was removed, and no later entry tells of that.")
            self.erased_beyond += 1
        elif origin_digest(origin) != entry.origin_digest:
            raise self._broken(f"From where entry {entry.seq} came was changed.")

    def _broken(self, sentence: str) -> Broken:
        return Broken(sentence, after=self.head.seq)
