import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.speech.samples import SAMPLE_RATE, Samples
from voicetodo.speech.voice_activity import FRAME, Stretch, find_speech, split_speech

LIKELIHOODS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.2, 0.4, 0.6, 1.0]), st.integers(1, 200)), min_size=1, max_size=20
).map(lambda runs: np.concatenate([np.full(count, value, dtype=np.float32) for value, count in runs]))


class TestFindingSpeech:
    def test_keeps_three_tenths_of_a_second_around_it(self):
        likelihood = np.zeros(100, dtype=np.float32)
        likelihood[40:60] = 1.0

        [found] = find_speech(likelihood, 100 * FRAME)

        assert found == Stretch(40 * FRAME - 4_800, 60 * FRAME + 4_800)

    def test_passes_over_a_bang(self):
        likelihood = np.zeros(100, dtype=np.float32)
        likelihood[40:42] = 1.0

        assert find_speech(likelihood, 100 * FRAME) == []

    @given(LIKELIHOODS)
    def test_stays_within_the_recording_in_order_and_apart(self, likelihood: Samples):
        length = len(likelihood) * FRAME - 7

        found = find_speech(likelihood, length)

        edges = [edge for stretch in found for edge in stretch]
        assert edges == sorted(set(edges))
        assert all(0 <= edge <= length for edge in edges)


class TestSplittingSpeech:
    @given(LIKELIHOODS)
    def test_loses_no_sound_and_makes_no_piece_too_long(self, likelihood: Samples):
        stretches = find_speech(likelihood, len(likelihood) * FRAME)

        groups = split_speech(stretches, likelihood, max_seconds=4)

        assert all(sum(end - start for start, end in group) <= 4 * SAMPLE_RATE for group in groups)
        kept = [sample for group in groups for start, end in group for sample in range(start, end, FRAME // 4)]
        whole = sum(end - start for start, end in stretches)
        assert sum(end - start for group in groups for start, end in group) == whole
        assert kept == sorted(set(kept))

    def test_cuts_where_the_speaker_breathes(self):
        likelihood = np.ones(300, dtype=np.float32)
        likelihood[110:116] = 0.4

        groups = split_speech([Stretch(0, 300 * FRAME)], likelihood, max_seconds=4)

        assert 110 <= groups[0][0].end / FRAME <= 116
