import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.speech.normalise import normalise


class TestNormalising:
    @pytest.mark.parametrize(
        ("written", "readable"),
        [
            ("Call mom at nine a M..", "Call mom at nine a.m."),
            ("Call mom at nine a M.. and buy milk.", "Call mom at nine a.m. and buy milk."),
            ("wake me at 7:30 PM", "Wake me at 7:30 p.m."),
            ("At 10 A.M., call Bob.", "At 10 a.m., call Bob."),
            ("It is nine o clock.", "It is nine o'clock."),
            ("Call mom to-morrow.", "Call mom tomorrow."),
            ("Call mom to morrow, to night or to-day.", "Call mom tomorrow, tonight or today."),
            ("today,", "Today"),
            ("Buy milk..", "Buy milk."),
            ("Buy milk , eggs", "Buy milk, eggs"),
            ("[Music] Buy milk.", "Buy milk."),
            ("\u266a\u266a", ""),
            (" . ", ""),
            ("Create a list called \u201cpacking\u201d.", 'Create a list called "packing".'),
        ],
    )
    def test_writes_what_people_would(self, written: str, readable: str):
        assert normalise(written) == readable

    @pytest.mark.parametrize(
        "sentence",
        [
            "I am here.",
            "Go to day care.",
            "Walk to day camp in one a minute.",
            "Call Mr. Smith at 5 p.m.",
            "What's the weather like?",
            "No, no.",
        ],
    )
    def test_leaves_good_sentences_alone(self, sentence: str):
        assert normalise(sentence) == sentence

    def test_writes_once_what_a_short_recording_says_twice(self):
        assert normalise("Today. Today.", seconds=0.6) == "Today."
        assert normalise("Half an hour, half an hour", seconds=1.0) == "Half an hour"

    def test_believes_repetitions_in_longer_recordings(self):
        assert normalise("Bye, bye.", seconds=2.0) == "Bye, bye."

    @given(st.text(alphabet="aApPmM 0tosd.,;?-[]()\u201c", max_size=30))
    def test_changes_nothing_the_second_time(self, text: str):
        once = normalise(text, seconds=5.0)

        assert normalise(once, seconds=5.0) == once
