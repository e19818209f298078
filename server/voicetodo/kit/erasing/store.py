"""The SQL of forgetting somebody, in the schemas of `kit`, `jobs` and `bus`.

Jobs and dead letters are looked through as a whole, by their text: nobody knows what else they may hold. What waits in
the queue is left: it is heard within seconds, or becomes a dead letter.
"""

from uuid import UUID

from voicetodo.kit.db import Transaction


async def take_time(tx: Transaction) -> None:
    """Looking through whole tables takes longer than anybody waits for an answer; here nobody waits."""
    await tx.execute("set local statement_timeout = '15min'")


async def forget_answers(tx: Transaction, user_id: UUID) -> None:
    await tx.execute("delete from idempotency_keys where caller = $1", f"user:{user_id.hex}")


async def forget_plan(tx: Transaction, user_id: UUID) -> None:
    await tx.execute("delete from user_plans where user_id = $1", user_id)


async def forget_jobs(tx: Transaction, user_id: UUID) -> None:
    """Those that run are left to end; the next round finds them."""
    await tx.execute(
        "delete from procrastinate_jobs where status <> 'doing' and strpos(args::text, $1) > 0", str(user_id)
    )


async def forget_dead_letters(tx: Transaction, user_id: UUID, *, but: str) -> None:
    await tx.execute(
        "delete from dead_letters where name <> $3 and (user_id = $1 or strpos(payload, $2) > 0)",
        user_id,
        str(user_id),
        but,
    )
    await tx.execute(
        """
        delete from retries as given_up where user_id = $1 and not exists (
            select from queue where queue.subscriber = given_up.subscriber and queue.user_id = given_up.user_id
        )
        """,
        user_id,
    )
