"""What is kept of what people said, and for how long."""

from datetime import timedelta

from voicetodo.kit.retention import RetentionPolicy


def commands(kept_for: timedelta) -> RetentionPolicy:
    return RetentionPolicy(
        data="Voice commands: the words, what was understood, and what came of it",
        kept_for=kept_for,
        counted_from="the moment they were spoken",
        setting="VOICETODO_VOICE_COMMANDS_DAYS",
    )
