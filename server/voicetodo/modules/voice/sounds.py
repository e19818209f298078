"""What a recording is, whatever its sender calls it. Pure."""

import io
import wave
from typing import Final

UNKNOWN: Final = "application/octet-stream"
#: Where the bytes stand, and what they say.
_SIGNATURES: Final = (
    (8, b"WAVE", "audio/wav"),
    (0, b"\x1aE\xdf\xa3", "audio/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (4, b"ftyp", "audio/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf1", "audio/aac"),
)


def media_type_of(audio: bytes) -> str:
    return next((kind for place, sign, kind in _SIGNATURES if audio.startswith(sign, place)), UNKNOWN)


def as_wav(sound: bytes) -> bytes:
    """16-bit samples, mono, at 16 kHz, as a file that says so; half a sample at the end is left out."""
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(16_000)
        wav.writeframes(sound[: len(sound) // 2 * 2])
    return file.getvalue()
