"""Whose plan is which: schema `kit`, table `user_plans`. Every module may ask for one person's, by a door."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.kit.plans.limits import Plan


async def plan_of(connection: Connection, user_id: UUID) -> Plan | None:
    """With any module's role. None where nobody gave them one."""
    return cast("Plan | None", await connection.fetchval("select kit.plan_of($1)", user_id))


async def hold(tx: Transaction, user_id: UUID, limit: str) -> None:
    """Whoever else adds something under this limit waits until `tx` ends."""
    await tx.execute("select pg_advisory_xact_lock(hashtextextended('plan ' || $1::text, 0))", f"{limit} of {user_id}")


async def in_use(connection: Connection, plans: Sequence[Plan]) -> set[Plan]:
    """Those of these that were given to anybody."""
    rows = await connection.fetch(
        "select plan from unnest($1::text[]) as given (plan)"
        " where exists (select from user_plans where user_plans.plan = given.plan)",
        plans,
    )
    return {row["plan"] for row in rows}


async def put(tx: Transaction, user_id: UUID, plan: Plan) -> None:
    await tx.execute(
        "insert into user_plans (user_id, plan) values ($1, $2)"
        " on conflict (user_id) do update set plan = excluded.plan",
        user_id,
        plan,
    )


async def delete(tx: Transaction, user_id: UUID) -> None:
    await tx.execute("delete from user_plans where user_id = $1", user_id)
