"""What is kept of what clients are told, and for how long."""

from typing import Final

from voicetodo.kit.retention import RetentionPolicy
from voicetodo.modules.realtime.service import KEPT_FOR

#: Tables of which nothing is told to whoever asks for their data, and why.
UNTOLD: Final = {
    "feed": "copies of changes, for clients that were away a few days: what changed is told where it is kept",
    "heads": "how far a feed has come: a number",
}
FEEDS: Final = RetentionPolicy(
    code="feeds",
    data="Feeds: changes for clients that were away",
    kept_for=KEPT_FOR,
    counted_from="the change",
    counted_from_code="change",
)
