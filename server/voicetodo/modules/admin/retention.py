"""What is kept of what people did that matters to security, and for how long."""

from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy

ENTRIES: Final = RetentionPolicy(data="Audit log: who did what, under ids alone (kept for good)")

FLAGS: Final = RetentionPolicy(data="Feature flags: ids of people whom a rule names")

ANNOUNCEMENTS: Final = RetentionPolicy(
    data="Announcements, and who dismissed them", kept_for=timedelta(days=90), counted_from="its end"
)


def origins(days: int) -> RetentionPolicy:
    return RetentionPolicy(
        data="Audit log: from where, by which program",
        kept_for=timedelta(days=days),
        counted_from="the act",
        setting="VOICETODO_AUDIT_ORIGIN_DAYS",
    )
