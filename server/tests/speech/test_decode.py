import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.speech.sounds import tone, write_audio, write_picture
from voicetodo.speech import AudioEmpty, AudioTooLarge, AudioTooLong, AudioUnreadable, SpeechError
from voicetodo.speech.decode import decode_audio
from voicetodo.speech.samples import SAMPLE_RATE


class TestReading:
    @pytest.mark.parametrize(
        ("container", "codec", "rate", "layout"),
        [
            ("wav", "pcm_u8", 8_000, "mono"),
            ("wav", "pcm_s16le", 44_100, "stereo"),
            ("wav", "pcm_s24le", 96_000, "stereo"),
            ("wav", "pcm_f32le", 48_000, "5.1"),
            ("wav", "pcm_f64le", 11_025, "mono"),
            ("wav", "pcm_mulaw", 8_000, "mono"),
            ("flac", "flac", 48_000, "stereo"),
            ("ogg", "libopus", 48_000, "mono"),
            ("ogg", "libopus", 48_000, "stereo"),
            ("webm", "libopus", 48_000, "mono"),
            ("mp3", "libmp3lame", 44_100, "stereo"),
            ("mp3", "libmp3lame", 22_050, "mono"),
            ("ipod", "aac", 44_100, "stereo"),
            ("adts", "aac", 16_000, "mono"),
        ],
    )
    def test_gives_the_same_sound_whatever_the_format(self, container: str, codec: str, rate: int, layout: str):
        audio = write_audio(tone(), container=container, codec=codec, rate=rate, layout=layout)

        samples = decode_audio(audio)

        assert samples.dtype == np.float32
        assert samples.ndim == 1
        assert len(samples) / SAMPLE_RATE == pytest.approx(4.0, abs=0.2)
        assert _pitch(samples) == pytest.approx(440, abs=2)
        assert 0.2 < np.sqrt((samples**2).mean()) < 0.7

    def test_keeps_what_can_be_read_of_a_file_cut_off(self):
        audio = write_audio(tone(), container="ogg", codec="libopus", rate=48_000)

        samples = decode_audio(audio[: len(audio) // 2])

        assert 0.5 < len(samples) / SAMPLE_RATE < 4.0

    def test_takes_silence_for_values_that_are_no_numbers(self):
        header = write_audio(tone(), codec="pcm_f32le")
        audio = header[:-4000] + struct.pack("<1000f", *[float("nan"), float("inf")] * 500)

        samples = decode_audio(audio)

        assert np.isfinite(samples).all()
        assert np.abs(samples).max() <= 1.0


class TestRefusing:
    def test_an_empty_file(self):
        with pytest.raises(AudioEmpty):
            decode_audio(b"")

    def test_a_recording_of_no_length(self):
        with pytest.raises((AudioEmpty, AudioUnreadable)):
            decode_audio(write_audio(tone())[:44])

    def test_more_bytes_than_allowed(self):
        with pytest.raises(AudioTooLarge, match=r"0\.1 MB"):
            decode_audio(write_audio(tone()), max_bytes=100_000)

    def test_a_longer_recording_than_allowed(self):
        with pytest.raises(AudioTooLong, match="longer than 3 seconds"):
            decode_audio(write_audio(tone()), max_seconds=3)

    def test_hours_packed_into_few_bytes(self):
        hours = write_audio(np.zeros(600 * SAMPLE_RATE, dtype=np.float32), container="flac", codec="flac")
        assert len(hours) < 1_000_000

        with pytest.raises(AudioTooLong):
            decode_audio(hours)

    def test_believes_the_sound_and_not_a_header_that_claims_hours(self):
        audio = bytearray(write_audio(tone()))
        place = audio.index(b"data") + 4
        audio[place : place + 4] = (0xFFFFFFF0).to_bytes(4, "little")

        samples = decode_audio(bytes(audio))

        assert len(samples) / SAMPLE_RATE == pytest.approx(4.0, abs=0.1)

    @pytest.mark.parametrize(
        "content",
        [
            b"\x89PNG\r\n\x1a\n"
            + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 8, 8, 8, 2, 0, 0, 0)
            + zlib.compress(b"\0" * 200),
            b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(500),
            b"Add milk to my shopping list.\n" * 200,
            b"<html><body>Not here</body></html>",
            b"PK\x03\x04" + bytes(2000),
            b"RIFF",
            b"RIFF\xff\xff\xff\xffWAVE",
            b"\x00" * 5000,
            b"OggS" + bytes(range(256)) * 8,
            b"#EXTM3U\nhttp://127.0.0.1:9/secret.wav\n",
            b"ffconcat version 1.0\nfile /etc/passwd\n",
        ],
        ids=[
            "png",
            "jpeg",
            "text",
            "html",
            "zip",
            "bare-riff",
            "riff-claims-much",
            "zeros",
            "bad-ogg",
            "m3u",
            "concat",
        ],
    )
    def test_what_is_no_recording(self, content: bytes):
        with pytest.raises(SpeechError) as refusal:
            decode_audio(content)

        assert refusal.value.status in {415, 422}
        assert refusal.value.sentence.endswith(".")

    def test_a_film_without_sound(self):
        with pytest.raises(AudioUnreadable, match="no sound"):
            decode_audio(write_picture())

    @given(
        st.binary(max_size=400),
        st.sampled_from([b"", b"RIFF", b"fLaC", b"OggS", b"ID3\x04", b"\x1aE\xdf\xa3", b"\0\0\0\x20ftyp"]),
    )
    @settings(max_examples=150, deadline=None)
    def test_nothing_but_its_own_errors_for_any_bytes(self, content: bytes, magic: bytes):
        try:
            samples = decode_audio(magic + content)
        except SpeechError:
            return
        assert np.isfinite(samples).all()


def _pitch(samples: np.ndarray) -> float:
    """The strongest frequency, in Hz."""
    spectrum = np.abs(np.fft.rfft(samples))
    return float(np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)[spectrum.argmax()])
