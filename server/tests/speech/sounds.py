"""Sounds made for a test, and recordings written in every format people send."""

import io
from collections.abc import Callable
from fractions import Fraction

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream

from voicetodo.speech.samples import SAMPLE_RATE, Samples

SECONDS = 4
COUNT = SECONDS * SAMPLE_RATE
TIME = np.arange(COUNT) / SAMPLE_RATE


def silence() -> Samples:
    return np.zeros(COUNT, dtype=np.float32)


def white_noise() -> Samples:
    return _as_samples(np.random.default_rng(1).standard_normal(COUNT) * 0.2)


def faint_noise() -> Samples:
    return _as_samples(np.random.default_rng(2).standard_normal(COUNT) * 0.003)


def pink_noise() -> Samples:
    spectrum = np.fft.rfft(np.random.default_rng(3).standard_normal(COUNT))
    sound = np.fft.irfft(spectrum / np.sqrt(np.arange(1, len(spectrum) + 1)), COUNT)
    return _as_samples(sound / np.abs(sound).max() * 0.7)


def wind() -> Samples:
    spectrum = np.fft.rfft(np.random.default_rng(4).standard_normal(COUNT))
    pitch = np.fft.rfftfreq(COUNT, 1 / SAMPLE_RATE)
    spectrum[(pitch < 50) | (pitch > 500)] = 0
    sound = np.fft.irfft(spectrum, COUNT)
    return _as_samples(sound / np.abs(sound).max() * 0.8 * np.abs(np.sin(2 * np.pi * 0.7 * TIME)))


def tone() -> Samples:
    return _as_samples(0.6 * np.sin(2 * np.pi * 440 * TIME))


def mains_hum() -> Samples:
    return _as_samples(0.5 * np.sin(2 * np.pi * 50 * TIME) + 0.2 * np.sin(2 * np.pi * 150 * TIME))


def siren() -> Samples:
    return _as_samples(0.5 * np.sin(2 * np.pi * 600 * TIME + 60 * np.sin(2 * np.pi * TIME)))


def melody() -> Samples:
    return _play(seed=5, note_seconds=0.25, overtones=8)


def chords() -> Samples:
    first, second, third = (_play(seed=seed, note_seconds=1.0, overtones=6) for seed in (6, 7, 8))
    return _as_samples((first + second + third) / 3)


def clicks() -> Samples:
    chance = np.random.default_rng(9)
    sound = np.zeros(COUNT)
    for start in chance.integers(0, COUNT - 400, 40):
        sound[start : start + 200] += chance.standard_normal(200) * np.exp(-np.arange(200) / 30)
    return _as_samples(sound / np.abs(sound).max() * 0.8)


def one_sample_spike() -> Samples:
    return _as_samples(np.eye(1, COUNT, COUNT // 2)[0])


NOT_SPEECH: tuple[Callable[[], Samples], ...] = (
    silence,
    white_noise,
    faint_noise,
    pink_noise,
    wind,
    tone,
    mains_hum,
    siren,
    melody,
    chords,
    clicks,
    one_sample_spike,
)


def write_audio(
    samples: Samples,
    *,
    container: str = "wav",
    codec: str = "pcm_s16le",
    rate: int = SAMPLE_RATE,
    layout: str = "mono",
) -> bytes:
    """`samples` (mono, 16 kHz) as a file."""
    sink = io.BytesIO()
    with av.open(sink, mode="w", format=container) as output:
        stream = output.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, AudioStream)
        frame = AudioFrame.from_ndarray(samples[None, :], format="flt", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = 0
        fit = AudioResampler(
            format=stream.codec_context.format, layout=layout, rate=rate, frame_size=stream.frame_size or 1024
        )
        for piece in [*fit.resample(frame), *fit.resample(None)]:
            output.mux(stream.encode(piece))
        output.mux(stream.encode(None))
    return sink.getvalue()


def write_picture(*, seconds: int = 1) -> bytes:
    """A film without sound."""
    sink = io.BytesIO()
    with av.open(sink, mode="w", format="matroska") as output:
        stream = output.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(10 * seconds):
            image = np.zeros((64, 64, 3), dtype=np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="rgb24")))
        output.mux(stream.encode(None))
    return sink.getvalue()


def _play(*, seed: int, note_seconds: float, overtones: int) -> Samples:
    """Plucked notes of a scale, one after another."""
    chance = np.random.default_rng(seed)
    scale = (261.6, 293.7, 329.6, 349.2, 392.0, 440.0, 493.9, 523.3)
    size = int(note_seconds * SAMPLE_RATE)
    time = np.arange(size) / SAMPLE_RATE
    notes = [
        np.minimum(1, time * 40)
        * np.exp(-time * 3)
        * sum(np.sin(2 * np.pi * pitch * part * time) / part for part in range(1, overtones + 1))
        for pitch in chance.choice(scale, COUNT // size)
    ]
    sound = np.concatenate(notes)
    return _as_samples(sound / np.abs(sound).max() * 0.6)


def _as_samples(sound: np.ndarray) -> Samples:
    return np.clip(sound, -1, 1).astype(np.float32)
