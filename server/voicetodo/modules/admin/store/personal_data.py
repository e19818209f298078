"""What this module keeps of somebody, as it is told to them. From where others acted on them stays unsaid."""

from typing import Final

from voicetodo.kit.personal_data import PersonalPart, Telling

TOLD: Final = (
    Telling(
        part=PersonalPart(
            name="audit-log",
            title="Audit log",
            about="What you did that matters to security, and what was done to what is yours.",
        ),
        tables=("audit_entries", "audit_origins"),
        source="audit_entries as entry left join audit_origins as origin on origin.seq = entry.seq and actor_id = $1",
        columns=(
            "entry.seq, at, action, result, role, coalesce(actor_id = $1, false) as by_me, object_kind, object_id,"
            " facts, address, user_agent, request_id"
        ),
        whose="(actor_id = $1 or owner_id = $1)",
        key="entry.seq",
        kind="bigint",
    ),
    Telling(
        part=PersonalPart(
            name="dismissed-announcements",
            title="Dismissed announcements",
            about="What the installation announced that you have read and put away.",
        ),
        tables=("announcement_dismissals",),
        source="announcement_dismissals join announcements on announcements.id = announcement_id",
        columns="announcement_id, text, severity, starts_at",
        key="announcement_id",
    ),
)

#: Tables that are told of nowhere, and why.
UNTOLD: Final = {
    "announcements": "the installation's own; told with those that somebody dismissed",
    "audit_head": "how far the whole log has come",
    "flag_changes": "a number",
    "flags": "the installation's own; of people it holds ids at most, of whom a feature is tried with",
}
