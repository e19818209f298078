"""Announcements below HTTP: two who write one at the same moment."""

import asyncio
from collections.abc import Callable
from contextvars import Context

import pytest

from tests.modules.admin.log import ALICE, START
from voicetodo.kit.audit import Actor
from voicetodo.kit.bus import LocalBroadcast
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http.conditions import check, etag_of
from voicetodo.kit.ids import new_id
from voicetodo.kit.plans import Plans, PlanSettings
from voicetodo.modules.admin.model.announcements import Announcement
from voicetodo.modules.admin.service.announcing import Announcing, Check

_WAITING = "select count(*) from pg_locks where relation = 'announcements'::regclass and not granted"


@pytest.fixture
def db(database: Callable[[str], Database]) -> Database:
    return database("admin")


@pytest.fixture
def announcing(db: Database) -> Announcing:
    plans = Plans(db, settings=PlanSettings(), broadcast=LocalBroadcast())
    return Announcing(db=db, clock=FixedClock(START), plans=plans, tell=_nobody_listens)


async def _nobody_listens() -> None:
    return


def only_as_new(kept: Announcement | None) -> None:
    """What `If-None-Match: *` asks."""
    check(None if kept is None else etag_of(kept.version), if_match=None, if_none_match="*")


def as_it_comes(kept: Announcement | None) -> None:
    """Nothing is asked."""


async def at_once(
    announcing: Announcing, db: Database, texts: list[str], checked: Check
) -> list[tuple[Announcement, bool] | BaseException]:
    """All write one announcement, and each has looked before anybody wrote."""
    announcement_id = new_id()

    async def write(text: str) -> tuple[Announcement, bool]:
        wanted = Announcement(id=announcement_id, version=0, text=text, severity="info", starts_at=START)
        return await announcing.put(wanted, check=checked, by=Actor(role="admin", user_id=ALICE))

    async with db.transaction() as tx:
        await tx.execute("lock table announcements in share row exclusive mode")
        # In contexts of their own: what is asked here, the transaction above does not answer.
        writing = [asyncio.create_task(write(text), context=Context()) for text in texts]
        async with asyncio.timeout(60):
            while await tx.fetchval(_WAITING) < len(texts):
                pass
    return await asyncio.gather(*writing, return_exceptions=True)


async def test_of_two_who_write_a_new_one_at_once_one_is_refused(announcing: Announcing, db: Database) -> None:
    answers = await at_once(announcing, db, ["On Friday.", "On Saturday."], only_as_new)

    (kept,) = [each for each in answers if not isinstance(each, BaseException)]
    (refused,) = [each for each in answers if isinstance(each, BaseException)]
    assert isinstance(refused, PreconditionFailed)
    assert kept[1]
    assert await announcing.get(kept[0].id) == kept[0]


async def test_of_two_who_ask_nothing_the_later_one_changes_it(announcing: Announcing, db: Database) -> None:
    answers = await at_once(announcing, db, ["On Friday.", "On Saturday."], as_it_comes)

    told = sorted((each for each in answers if not isinstance(each, BaseException)), key=lambda each: each[0].version)
    assert [(one.version, is_new) for one, is_new in told] == [(1, True), (2, False)]
    assert await announcing.get(told[1][0].id) == told[1][0]
