"""What is kept of what people did that matters to security, and for how long."""

from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy

ENTRIES: Final = RetentionPolicy(data="Audit log: who did what, under ids alone (kept for good)")


def origins(days: int) -> RetentionPolicy:
    return RetentionPolicy(
        data="Audit log: from where, by which program",
        kept_for=timedelta(days=days),
        counted_from="the act",
        setting="VOICETODO_AUDIT_ORIGIN_DAYS",
    )
