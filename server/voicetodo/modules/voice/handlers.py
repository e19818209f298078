"""What this module does when it hears of others' facts."""

from voicetodo.kit.bus import Envelope
from voicetodo.kit.db import Transaction
from voicetodo.modules.auth.events import ConsentChanged
from voicetodo.modules.voice.store import recordings


async def on_consent_changed(tx: Transaction, event: ConsentChanged, _envelope: Envelope) -> None:
    """Who agrees has their recordings kept from now on; who agrees no more has none."""
    if event.purpose != "recordings":
        return
    if event.is_given:
        await recordings.agree(tx, event.user_id)
    else:
        await recordings.disagree(tx, event.user_id)
