"""An audit log of its own, and the acts that it hears of."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from voicetodo.kit.audit import Actor, Audited, audited
from voicetodo.kit.blobs import Blobs
from voicetodo.kit.bus import Envelope, Event, LocalBroadcast
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.db.driver import Driver
from voicetodo.kit.ids import new_id
from voicetodo.kit.plans import Plans, PlanSettings
from voicetodo.kit.rpc.faces import Faces
from voicetodo.modules.admin.service.audit_check import AuditCheck
from voicetodo.modules.admin.service.audit_log import AuditLog, AuditSettings
from voicetodo.modules.admin.service.feature_flags import FeatureFlags
from voicetodo.modules.auth.api import AuthApi

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = b"k" * 32
ALICE, BOB = new_id(), new_id()


class Log:
    """Ninety days are how long origins are known here, and thirty those of strangers."""

    def __init__(self, db: Database, blobs: Blobs) -> None:
        self.db = db
        self.clock = FixedClock(START)
        self.audit = AuditLog(db=db, clock=self.clock, key=KEY, settings=AuditSettings(audit_origin_days=90))
        self.flags_told = 0
        plans = Plans(db, settings=PlanSettings(), broadcast=LocalBroadcast())
        self.flags = FeatureFlags(
            db=db, clock=self.clock, auth=Faces().get(AuthApi), tell=self._tell, kept_by=None, plans=plans
        )
        self.check = AuditCheck(db=db, blobs=blobs, key=KEY)

    async def _tell(self) -> None:
        self.flags_told += 1

    async def hear(self, *acts: Audited) -> None:
        async with self.db.transaction() as tx:
            await self.audit.keep(tx, [self.told(act) for act in acts])

    async def hear_some(self, number: int, *, by: UUID = ALICE) -> None:
        await self.hear(*(act(by=by) for _ in range(number)))

    def told(self, act: Event) -> Envelope:
        return Envelope(
            id=new_id(),
            name=act.name,
            user_id=act.user_id,
            occurred_at=self.clock.now(),
            payload=msgspec.Raw(msgspec.json.encode(act)),
        )


def act(action: str = "auth.signed_in", *, by: UUID = ALICE, **facts: str) -> Audited:
    actor = Actor(role="user", user_id=by, address="192.0.2.7", user_agent="Firefox", request_id="r-12345678")
    return audited(action, on=("session", new_id()), of=by, by=actor, facts=facts)


def strangers(of: UUID | None = None) -> Audited:
    """A wrong password from somebody who had not signed in."""
    actor = Actor(role="anonymous", address="198.51.100.3", user_agent="curl")
    return audited("auth.signed_in", on=("user", of), of=of, by=actor, result="refused")


class Intruder:
    """Owns the database, and has none of our keys."""

    def __init__(self, connection: Driver) -> None:
        self._connection = connection

    async def run(self, sql: str) -> None:
        """Past all triggers and foreign keys."""
        await self._connection.execute(f"set session_replication_role = replica; {sql}")

    async def value(self, sql: str) -> Any:
        return await self._connection.fetchval(sql)


async def broken_in(url: str) -> AsyncIterator[Intruder]:
    connection = await asyncpg.connect(url, server_settings={"search_path": "admin"})
    try:
        yield Intruder(connection)
    finally:
        await connection.close()
