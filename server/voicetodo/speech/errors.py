"""What can go wrong between a recording and its words, each with a sentence a person can act on."""

from voicetodo.kit.errors import DomainError


class SpeechError(DomainError):
    """The recording could not be turned into words."""


class AudioEmpty(SpeechError):
    """The recording holds no sound; record it again."""

    status = 422


class AudioUnreadable(SpeechError):
    """This is not a recording we can read; send WAV, FLAC, OGG, WebM, MP3 or M4A."""

    status = 415


class AudioTooLong(SpeechError):
    """The recording is too long; send it in shorter pieces."""

    status = 413


class AudioTooLarge(SpeechError):
    """The file is too large; send a shorter or a compressed recording."""

    status = 413


class LanguageUnsupported(SpeechError):
    """The speech engine does not understand this language; type the sentence instead."""

    status = 422


class SpeechBusy(SpeechError):
    """Many people are speaking at this moment; try again in a few seconds."""

    status = 503

    def __init__(self, sentence: str | None = None, *, retry_after_seconds: int = 2) -> None:
        super().__init__(sentence, headers={"Retry-After": str(retry_after_seconds)})


class SpeechUnavailable(SpeechError):
    """Speech recognition is not available at this moment; type the sentence instead."""

    status = 503

    def __init__(self, sentence: str | None = None, *, retry_after_seconds: int = 10) -> None:
        super().__init__(sentence, headers={"Retry-After": str(retry_after_seconds)})


BY_NAME: dict[str, type[SpeechError]] = {
    kind.__name__: kind
    for kind in (
        AudioEmpty,
        AudioUnreadable,
        AudioTooLong,
        AudioTooLarge,
        LanguageUnsupported,
        SpeechUnavailable,
    )
}
"""What a worker may answer with, by the name it is sent under."""
