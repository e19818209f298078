"""A part of the log that was taken away holds by itself, or says what it leans on. Whoever changes it is found out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio

from tests.modules.admin.log import ALICE, BOB, Log, act, strangers
from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.db import Database
from voicetodo.main.cli.auditing import verify_file
from voicetodo.main.cli.terminal import Failure
from voicetodo.modules.admin.model import lines
from voicetodo.modules.admin.model.chain import Head, Link, entry_hash
from voicetodo.modules.admin.model.part import Witness
from voicetodo.modules.admin.service import audit_log, audit_part

HOUR = timedelta(hours=1)
Faking = Callable[[list[bytes]], list[bytes]]


class Parts:
    """Six acts of two people, and an hour later two more."""

    def __init__(self, log: Log, folder: Path) -> None:
        self.log = log
        self.until = log.clock.now() + HOUR
        self._file = folder / "audit.jsonl"

    async def fill(self) -> None:
        for by in (ALICE, BOB, ALICE, BOB, ALICE, BOB):
            await self.log.hear(act(by=by))
            self.log.clock.advance(timedelta(seconds=1))
        self.log.clock.advance(HOUR)
        await self.log.hear_some(2, by=BOB)

    async def take(self, *, since: datetime | None = None, until: datetime | None = None) -> list[bytes]:
        pieces = audit_part.pieces(self.log.db, since=since, until=until)
        return b"".join([piece async for piece in pieces]).splitlines()

    async def take_until(self) -> list[bytes]:
        return await self.take(until=self.until)

    def verify(
        self, taken: list[bytes], *, expected: list[Head] | None = None, later: list[Head] | None = None
    ) -> Head:
        self._file.write_bytes(b"".join(line + b"\n" for line in taken))
        return verify_file(self._file, list(map(str, expected or [])), list(map(str, later or []))).head


@pytest_asyncio.fixture
async def parts(database: Callable[[str], Database], tmp_path: Path) -> Parts:
    parts = Parts(Log(database("admin"), open_blobs(BlobSettings(data_dir=tmp_path))), tmp_path)
    await parts.fill()
    return parts


class TestTaken:
    async def test_all_of_the_log_holds_by_itself_with_what_was_erased(self, parts: Parts) -> None:
        await parts.log.audit.erase_origins_of(ALICE)

        head = parts.verify(await parts.take())

        assert head == (await parts.log.check.verify()).head

    async def test_a_part_of_which_nothing_was_erased_holds_by_itself(self, parts: Parts) -> None:
        assert parts.verify(await parts.take_until()).seq == 6

    async def test_a_part_whose_erasures_are_told_within_it_holds_by_itself(self, parts: Parts) -> None:
        await parts.log.audit.erase_origins_of(ALICE)
        parts.log.clock.advance(HOUR)
        await parts.log.hear_some(1)

        assert parts.verify(await parts.take(until=parts.log.clock.now())).seq == 9

    async def test_times_that_follow_one_another_are_parts_that_do(self, parts: Parts) -> None:
        """One act was heard of so late that it stands among those of the next hour."""
        late = parts.log.told(act())
        parts.log.clock.advance(HOUR)
        await parts.log.hear_some(1)
        async with parts.log.db.transaction() as tx:
            await parts.log.audit.keep(tx, [late])
        second = parts.log.clock.now()

        first = parts.verify(before := await parts.take(until=second))
        last = parts.verify(after := await parts.take(since=second), expected=[first])

        assert (first.seq, last) == (8, (await parts.log.check.verify()).head)
        assert [*before, *after] == await parts.take()

    async def test_a_time_in_which_nothing_happened_is_an_empty_part(self, parts: Parts) -> None:
        assert await parts.take(until=parts.until - 2 * HOUR) == []
        assert await parts.take(since=parts.until + HOUR) == []


class TestErasedSince:
    async def test_a_part_says_which_entry_it_leans_on_and_how_that_is_proven(self, parts: Parts) -> None:
        await parts.log.audit.erase_origins_of(ALICE)
        erasure = (await parts.log.check.verify()).head

        with pytest.raises(Failure) as said:
            parts.verify(await parts.take_until())

        sentence = str(said.value)
        assert sentence.startswith("Up to entry 6 nothing was changed, left out or put elsewhere.")
        assert "that the origins of 3 entries were erased is told beyond the end" in sentence
        assert f"--expect {erasure}` finds" in sentence
        assert sentence.endswith(f"`--later {erasure}`.")

    async def test_it_holds_with_the_head_with_which_the_log_was_found_whole(self, parts: Parts) -> None:
        await parts.log.audit.erase_origins_of(ALICE)
        erasure = (await parts.log.check.verify()).head
        await parts.log.hear_some(1)

        head = parts.verify(await parts.take_until(), later=[erasure])

        assert head.seq == 6
        assert (await parts.log.check.verify(noted=[head, erasure])).head.seq == 10

    async def test_it_carries_nothing_of_a_later_time_but_what_it_needs(
        self, parts: Parts, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Forgotten one by one; the last of them tells of all."""
        await parts.log.hear(strangers())
        monkeypatch.setattr(audit_log, "_EXPIRED_AT_ONCE", 1)
        parts.log.clock.advance(timedelta(days=92))
        await parts.log.hear_some(2)
        await parts.log.audit.expire_origins_of_strangers()
        await parts.log.audit.expire_origins()

        read = [lines.read(line) for line in await parts.take_until()]

        beyond = [each for each in read if isinstance(each, Witness)]
        assert len(read) == 7
        assert [each.link.entry.action for each in beyond] == ["admin.origins_expired"]
        assert parts.verify(await parts.take_until(), later=[beyond[0].head]).seq == 6

    async def test_each_person_and_all_strangers_have_one_that_tells_of_them(self, parts: Parts) -> None:
        await parts.log.hear(strangers())
        parts.log.clock.advance(HOUR)
        until = parts.log.clock.now()
        await parts.log.audit.erase_origins_of(BOB)
        parts.log.clock.advance(timedelta(days=31))
        await parts.log.audit.expire_origins_of_strangers()
        await parts.log.audit.erase_origins_of(ALICE)

        read = [lines.read(line) for line in await parts.take(until=until)]

        assert [each.head.seq for each in read if isinstance(each, Witness)] == [10, 11, 12]


