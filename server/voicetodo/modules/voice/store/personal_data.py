"""What this module keeps of somebody, as it is told to them."""

from typing import Final

from voicetodo.kit.personal_data import PersonalPart, Telling

RECORDINGS: Final = PersonalPart(
    name="recordings",
    title="Recordings",
    about="Of what you said, as you agreed that they are kept.",
    has_files=True,
)

TOLD: Final = (
    Telling(
        part=PersonalPart(
            name="commands", title="Voice commands", about="Your words, what was understood, and what came of it."
        ),
        tables=("commands",),
        source="commands",
        columns=(
            "id, kind, transcript, timezone, captured_at, created_at, processed_at, undone_at, plan, outcome,"
            " questions, answered, answer, change_sets, shown"
        ),
    ),
    Telling(
        part=RECORDINGS,
        tables=("recordings",),
        source="recordings",
        columns="command_id, media_type, size, created_at",
        key="command_id",
        file_name="'recording.' || case media_type when 'audio/wav' then 'wav' when 'audio/ogg' then 'ogg'"
        " when 'audio/webm' then 'webm' when 'audio/mp4' then 'm4a' when 'audio/mpeg' then 'mp3'"
        " when 'audio/flac' then 'flac' when 'audio/aac' then 'aac' else 'audio' end",
    ),
)

#: Tables that are told of nowhere, and why.
UNTOLD: Final = {
    "blobs_left": "keys of recordings that are just being removed",
    "recording_consents": "a copy of how it stands with the consent, which the account tells",
}
