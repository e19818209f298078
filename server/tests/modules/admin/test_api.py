"""`AdminApi`, asked in one process and over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextvars import Context
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from msgspec.structs import replace

from tests.kit.rpc.library import serving
from tests.modules.admin.log import ALICE, BOB, Log, act
from voicetodo.kit.audit import Actor
from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.db import Database
from voicetodo.kit.flags import Rule, switch
from voicetodo.kit.personal_data import PersonalData
from voicetodo.kit.rpc.app import rpc_app
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.rpc.service_token import ServiceTokens
from voicetodo.modules.admin.api import ActOrigin, AdminApi
from voicetodo.modules.admin.events import FlagChanged
from voicetodo.modules.admin.local import LocalAdminApi
from voicetodo.modules.admin.store import flags
from voicetodo.modules.admin.store.personal_data import TOLD
from voicetodo.modules.auth.events import UserDeleted

SECRET = b"s" * 32
#: Whether somebody waits for another transaction.
_WAITING = "select exists (select from pg_locks where not granted)"


@pytest.fixture
def log(database: Callable[[str], Database], tmp_path: Path) -> Log:
    return Log(database("admin"), open_blobs(BlobSettings(data_dir=tmp_path)))


@pytest_asyncio.fixture(params=["here", "remote"])
async def admin(request: pytest.FixtureRequest, log: Log) -> AsyncIterator[AdminApi]:
    answering = Faces()
    answer = LocalAdminApi(audit_log=log.audit, flags=log.flags, personal_data=PersonalData(log.db, TOLD))
    answering.answer(AdminApi, answer)
    if request.param == "here":
        yield answering.get(AdminApi)
        return
    async with serving(rpc_app(answering, ServiceTokens(SECRET))) as address:
        asking = Faces({"admin": address}, tokens=ServiceTokens(SECRET))
        yield asking.get(AdminApi)
        await asking.stop()


async def test_it_tells_what_somebody_did_and_from_where(admin: AdminApi, log: Log) -> None:
    await log.hear(act(by=BOB), act(by=ALICE, reason="lost"))

    (told,) = await admin.list_acts_of(user_id=ALICE, after=0, limit=10)

    assert (told.seq, told.actor_id, told.facts) == (2, ALICE, {"reason": "lost"})
    assert told.origin == ActOrigin("192.0.2.7", "Firefox", "r-12345678")


async def test_it_forgets_from_where_somebody_acted(admin: AdminApi, log: Log) -> None:
    await log.hear_some(2)

    await admin.erase_origins_of(user_id=ALICE)
    await admin.erase_origins_of(user_id=ALICE)

    told = await admin.list_acts_of(user_id=ALICE, after=0, limit=10)
    assert [(each.action, each.origin) for each in told] == [
        ("auth.signed_in", None),
        ("auth.signed_in", None),
        ("admin.origins_erased", None),
    ]


async def test_flags_that_code_asks_for_are_kept_as_declared_unless_they_are_kept_already(
    admin: AdminApi, log: Log
) -> None:
    declared = switch("voice.adviser", "Ask the adviser", is_on=True)
    await admin.declare_flags(flags=[declared])
    told = log.flags_told

    await admin.declare_flags(flags=[switch("voice.adviser", "Said otherwise", is_on=False)])

    found = await admin.flags_since(version=0)
    assert found is not None
    assert (found.flags, found.version, log.flags_told, told) == ([declared], 1, 1, 1)


async def test_who_knows_all_flags_is_told_nothing(admin: AdminApi) -> None:
    rule = Rule(variant="off", user_ids=[ALICE], plans=["free"], roles=["user"], percentage=12.5)
    await admin.declare_flags(flags=[replace(switch("voice.adviser", "x", is_on=True), rules=[rule])])

    found = await admin.flags_since(version=-1)

    assert found is not None
    assert found.flags[0].rules == [rule]
    assert await admin.flags_since(version=found.version) is None


async def test_a_change_is_announced_in_the_transaction_that_makes_it(log: Log) -> None:
    flag = switch("voice.adviser", "Ask the adviser", is_on=True)
    by = Actor(role="admin", user_id=ALICE)
    await log.flags.put(flag, check_state=lambda _: None, by=by)
    await log.flags.kill(flag.key, by=by)

    async with log.db.connection() as connection:
        rows = await connection.fetch("select payload from outbox where name = $1 order by place", FlagChanged.name)

    told = [msgspec.json.decode(row["payload"], type=FlagChanged) for row in rows]
    assert told == [FlagChanged(ALICE, flag.key, "created", 1), FlagChanged(ALICE, flag.key, "killed", 2)]


async def test_a_rule_names_nobody_who_has_no_account_any_more(log: Log) -> None:
    rules = [Rule(variant="off", user_ids=[ALICE, BOB]), Rule(variant="off", user_ids=[ALICE]), Rule(variant="on")]
    flag = replace(switch("voice.adviser", "Ask the adviser", is_on=True), rules=rules)
    await log.flags.declare([flag, switch("auth.registration", "Open", is_on=True)])

    event = UserDeleted(user_id=ALICE)
    async with log.db.transaction() as tx:
        await log.flags.forget_person(tx, event, log.told(event))

    found = await log.flags.since(1)
    assert found is not None
    assert [rule.user_ids for rule in found.flags[1].rules] == [[BOB], [], None]


async def test_whoever_leaves_while_a_flag_is_killed_does_not_bring_it_back(log: Log) -> None:
    flag = replace(switch("voice.adviser", "Ask", is_on=True), rules=[Rule(variant="on", user_ids=[ALICE])])
    await log.flags.declare([flag])
    event = UserDeleted(user_id=ALICE)

    async def forget() -> None:
        async with log.db.transaction() as tx:
            await log.flags.forget_person(tx, event, log.told(event))

    async with log.db.transaction() as tx:
        version = await flags.next_version(tx)
        forgetting = asyncio.create_task(forget(), context=Context())
        async with log.db.transaction_beside() as beside, asyncio.timeout(20):
            while not await beside.fetchval(_WAITING):
                pass
        await flags.put(tx, replace(flag, is_killed=True), version=version, at=log.clock.now())
    await forgetting

    kept = (await log.flags.get(flag.key)).flag
    assert (kept.is_killed, kept.rules) == (True, [Rule(variant="on", user_ids=[])])


async def test_it_tells_a_person_their_entries_but_not_from_where_others_acted(admin: AdminApi, log: Log) -> None:
    by_bob = act(by=BOB)
    await log.hear(act(by=ALICE), replace(by_bob, owner_id=ALICE), by_bob)

    page = await admin.list_personal_data(user_id=ALICE, part="audit-log", after=None)

    told = [msgspec.json.decode(each.value) for each in page.records]
    assert [(each["by_me"], each["address"]) for each in told] == [(True, "192.0.2.7"), (False, None)]
    assert str(BOB) not in str(told)