def _without_origin(line: bytes) -> bytes:
    link = lines.read(line)
    assert isinstance(link, Link)
    return lines.written(Link(link.entry, link.hash, None))


def _forged(taken: list[bytes]) -> list[bytes]:
    """From where Bob acted is taken out, and somebody who can reckon writes an entry that explains it."""
    witness = lines.read(taken[-1])
    assert isinstance(witness, Witness)
    before = witness.link.hash
    entry = msgspec.structs.replace(witness.link.entry, seq=10, owner_id=BOB, object_id=str(BOB))
    forged = Witness(Link(entry, entry_hash(entry, before), None), before)
    return [taken[0], _without_origin(taken[1]), *taken[2:], lines.written_beyond(forged)]


def _at(place: int, fake: Callable[[bytes], bytes]) -> Faking:
    return lambda taken: [*taken[:place], fake(taken[place]), *taken[place + 1 :]]


#: The part is of six lines, and one beyond its end. What is done to it, and how what is then said begins.
FAULTS: dict[str, tuple[Faking, str]] = {
    "a change": (_at(2, lambda line: line.replace(b"signed_in", b"signed_up")), "Entry 3 was changed"),
    "a line left out": (lambda taken: [*taken[:2], *taken[3:]], "Entry 3 is missing"),
    "the first left out": (lambda taken: taken[1:], "Entry 1 is missing"),
    "two that changed places": (lambda taken: [*taken[:2], taken[3], taken[2], *taken[4:]], "Entry 3 is missing"),
    "an origin taken out": (_at(1, _without_origin), "From where entry 2 came was removed"),
    "an origin changed": (_at(1, lambda line: line.replace(b".2.7", b".2.8")), "From where entry 2 came was changed"),
    "what is beyond left out": (lambda taken: taken[:6], "From where entry 1 came was removed"),
    "what is beyond changed": (_at(6, lambda line: line.replace(b"system", b"admin")), "Entry 9, beyond the end, was"),
    "beyond it before the last": (
        lambda taken: [*taken[:5], taken[6], taken[5]],
        "Entry 6 stands after what is beyond",
    ),
    "beyond it twice": (lambda taken: [*taken, taken[6]], "Entry 9 has no place beyond the end"),
    "a forged explanation": (_forged, "Up to entry 6 nothing was changed, left out or put elsewhere. But"),
}


class TestFaults:
    @pytest.mark.parametrize("name", FAULTS)
    async def test_each_is_found(self, parts: Parts, name: str) -> None:
        await parts.log.audit.erase_origins_of(ALICE)
        erasure = (await parts.log.check.verify()).head
        taken = await parts.take_until()
        assert len(taken) == 7
        assert parts.verify(taken, later=[erasure]).seq == 6
        fake, sentence = FAULTS[name]

        with pytest.raises(Failure) as found:
            parts.verify(fake(taken), later=[erasure])

        assert str(found.value).startswith(sentence)

    async def test_an_end_that_was_cut_off_is_missed_whatever_is_told_beyond_it(self, parts: Parts) -> None:
        await parts.log.audit.erase_origins_of(ALICE)
        erasure = (await parts.log.check.verify()).head

        with pytest.raises(Failure, match=r"^The end is missing: entry 9 was noted elsewhere, and the last is 6"):
            parts.verify(await parts.take_until(), expected=[erasure], later=[erasure])

    async def test_an_entry_that_follows_must_follow(self, parts: Parts) -> None:
        await parts.log.audit.erase_origins_of(ALICE)
        taken = await parts.take(until=parts.log.clock.now() + HOUR)
        erasure = lines.read(taken[-1])
        assert isinstance(erasure, Link)
        forged = Witness(Link(erasure.entry, entry_hash(erasure.entry, bytes(32)), None), bytes(32))

        with pytest.raises(Failure, match=r"^Entry 9, beyond the end, was changed"):
            parts.verify([*taken[:-1], lines.written_beyond(forged)], later=[forged.head])
