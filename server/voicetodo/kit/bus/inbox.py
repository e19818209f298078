"""What a module has heard already: each event's effect happens once, however often the event is brought."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from voicetodo.kit.db import Transaction

#: Longer than anything is brought again.
KEPT_FOR: Final = timedelta(days=30)


async def note(tx: Transaction, ids: Sequence[UUID]) -> set[UUID]:
    """Note them as heard, if this transaction commits; answers those that were not heard before."""
    rows = await tx.fetch("insert into inbox (id) select unnest($1::uuid[]) on conflict do nothing returning id", ids)
    return {row["id"] for row in rows}


async def forget_old(tx: Transaction) -> None:
    await tx.execute("delete from inbox where heard_at < now() - $1::interval", KEPT_FOR)
