"""What is kept of what people said, and for how long."""

from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy

LEFT_RECORDINGS: Final = RetentionPolicy(
    data="Recordings that were removed, or whose owner agrees no more", kept_for=timedelta(), counted_from="the removal"
)
UNKEPT_RECORDINGS: Final = RetentionPolicy(
    data="Recordings that were never wholly kept", kept_for=timedelta(days=1), counted_from="the beginning"
)


def commands(kept_for: timedelta) -> RetentionPolicy:
    return RetentionPolicy(
        data="Voice commands: the words, what was understood, and what came of it",
        kept_for=kept_for,
        counted_from="the moment they were spoken",
        setting="VOICETODO_VOICE_COMMANDS_DAYS",
    )


def recordings(kept_for: timedelta) -> RetentionPolicy:
    return RetentionPolicy(
        data="Recordings, sealed, of those who agreed",
        kept_for=kept_for,
        counted_from="the moment they were spoken",
        setting="VOICETODO_VOICE_RECORDINGS_DAYS",
    )
