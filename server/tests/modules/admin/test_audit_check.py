"""Whoever changes the audit log in the database is found out, and where."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from tests.modules.admin.log import ALICE, BOB, Intruder, Log, act, broken_in
from voicetodo.kit.blobs import Blobs, BlobSettings, open_blobs
from voicetodo.kit.db import Database
from voicetodo.modules.admin.model import lines
from voicetodo.modules.admin.model.chain import START, Head
from voicetodo.modules.admin.model.reading import Broken


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return open_blobs(BlobSettings(data_dir=tmp_path))


@pytest_asyncio.fixture
async def log(database: Callable[[str], Database], blobs: Blobs) -> Log:
    """Six acts of two people."""
    log = Log(database("admin"), blobs)
    for by in (ALICE, BOB, ALICE, BOB, ALICE, BOB):
        await log.hear(act(by=by, reason="lost"))
    return log


@pytest_asyncio.fixture
async def intruder(log: Log, postgres_url: str) -> AsyncIterator[Intruder]:  # noqa: ARG001 - after what is broken into
    async for each in broken_in(postgres_url):
        yield each


async def test_a_log_that_nobody_touched_is_whole(log: Log) -> None:
    whole = await log.check.verify()

    assert (whole.head.seq, whole.erased, whole.noted) == (6, 0, None)


async def test_a_log_without_acts_is_whole(database: Callable[[str], Database], blobs: Blobs) -> None:
    whole = await Log(database("admin"), blobs).check.verify()

    assert whole.head == Head(0, START)


CHANGES = {
    "an action": "update audit_entries set action = 'auth.signed_out' where seq = 3",
    "a result": "update audit_entries set result = 'refused' where seq = 3",
    "a role": "update audit_entries set role = 'admin' where seq = 3",
    "who": "update audit_entries set actor_id = owner_id, owner_id = null where seq = 3",
    "when": "update audit_entries set at = at + interval '1 microsecond' where seq = 3",
    "what for": """update audit_entries set facts = '{"reason": "found"}' where seq = 3""",
    "on what": "update audit_entries set object_id = null where seq = 3",
    "a credential": "update audit_entries set credential_id = actor_id where seq = 3",
    "an event": "update audit_entries set event_id = gen_random_uuid() where seq = 3",
    "a digest": "update audit_entries set origin_digest = '\\x00' where seq = 3",
    "a hash": "update audit_entries set hash = sha256(hash) where seq = 3",
    "two that changed places": """
        update audit_entries set seq = -3 where seq = 3;
        update audit_entries set seq = 3 where seq = 4;
        update audit_entries set seq = 4 where seq = -3
    """,
}


async def test_a_change_is_found_where_it_is(log: Log, intruder: Intruder) -> None:
    await intruder.run("create table kept as table audit_entries")
    found: dict[str, tuple[bool, int]] = {}

    for name, sql in CHANGES.items():
        await intruder.run(sql)
        checked = await log.check.check()
        found[name] = (str(checked.problem).startswith("Entry 3 was changed"), checked.entries)
        await intruder.run("delete from audit_entries; insert into audit_entries select * from kept")

    assert found == dict.fromkeys(CHANGES, (True, 2))
    assert (await log.check.check()).is_whole


async def test_an_entry_in_the_middle_is_missed(log: Log, intruder: Intruder) -> None:
    await intruder.run("delete from audit_entries where seq = 3")

    with pytest.raises(Broken, match=r"^Entry 3 is missing: entry 4 follows entry 2"):
        await log.check.verify()


async def test_the_first_entry_is_missed(log: Log, intruder: Intruder) -> None:
    await intruder.run("delete from audit_entries where seq = 1")

    with pytest.raises(Broken, match=r"^Entry 1 is missing"):
        await log.check.verify()


async def test_the_last_entries_are_missed(log: Log, intruder: Intruder) -> None:
    await intruder.run("delete from audit_entries where seq >= 5")

    with pytest.raises(Broken, match=r"^The end is missing: the last entry is 4, and there were 6"):
        await log.check.verify()


async def test_an_end_that_was_cut_off_cannot_be_passed_off_as_the_end(log: Log, intruder: Intruder) -> None:
    await intruder.run("""
        delete from audit_entries where seq >= 5;
        update audit_head set seq = 4, hash = (select hash from audit_entries where seq = 4)
    """)

    with pytest.raises(Broken, match="does not have our key"):
        await log.check.verify()


async def test_an_end_that_was_cut_off_with_an_old_head_is_seen_by_the_note_outside(
    log: Log, intruder: Intruder
) -> None:
    old = await intruder.value("select encode(seal, 'hex') from audit_head")
    await log.hear_some(2)
    await log.check.note_head()

    await intruder.run("delete from audit_entries where seq > 6")
    await intruder.run("update audit_head set seq = 6, hash = (select hash from audit_entries where seq = 6)")
    await intruder.run(f"update audit_head set seal = decode('{old}', 'hex')")  # noqa: S608 - hexadecimal

    with pytest.raises(Broken, match=r"^The end is missing: entry 8 was noted elsewhere, and the last is 6"):
        await log.check.verify()


async def test_a_log_that_was_written_anew_is_not_the_one_that_was_noted(log: Log, intruder: Intruder) -> None:
    noted = (await log.check.verify()).head
    await intruder.run("""
        delete from audit_origins; delete from audit_entries;
        update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex'), seal = null
    """)
    assert (await log.check.verify()).head.seq == 0
    await log.hear_some(7)

    with pytest.raises(Broken, match=r"^Entry 6 is not the one whose hash was noted elsewhere"):
        await log.check.verify(noted=[noted])


async def test_entries_past_the_log_are_seen(log: Log, intruder: Intruder) -> None:
    await intruder.run("""
        update audit_head set seq = 5, hash = (select hash from audit_entries where seq = 5)
    """)

    with pytest.raises(Broken, match=r"^Entry 6 was added past the log"):
        await log.check.verify()


async def test_a_head_that_is_gone_is_missed(log: Log, intruder: Intruder) -> None:
    await intruder.run("delete from audit_head")

    with pytest.raises(Broken, match=r"^How far the log has come"):
        await log.check.verify()


class TestOrigins:
    async def test_one_that_was_changed_is_seen(self, log: Log, intruder: Intruder) -> None:
        await intruder.run("create table kept as table audit_origins")
        problems: set[str | None] = set()

        for change in ("address = '192.0.2.8'", "user_agent = ''", "request_id = null", "salt = sha256(salt)"):
            await intruder.run(f"update audit_origins set {change} where seq = 4")  # noqa: S608 - as above
            problems.add((await log.check.check()).problem)
            await intruder.run("delete from audit_origins; insert into audit_origins select * from kept")

        assert problems == {"From where entry 4 came was changed."}

    async def test_one_that_was_removed_without_a_word_is_missed(self, log: Log, intruder: Intruder) -> None:
        await intruder.run("delete from audit_origins where seq = 4")

        with pytest.raises(Broken, match=r"^From where entry 4 came was removed"):
            await log.check.verify()

    async def test_erasing_one_person_excuses_nobody_else(self, log: Log, intruder: Intruder) -> None:
        await log.audit.erase_origins_of(ALICE)
        await intruder.run("delete from audit_origins where seq = 2")

        with pytest.raises(Broken, match=r"^From where entry 2 came was removed"):
            await log.check.verify()

    async def test_erasing_a_person_excuses_nothing_that_came_later(self, log: Log, intruder: Intruder) -> None:
        await log.audit.erase_origins_of(ALICE)
        await log.hear_some(1)
        await intruder.run("delete from audit_origins where seq = 8")

        with pytest.raises(Broken, match=r"^From where entry 8 came was removed"):
            await log.check.verify()

    async def test_an_erasure_that_names_no_entry_any_more_is_told_of_as_changed(
        self, log: Log, intruder: Intruder
    ) -> None:
        log.clock.advance(timedelta(days=92))
        await log.audit.expire_origins()
        await intruder.run("update audit_entries set object_id = 'all' where seq = 7")

        with pytest.raises(Broken, match=r"^From where entry 1 came was removed"):
            await log.check.verify()


class TestNote:
    async def test_it_stands_outside_and_is_looked_at(self, log: Log) -> None:
        await log.check.note_head()
        await log.hear_some(1)

        whole = await log.check.verify()

        assert whole.noted is not None
        assert (whole.noted.seq, whole.head.seq) == (6, 7)

    async def test_one_that_is_not_ours_is_refused(self, log: Log, tmp_path: Path) -> None:
        await log.check.note_head()
        note = tmp_path / "blobs" / "audit" / "head"
        note.write_text(note.read_text().replace('"6:', '"5:'))

        with pytest.raises(Broken, match="note outside"):
            await log.check.verify()


class TestLines:
    @pytest.mark.parametrize("line", [b"", b"{}", b"[]", b"\xff", b'{"seq": "x"}'])
    def test_what_is_no_line_of_ours_is_refused(self, line: bytes) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 - what the reader of files answers is told there
            lines.read(line)
