"""Whose plan is which, as whoever looks after an installation gives them, and how much of it they use."""

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.cache import Versions
from voicetodo.kit.db import Database
from voicetodo.kit.errors import DomainError
from voicetodo.kit.plans import Plan, Plans
from voicetodo.kit.rpc.errors import CallRefused
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.usage import UsageFace
from voicetodo.modules.auth.api import AuthApi

_log = logger("plans")


class Used(msgspec.Struct, frozen=True):
    """`allowed` is null where there is no end; `used` where nothing is counted, or who counts it does not answer."""

    name: str
    allowed: int | None
    used: int | None


class Standing(msgspec.Struct, frozen=True):
    """Somebody's plan, and how much of it they use."""

    plan: Plan
    limits: list[Used]


class UserPlans:
    """Told before it is done: plans are not in this module's schema. What an admin asks for raises UserNotFound.

    `counting` answers with the faces of the modules that count, once all are installed.
    """

    def __init__(
        self,
        *,
        db: Database,
        auth: AuthApi,
        plans: Plans,
        versions: Versions,
        counting: Callable[[], Sequence[UsageFace]],
    ) -> None:
        self._db = db
        self._auth = auth
        self._plans = plans
        self._versions = versions
        self._counting = counting

    async def standing(self, user_id: UUID) -> Standing:
        """What they have, and may have, of all that plans may bound, in the order of the names."""
        plan = await self._plans.plan_of(user_id)
        limits = self._plans.limits(plan)
        answers = await asyncio.gather(*(_used_by(face, user_id) for face in self._counting()))
        used = {name: number for answer in answers for name, number in answer.items()}
        return Standing(plan, [Used(name, limits.get(name), used.get(name)) for name in sorted(self._plans.known)])

    async def get(self, user_id: UUID, *, by: Actor) -> Standing:
        await self._auth.get_account(user_id=user_id)
        async with self._db.transaction() as tx:
            await audit(tx, "admin.plan_seen", on=("user", user_id), by=by)
        return await self.standing(user_id)

    async def give(self, user_id: UUID, plan: Plan, *, by: Actor) -> Standing:
        """What they have beyond it stays; they can add no more."""
        await self._auth.get_account(user_id=user_id)
        async with self._db.transaction() as tx:
            await audit(tx, "admin.plan_given", on=("user", user_id), by=by, plan=plan)
        return await self._change(user_id, plan)

    async def take(self, user_id: UUID, *, by: Actor) -> Standing:
        """Theirs is that of everybody again."""
        await self._auth.get_account(user_id=user_id)
        async with self._db.transaction() as tx:
            await audit(tx, "admin.plan_taken", on=("user", user_id), by=by)
        return await self._change(user_id, None)

    async def _change(self, user_id: UUID, plan: Plan | None) -> Standing:
        await self._plans.give(user_id, plan)
        # what they were answered with before may show more, or less, than they are to see
        await self._versions.bump(user_id)
        return await self.standing(user_id)


async def _used_by(face: UsageFace, user_id: UUID) -> dict[str, int]:
    """Nothing where the module cannot be asked just now: what can be told is told all the same."""
    try:
        return await face.used_by(user_id=user_id)
    except (DomainError, CallRefused) as error:
        _log.warning("usage_not_told", module=face.module, reason=repr(error))
        return {}
