"""What this module does when it hears of others' facts."""

from voicetodo.kit.bus import Envelope
from voicetodo.kit.db import Transaction
from voicetodo.kit.erasing import take_time
from voicetodo.modules.auth.events import ConsentChanged, UserDeleted
from voicetodo.modules.voice.store import commands, recordings


async def on_consent_changed(tx: Transaction, event: ConsentChanged, _envelope: Envelope) -> None:
    """Who agrees has their recordings kept from now on; who agrees no more has none."""
    if event.purpose != "recordings":
        return
    if event.is_given:
        await recordings.agree(tx, event.user_id)
    else:
        await recordings.disagree(tx, event.user_id)


async def on_user_deleted(tx: Transaction, event: UserDeleted, _envelope: Envelope) -> None:
    """Nothing of what they said is left, nor their id in what others said; the bytes go within a minute."""
    await take_time(tx)
    await recordings.disagree(tx, event.user_id)
    await commands.forget_of(tx, event.user_id)
