"""What is kept of what people said, and for how long."""

from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy

LEFT_RECORDINGS: Final = RetentionPolicy(
    code="removed-recordings",
    data="Recordings that were removed, or whose owner agrees no more",
    kept_for=timedelta(),
    counted_from="the removal",
    counted_from_code="removal",
)
UNKEPT_RECORDINGS: Final = RetentionPolicy(
    code="unfinished-recordings",
    data="Recordings that were never wholly kept",
    kept_for=timedelta(days=1),
    counted_from="the beginning",
    counted_from_code="beginning",
)


def commands(kept_for: timedelta) -> RetentionPolicy:
    return RetentionPolicy(
        code="voice-commands",
        data="Voice commands: the words, what was understood, and what came of it",
        kept_for=kept_for,
        counted_from="the moment they were spoken",
        counted_from_code="speaking",
        setting="VOICETODO_VOICE_COMMANDS_DAYS",
    )


def recordings(kept_for: timedelta) -> RetentionPolicy:
    return RetentionPolicy(
        code="recordings",
        data="Recordings, sealed, of those who agreed",
        kept_for=kept_for,
        counted_from="the moment they were spoken",
        counted_from_code="speaking",
        setting="VOICETODO_VOICE_RECORDINGS_DAYS",
    )
