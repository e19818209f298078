"""Taking an account back from whoever had it: what they can have made to come back by is good no more."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.bus import announce
from voicetodo.kit.db import Transaction
from voicetodo.modules.auth.events import DeletionCancelled
from voicetodo.modules.auth.service.other_access import end_other_access
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.store import authenticator_apps, deletions, recovery_codes

#: Whoever takes an account makes such things before they change its address, too. What is older the owner was told of.
_MADE_SINCE: Final = timedelta(days=1)


async def end_what_was_made(tx: Transaction, user_id: UUID, *, since: datetime, at: datetime, by: Actor) -> list[UUID]:
    """Since then, and a day before. Answers the tokens and authorizations that ended, to be told after the commit.

    Of app passwords nobody is told by name: all that is remembered of the user is to be forgotten then.
    """
    since -= _MADE_SINCE
    if await authenticator_apps.remove_since(tx, user_id, since):
        await recovery_codes.replace(tx, user_id, [])
        await audit(tx, "auth.second_factor_removed", on=("user", user_id), by=by, kind="authenticator_app")
        await note(tx, user_id, "authenticator_app_removed", at=at)
    ended = await end_other_access(tx, user_id, since=since, at=at, by=by, reason="email_changed")
    await _keep(tx, user_id, since=since, at=at, by=by)
    return ended.credentials


async def _keep(tx: Transaction, user_id: UUID, *, since: datetime, at: datetime, by: Actor) -> None:
    """The account, where its deletion was asked for since. Its row is locked, as by whoever deletes it."""
    found = await deletions.find(tx, user_id)
    if found is None or found.begun_at is not None or found.asked_at < since:
        return
    await deletions.cancel(tx, user_id)
    await note(tx, user_id, "deletion_cancelled", at=at)
    await announce(tx, DeletionCancelled(user_id=user_id))
    await audit(tx, "auth.deletion_cancelled", on=("user", user_id), by=by)
