"""What this module keeps of somebody, as it is told to them."""

from typing import Final

from voicetodo.kit.personal_data import PersonalPart, Telling

TOLD: Final = (
    Telling(
        part=PersonalPart(
            name="facts",
            title="Facts for insights",
            about="When you made or completed which task, and gave which command.",
        ),
        tables=("facts",),
        source="facts",
        columns="at, kind, subject_id, version, category_id, source, took_ms",
        key="at::text || ' ' || kind || ' ' || subject_id",
        kind="text",
    ),
)

#: Tables that are told of nowhere, and why.
UNTOLD: Final = {
    "backfill": "how far a piece of work has come",
    "days": "sums of the facts, which are told",
    "people": "copies of the time zone and of an agreement, which the account tells",
    "system_days": "sums over everybody",
}
