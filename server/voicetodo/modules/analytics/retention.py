"""What is kept of what was counted, and for how long."""

from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy

SYSTEM_DAYS: Final = RetentionPolicy(
    data="Sums over all who agreed to be counted, by the day: numbers that lead to nobody"
)


def facts(kept_for: timedelta) -> RetentionPolicy:
    return RetentionPolicy(
        code="insight-facts",
        data="Facts for insights: when which task was made or done and which command was given, without a word of it",
        kept_for=kept_for,
        counted_from="the end of the month in which it happened",
        counted_from_code="month",
        setting="VOICETODO_ANALYTICS_DAYS",
    )
