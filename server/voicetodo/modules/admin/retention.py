"""What is kept of what people did that matters to security, and for how long."""

from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy

ENTRIES: Final = RetentionPolicy(data="Audit log: who did what, under ids alone (kept for good)")

FLAGS: Final = RetentionPolicy(data="Feature flags: ids of people whom a rule names")

ANNOUNCEMENTS: Final = RetentionPolicy(
    code="announcements",
    data="Announcements, and who dismissed them",
    kept_for=timedelta(days=90),
    counted_from="its end",
    counted_from_code="end",
)


def origins(days: int) -> RetentionPolicy:
    return RetentionPolicy(
        code="audit-origins",
        data="Audit log: from where, by which program",
        kept_for=timedelta(days=days),
        counted_from="the act",
        counted_from_code="act",
        setting="VOICETODO_AUDIT_ORIGIN_DAYS",
    )


def stranger_origins(days: int) -> RetentionPolicy:
    return RetentionPolicy(
        code="audit-stranger-origins",
        data="Audit log: from where strangers tried, who had not signed in",
        kept_for=timedelta(days=days),
        counted_from="the act",
        counted_from_code="act",
        setting="VOICETODO_AUDIT_STRANGER_ORIGIN_DAYS",
    )
