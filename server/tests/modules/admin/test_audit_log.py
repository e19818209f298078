"""The audit log: what it keeps, in which order, and what it may forget."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest

from tests.modules.admin.log import ALICE, BOB, Log, act
from voicetodo.kit.audit import audited
from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.db import Database
from voicetodo.modules.admin.api import Act, ActOrigin
from voicetodo.modules.admin.store.audit_search import ActFilter

EVERYTHING = ActFilter()
CHANGES = (
    "update audit_entries set result = 'refused'",
    "delete from audit_entries",
    "truncate audit_entries cascade",
)


@pytest.fixture
def log(database: Callable[[str], Database], tmp_path: Path) -> Log:
    return Log(database("admin"), open_blobs(BlobSettings(data_dir=tmp_path)))


async def acts(log: Log, wanted: ActFilter = EVERYTHING) -> list[Act]:
    return await log.audit.list_latest(wanted, before=2**62, limit=200)


class TestKeep:
    async def test_an_act_is_kept_as_it_was_told(self, log: Log) -> None:
        told = act("todo.category_shared", role="editor")

        await log.hear(told)

        (kept,) = await acts(log)
        assert (kept.seq, kept.at, kept.action, kept.result) == (1, log.clock.now(), told.action, "done")
        assert (kept.actor_id, kept.owner_id, kept.object_id) == (ALICE, ALICE, told.object_id)
        assert kept.facts == {"role": "editor"}
        assert kept.origin == ActOrigin("192.0.2.7", "Firefox", "r-12345678")

    async def test_the_latest_come_first_and_page_by_page(self, log: Log) -> None:
        await log.hear_some(5)

        first = await log.audit.list_latest(EVERYTHING, before=2**62, limit=3)
        rest = await log.audit.list_latest(EVERYTHING, before=first[-1].seq, limit=3)

        assert [each.seq for each in (*first, *rest)] == [5, 4, 3, 2, 1]

    async def test_what_several_add_at_once_is_one_chain(self, log: Log) -> None:
        await asyncio.gather(*(log.hear(act(), act(), act()) for _ in range(10)))

        assert [each.seq for each in await acts(log)] == list(range(30, 0, -1))
        assert (await log.check.verify()).head.seq == 30

    async def test_the_module_itself_may_only_add(self, log: Log) -> None:
        await log.hear_some(1)

        async with log.db.connection() as connection:
            for sql in (*CHANGES, "update audit_origins set address = ''", "delete from audit_head"):
                with pytest.raises(asyncpg.InsufficientPrivilegeError, match="permission denied"):
                    await connection.execute(sql)

    async def test_who_owns_the_tables_may_only_add_as_well(self, log: Log, postgres_url: str) -> None:
        await log.hear_some(1)

        owner = await asyncpg.connect(postgres_url, server_settings={"search_path": "admin"})
        for sql in CHANGES:
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="only grows"):
                await owner.execute(sql)
        await owner.close()


class TestFilter:
    async def test_each_condition_holds(self, log: Log) -> None:
        await log.hear(act("auth.signed_in"), act("todo.exported", by=BOB), audited("auth.suspended", on=("user", BOB)))
        log.clock.advance(timedelta(hours=1))
        await log.hear(act("auth.session_revoked"))

        later = log.clock.now()
        found = {
            "action": ActFilter(action="todo.exported"),
            "actor": ActFilter(actor_id=ALICE),
            "owner": ActFilter(owner_id=BOB),
            "person": ActFilter(person_id=BOB),
            "role": ActFilter(role="system"),
            "kind": ActFilter(object_kind="user", object_id=str(BOB)),
            "result": ActFilter(result="refused"),
            "address": ActFilter(address="192.0.2.7", actor_id=BOB),
            "request": ActFilter(request_id="r-12345678"),
            "since": ActFilter(since=later),
            "until": ActFilter(until=later),
        }

        assert {name: [each.seq for each in await acts(log, wanted)] for name, wanted in found.items()} == {
            "action": [2],
            "actor": [4, 1],
            "owner": [3, 2],
            "person": [3, 2],
            "role": [3],
            "kind": [3],
            "result": [],
            "address": [2],
            "request": [4, 2, 1],
            "since": [4],
            "until": [3, 2, 1],
        }


class TestForgetting:
    async def test_from_where_somebody_acted_can_be_erased_and_that_they_did_stays(self, log: Log) -> None:
        await log.hear(act(by=ALICE), act(by=BOB), act(by=ALICE))

        await log.audit.erase_origins_of(ALICE)

        known = {each.seq: each.origin is not None for each in await acts(log)}
        assert known == {1: False, 2: True, 3: False, 4: False}
        whole = await log.check.verify()
        assert (whole.head.seq, whole.erased) == (4, 2)

    async def test_erasing_what_is_not_there_is_no_act(self, log: Log) -> None:
        await log.hear_some(1)

        await log.audit.erase_origins_of(BOB)

        assert len(await acts(log)) == 1

    async def test_origins_are_forgotten_when_their_time_is_over(self, log: Log) -> None:
        await log.hear_some(2)
        log.clock.advance(timedelta(days=80))
        await log.hear_some(1)
        log.clock.advance(timedelta(days=12))

        await log.audit.expire_origins()
        await log.audit.expire_origins()

        assert {each.seq: each.origin is not None for each in await acts(log)} == {
            1: False,
            2: False,
            3: True,
            4: False,
        }
        assert (await log.check.verify()).erased == 2

    async def test_what_somebody_did_and_what_was_done_to_them_can_be_handed_to_them(self, log: Log) -> None:
        await log.hear(act(by=ALICE), act(by=BOB), audited("auth.suspended", on=("user", ALICE)))

        first = await log.audit.list_of_person(ALICE, after=0, limit=1)
        rest = await log.audit.list_of_person(ALICE, after=first[-1].seq, limit=5)

        assert [each.seq for each in (*first, *rest)] == [1, 3]
