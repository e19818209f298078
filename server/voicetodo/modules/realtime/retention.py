"""What is kept of what clients are told, and for how long."""

from typing import Final

from voicetodo.kit.retention import RetentionPolicy
from voicetodo.modules.realtime.service import KEPT_FOR

FEEDS: Final = RetentionPolicy(
    data="Feeds: changes for clients that were away", kept_for=KEPT_FOR, counted_from="the change"
)
