"""Bytes of any common audio format in, mono samples at 16 kHz out; never more of them than asked."""

import io
from collections.abc import Iterator

import av
import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer

from voicetodo.speech.errors import AudioEmpty, AudioTooLarge, AudioTooLong, AudioUnreadable
from voicetodo.speech.samples import SAMPLE_RATE, Samples

SAFE_TO_OPEN = {
    "format_whitelist": "wav,w64,aiff,au,caf,flac,ogg,matroska,webm,mp3,mov,mp4,m4a,3gp,3g2,mj2,aac,amr",
    "protocol_whitelist": "",
}
"""Play lists and the like, which would make the decoder open other files and addresses, are not recordings."""


def decode_audio(audio: bytes, *, max_seconds: float = 60, max_bytes: int = 10_000_000) -> Samples:
    """The sound of a WAV, FLAC, OGG, WebM, MP3 or M4A file, whatever its rate, channels and bit depth.

    Decoding stops at `max_seconds`, whatever the header claims, so memory stays bounded. Raises `AudioEmpty`,
    `AudioTooLarge`, `AudioTooLong` or `AudioUnreadable`. What could be read of a file cut off half-way is kept.
    """
    if not audio:
        raise AudioEmpty
    if len(audio) > max_bytes:
        raise AudioTooLarge(
            f"The file has {len(audio) / 1e6:.1f} MB; at most {max_bytes / 1e6:g} MB are taken. "
            "Send a shorter or a compressed recording."
        )
    most = int(max_seconds * SAMPLE_RATE)
    pieces: list[Samples] = []
    count = 0
    for piece in _read_pieces(audio):
        pieces.append(piece)
        count += len(piece)
        if count > most:
            raise AudioTooLong(f"The recording is longer than {max_seconds:g} seconds; send it in shorter pieces.")
    if count == 0:
        raise AudioEmpty
    samples = np.concatenate(pieces)
    return np.nan_to_num(samples, copy=False, nan=0.0, posinf=0.0, neginf=0.0).clip(-1.0, 1.0)


def _read_pieces(audio: bytes) -> Iterator[Samples]:
    """Resampled sound, a frame at a time; damage ends it, or raises `AudioUnreadable` when no sound came before."""
    any_sound = False
    try:
        with av.open(io.BytesIO(audio), mode="r", options=SAFE_TO_OPEN, metadata_errors="replace") as container:
            for frame in _read_frames(container):
                any_sound = True
                yield frame.to_ndarray().reshape(-1).astype(np.float32, copy=False)
    except (av.error.FFmpegError, ValueError, OverflowError, MemoryError) as damage:
        if not any_sound:
            raise AudioUnreadable from damage


def _read_frames(container: InputContainer) -> Iterator[AudioFrame]:
    if not container.streams.audio:
        raise AudioUnreadable("The file holds no sound, only pictures or text; send a recording.")
    stream = container.streams.audio[0]
    resampler = AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
    for packet in container.demux(stream):
        for frame in packet.decode():
            frame.pts = None
            yield from resampler.resample(frame)
    yield from resampler.resample(None)
