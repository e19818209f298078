"""From where people acted is forgotten in its time: found by an index, some at a time, and told in the log."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
import pytest_asyncio

from tests.fixtures.explaining import Explaining
from tests.modules.admin.log import ALICE, Intruder, Log, act, broken_in, strangers
from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.db import Database, Transaction
from voicetodo.modules.admin.model.reading import Broken
from voicetodo.modules.admin.service import audit_log
from voicetodo.modules.admin.service.audit_log import AuditSettings
from voicetodo.modules.admin.store import audit as store
from voicetodo.modules.admin.store.audit import Whose
from voicetodo.modules.admin.store.audit_search import ActFilter

#: An act an hour for more than two years, of which the last two hundred days are known from where.
_FILL = """
    insert into audit_entries (seq, event_id, at, action, result, role, object_kind, facts, hash)
    select n, gen_random_uuid(), timestamptz '2026-11-23 12:00Z' - (20000 - n) * interval '1 hour', 'auth.signed_in',
        'done', case when n % 4 = 0 then 'anonymous' else 'user' end, 'session', '{}', ''
    from generate_series(1, 20000) n;
    insert into audit_origins (seq, acted_at, is_anonymous, salt, address, user_agent)
    select seq, at, role = 'anonymous', '', '192.0.2.7', 'Firefox' from audit_entries
    where at > timestamptz '2026-11-23 12:00Z' - interval '200 days';
    analyze audit_entries, audit_origins
"""


@pytest.fixture
def log(database: Callable[[str], Database], tmp_path: Path) -> Log:
    return Log(database("admin"), open_blobs(BlobSettings(data_dir=tmp_path)))


@pytest_asyncio.fixture
async def intruder(log: Log, postgres_url: str) -> AsyncIterator[Intruder]:  # noqa: ARG001 - after what is broken into
    async for each in broken_in(postgres_url):
        yield each


async def known(log: Log) -> list[int]:
    acts = await log.audit.list_latest(ActFilter(), before=2**62, limit=200)
    return sorted(each.seq for each in acts if each.origin is not None)


async def test_however_many_are_too_old_all_are_forgotten_and_the_log_is_whole(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_log, "_EXPIRED_AT_ONCE", 3)
    await log.hear_some(7)
    log.clock.advance(timedelta(days=92))
    await log.hear_some(2)

    await log.audit.expire_origins()

    assert await known(log) == [8, 9]
    assert (await log.check.verify()).erased == 7
    told = await log.audit.list_latest(ActFilter(action="admin.origins_expired"), before=2**62, limit=9)
    assert [each.object_id for each in told] == ["7", "6", "3"]


async def test_what_was_told_late_is_forgotten_by_when_it_was_done(log: Log) -> None:
    """An act that waited for days to be heard stands after newer ones, which are known all the same."""
    late = log.told(act())
    log.clock.advance(timedelta(days=10))
    await log.hear_some(1)
    async with log.db.transaction() as tx:
        await log.audit.keep(tx, [late])
    log.clock.advance(timedelta(days=82))

    await log.audit.expire_origins()

    assert await known(log) == [1]


async def test_an_origin_that_is_said_to_be_old_stays_where_its_act_is_not(log: Log, intruder: Intruder) -> None:
    await log.hear_some(3, by=ALICE)
    await intruder.run("update audit_origins set acted_at = '2020-01-01Z' where seq = 2")

    await log.audit.expire_origins()

    assert await known(log) == [1, 2, 3]
    assert (await log.check.verify()).erased == 0


async def test_all_are_gone_when_the_time_is_over_that_is_told(log: Log) -> None:
    await log.hear_some(1)
    log.clock.advance(timedelta(days=90, seconds=1))

    await log.audit.expire_origins()

    assert await known(log) == []


async def test_nothing_is_forgotten_before_anything_must_be(log: Log) -> None:
    await log.hear_some(1)
    log.clock.advance(timedelta(days=90))

    await log.audit.expire_origins()
    await log.audit.expire_origins_of_strangers()

    assert await known(log) == [1]


class TestStrangers:
    async def test_from_where_they_tried_is_forgotten_sooner_and_the_log_is_whole(self, log: Log) -> None:
        await log.hear(act(by=ALICE), strangers(of=ALICE), strangers(), act(by=ALICE))
        log.clock.advance(timedelta(days=30, seconds=1))
        await log.hear(strangers())

        await log.audit.expire_origins_of_strangers()
        await log.audit.expire_origins_of_strangers()

        assert await known(log) == [1, 4, 5]
        assert (await log.check.verify()).erased == 2
        refused = await log.audit.list_latest(ActFilter(result="refused", owner_id=ALICE), before=2**62, limit=9)
        assert [each.seq for each in refused] == [2]

    async def test_that_they_are_forgotten_explains_nobody_elses_gap(self, log: Log, intruder: Intruder) -> None:
        await log.hear(act(by=ALICE), strangers())
        log.clock.advance(timedelta(days=31))
        await log.audit.expire_origins_of_strangers()

        await intruder.run("delete from audit_origins where seq = 1")

        with pytest.raises(Broken, match=r"^From where entry 1 came was removed"):
            await log.check.verify()

    async def test_who_is_called_a_stranger_and_is_none_is_not_forgotten(self, log: Log, intruder: Intruder) -> None:
        await log.hear(act(by=ALICE))
        await intruder.run("update audit_origins set is_anonymous = true")
        log.clock.advance(timedelta(days=31))

        await log.audit.expire_origins_of_strangers()

        assert await known(log) == [1]

    def test_they_are_known_no_longer_than_others(self) -> None:
        assert AuditSettings(audit_origin_days=7).stranger_days == 7


@pytest.mark.parametrize(
    ("whose", "index"), [("everybody", "audit_origins_by_time"), ("strangers", "audit_origins_of_strangers")]
)
async def test_the_oldest_are_found_by_an_index_in_a_long_log(
    log: Log, intruder: Intruder, whose: Whose, index: str
) -> None:
    await intruder.run(_FILL)
    async with log.db.transaction() as tx:
        explaining = Explaining(tx)
        asked, before = cast("Transaction", explaining), log.clock.now() - timedelta(days=180)

        oldest = await store.find_oldest_origin(asked, whose)
        number, _ = await store.erase_origins_before(asked, before, whose, limit=50)

    assert oldest is not None
    assert (oldest < before, number) == (True, 50)
    for plan in explaining.plans:
        assert index in plan
        assert "Seq Scan" not in plan
