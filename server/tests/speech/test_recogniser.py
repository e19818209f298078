from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pytest

from tests.speech.sounds import NOT_SPEECH, write_audio
from tests.speech.words import count_errors, read_clips, split_words
from voicetodo.speech import AudioUnreadable, transcribe_file
from voicetodo.speech.decode import decode_audio
from voicetodo.speech.recogniser import Recogniser
from voicetodo.speech.samples import SAMPLE_RATE, Samples


class TestHearingPeople:
    @pytest.mark.parametrize(("folder", "most"), [(".", 0.05), ("todo", 0.08)])
    def test_mistakes_few_words(self, recogniser: Recogniser, clips: Path, folder: str, most: float):
        errors = words = 0
        for file, said in read_clips(clips / folder):
            heard = recogniser.transcribe(file.read_bytes())
            errors += count_errors(said, heard.text)
            words += len(split_words(said))

        assert errors / words <= most

    def test_is_sure_of_clear_speech(self, recogniser: Recogniser, lamp: bytes):
        heard = recogniser.transcribe(lamp)

        assert heard.text == "Turn on the living room lamp."
        assert heard.confidence > 0.8
        assert heard.seconds_audio == pytest.approx(2.99, abs=0.02)
        assert heard.seconds_cpu > 0

    def test_hears_a_word_it_is_unsure_of_both_ways(self, recogniser: Recogniser, clips: Path):
        # of which clips that is hangs on the processor, which rounds in its own way
        heard = [recogniser.transcribe(file.read_bytes()) for file in sorted((clips / "todo").glob("*.wav"))]

        unsure = [(each.text, other) for each in heard for other in each.alternatives]

        assert unsure
        assert all(SequenceMatcher(None, *each).ratio() > 0.7 for each in unsure)
        assert all(text != other for text, other in unsure)

    def test_has_one_reading_of_clear_speech(self, recogniser: Recogniser, lamp: bytes):
        assert recogniser.transcribe(lamp).alternatives == ()

    def test_hears_a_single_short_word_once(self, recogniser: Recogniser, clips: Path):
        heard = recogniser.transcribe((clips / "today.wav").read_bytes())

        assert split_words(heard.text) == ["today"]

    @pytest.mark.parametrize("loudness", [0.03, 0.3, 8.0], ids=["faint", "quiet", "overdriven"])
    def test_hears_the_same_at_any_loudness(self, recogniser: Recogniser, lamp: bytes, loudness: float):
        samples = np.clip(decode_audio(lamp) * loudness, -1, 1)

        heard = recogniser.transcribe(write_audio(samples, codec="pcm_f32le"))

        assert count_errors("turn on the living room lamp", heard.text) <= 1

    @pytest.mark.parametrize(
        ("container", "codec", "rate"),
        [
            ("webm", "libopus", 48_000),
            ("ogg", "libopus", 48_000),
            ("mp3", "libmp3lame", 44_100),
            ("ipod", "aac", 44_100),
        ],
    )
    def test_hears_the_same_from_what_browsers_and_phones_record(
        self, recogniser: Recogniser, lamp: bytes, container: str, codec: str, rate: int
    ):
        audio = write_audio(decode_audio(lamp), container=container, codec=codec, rate=rate, layout="stereo")

        heard = recogniser.transcribe(audio)

        assert count_errors("turn on the living room lamp", heard.text) == 0

    def test_hears_words_between_long_silences(self, recogniser: Recogniser, clips: Path, lamp: bytes):
        first, second = decode_audio(lamp), decode_audio((clips / "brooklyn.wav").read_bytes())
        quiet = np.zeros(8 * SAMPLE_RATE, dtype=np.float32)

        heard = recogniser.transcribe(write_audio(np.concatenate([quiet, first, quiet, second, quiet])))

        assert count_errors("turn on the living room lamp how old is the brooklyn bridge", heard.text) == 0

    def test_hears_nearly_a_minute_of_many_voices(self, recogniser: Recogniser, clips: Path):
        chosen = [(file, said) for file, said in read_clips(clips) if not file.name.startswith("cards")]
        samples = np.concatenate([decode_audio(file.read_bytes()) for file, _ in chosen] * 2)[: 58 * SAMPLE_RATE]
        said = " ".join(said for _, said in chosen)
        assert len(samples) > 50 * SAMPLE_RATE

        heard = recogniser.transcribe(write_audio(samples))

        first_round = " ".join(split_words(heard.text)[: len(split_words(said))])
        assert count_errors(said, first_round) / len(split_words(said)) < 0.15


class TestHearingNobody:
    @pytest.mark.parametrize("sound", NOT_SPEECH)
    def test_invents_no_words(self, recogniser: Recogniser, sound: Callable[[], Samples]):
        heard = recogniser.transcribe(write_audio(sound()))

        assert heard.text == ""
        assert heard.seconds_audio == pytest.approx(4.0, abs=0.01)

    @pytest.mark.parametrize("count", [1, 160, 511, 513, 3_000])
    def test_takes_the_shortest_recording(self, recogniser: Recogniser, count: int):
        heard = recogniser.transcribe(write_audio(np.full(count, 0.1, dtype=np.float32)))

        assert heard.text == ""


class TestTranscribingAFile:
    def test_gives_its_words(self, clips: Path, models_dir: Path):
        heard = transcribe_file(clips / "brooklyn.wav", models_dir=models_dir)

        assert heard.text == "How old is the Brooklyn Bridge?"

    def test_says_when_there_is_none(self, tmp_path: Path, models_dir: Path):
        with pytest.raises(AudioUnreadable, match=r"nowhere\.wav cannot be opened"):
            transcribe_file(tmp_path / "nowhere.wav", models_dir=models_dir)
