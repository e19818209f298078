"""From where people acted is forgotten in its time: found by an index, some at a time, and told in the log."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
import pytest_asyncio

from tests.fixtures.explaining import Explaining
from tests.modules.admin.log import ALICE, Intruder, Log, act, broken_in
from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.db import Database, Transaction
from voicetodo.modules.admin.service import audit_log
from voicetodo.modules.admin.store import audit as store
from voicetodo.modules.admin.store.audit_search import ActFilter

#: An act an hour for more than two years, of which the last two hundred days are known from where.
_FILL = """
    insert into audit_entries (seq, event_id, at, action, result, role, object_kind, facts, hash)
    select n, gen_random_uuid(), timestamptz '2026-11-23 12:00Z' - (20000 - n) * interval '1 hour', 'auth.signed_in',
        'done', 'user', 'session', '{}', '' from generate_series(1, 20000) n;
    insert into audit_origins (seq, acted_at, salt, address, user_agent)
    select seq, at, '', '192.0.2.7', 'Firefox' from audit_entries
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


async def test_the_oldest_are_found_by_an_index_in_a_long_log(log: Log, intruder: Intruder) -> None:
    await intruder.run(_FILL)
    async with log.db.transaction() as tx:
        explaining = Explaining(tx)
        asked, before = cast("Transaction", explaining), log.clock.now() - timedelta(days=180)

        oldest = await store.find_oldest_origin(asked)
        number, _ = await store.erase_origins_before(asked, before, limit=50)

    assert (oldest, number) == (log.clock.now() - timedelta(days=200, hours=-1), 50)
    for plan in explaining.plans:
        assert "audit_origins_by_time" in plan
        assert "Seq Scan" not in plan
