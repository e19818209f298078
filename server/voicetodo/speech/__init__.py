"""Audio in, words out: speech engines behind one small interface.

`open_pool` gives a pool of worker processes that never block the event loop; `transcribe_file` hears one file at
once. Silence, noise and music give an empty text: words are never invented. Every error derives from `SpeechError`.
"""

from voicetodo.speech.engine import Overheard, SpeechEngine, Transcript
from voicetodo.speech.errors import (
    AudioEmpty,
    AudioTooLarge,
    AudioTooLong,
    AudioUnreadable,
    LanguageUnsupported,
    SpeechBusy,
    SpeechError,
    SpeechUnavailable,
)
from voicetodo.speech.moonshine.convert import ensure_model
from voicetodo.speech.opening import open_pool, transcribe_file
from voicetodo.speech.pool import SpeechPool, understands

__all__ = [
    "AudioEmpty",
    "AudioTooLarge",
    "AudioTooLong",
    "AudioUnreadable",
    "LanguageUnsupported",
    "Overheard",
    "SpeechBusy",
    "SpeechEngine",
    "SpeechError",
    "SpeechPool",
    "SpeechUnavailable",
    "Transcript",
    "ensure_model",
    "open_pool",
    "transcribe_file",
    "understands",
]
