"""`AdminApi`, asked in one process and over HTTP."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.rpc.library import serving
from tests.modules.admin.log import ALICE, BOB, Log, act
from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.db import Database
from voicetodo.kit.rpc.app import rpc_app
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.rpc.service_token import ServiceTokens
from voicetodo.modules.admin.api import ActOrigin, AdminApi
from voicetodo.modules.admin.local import LocalAdminApi

SECRET = b"s" * 32


@pytest.fixture
def log(database: Callable[[str], Database], tmp_path: Path) -> Log:
    return Log(database("admin"), open_blobs(BlobSettings(data_dir=tmp_path)))


@pytest_asyncio.fixture(params=["here", "remote"])
async def admin(request: pytest.FixtureRequest, log: Log) -> AsyncIterator[AdminApi]:
    answering = Faces()
    answering.answer(AdminApi, LocalAdminApi(audit_log=log.audit))
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
