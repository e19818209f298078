"""A part of a log, and what tells beyond its end of origins within it that were erased since.

A log that is cut off at some moment lacks origins of which only later entries tell that they were erased. These few are
written after its end, each with the hash before it: so it is seen which entry of the log each claims to be. That the
log has it is proven by its head alone, as what stands between the two is left out.
"""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from voicetodo.modules.admin.model.chain import Entry, Head, Link, entry_hash
from voicetodo.modules.admin.model.reading import TELL_OF_ERASURES, Broken, Erasures


class Witness(msgspec.Struct, frozen=True):
    """An entry beyond the end of a part. `before` is the hash of the entry before it."""

    link: Link
    before: bytes

    @property
    def head(self) -> Head:
        return Head(self.link.entry.seq, self.link.hash)


class Part:
    """Follows entries without gaps, and knows of which the origins are gone."""

    def __init__(self) -> None:
        self._first = 0
        self.last = 0
        #: Whatever explains the last entry of somebody explains those before it: no more than that need be remembered.
        self._gone: dict[tuple[UUID | None, bool], Entry] = {}

    def add(self, links: Iterable[Link]) -> None:
        for link in links:
            entry = link.entry
            self._first = self._first or entry.seq
            self.last = entry.seq
            if entry.origin_digest is not None and link.origin is None:
                self._gone[entry.actor_id, entry.role == "anonymous"] = entry

    def witnesses(self, erasures: Iterable[Link]) -> list[Link]:
        """Of all the log tells of erasures, in order: those beyond the end without which an origin would be missed."""
        told = list(erasures)
        within = Erasures.told_by(link for link in told if self._first <= link.entry.seq <= self.last)
        open_yet = [entry for entry in self._gone.values() if not within.explain(entry)]
        needed: list[Link] = []
        # The latest first: what was forgotten by and by is told once more by each that followed.
        for link in reversed(told):
            if not open_yet or link.entry.seq <= self.last:
                break
            erasure = Erasures.told_by([link])
            left = [entry for entry in open_yet if not erasure.explain(entry)]
            if len(left) < len(open_yet):
                needed.append(link)
                open_yet = left
        return needed[::-1]


def check_beyond(end: Head, witnesses: Iterable[Witness]) -> None:
    """Whether each is as it was written, and may stand after `end`. Raises Broken."""
    here = end
    for witness in witnesses:
        link, seq = witness.link, witness.head.seq
        if seq <= here.seq or link.entry.action not in TELL_OF_ERASURES:
            raise Broken(f"Entry {seq} has no place beyond the end, after entry {here.seq}.", after=end.seq)
        is_changed = entry_hash(link.entry, witness.before) != link.hash or link.origin is not None
        if is_changed or (seq == here.seq + 1 and witness.before != here.hash):
            raise Broken(f"Entry {seq}, beyond the end, was changed.", after=end.seq)
        here = witness.head
