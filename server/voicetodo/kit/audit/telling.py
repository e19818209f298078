"""Telling of an act, in the transaction that does it."""

from uuid import UUID

from voicetodo.kit.audit.actor import Actor
from voicetodo.kit.audit.audited import On, Result, audited
from voicetodo.kit.bus import announce
from voicetodo.kit.db import Transaction


async def audit(
    tx: Transaction,
    action: str,
    *,
    on: On,
    of: UUID | None = None,
    result: Result = "done",
    by: Actor | None = None,
    **facts: str,
) -> None:
    """Tell of it, if `tx` commits. `action` is a module and what it did, such as `auth.signed_in`.

    `of` is whose it is what was acted `on`. `by` is whoever asks for what is being done now, where nobody else is
    named. Raises ValueError for what nobody could have meant to keep for good.
    """
    await announce(tx, audited(action, on=on, of=of, result=result, by=by, facts=facts))
