"""The trained models: small, quick, the same at every training, and never the last word against what is plain."""

import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import intents, subjects
from training.intents import INTENTS, norms_of, weights_path
from training.rows import training_rows
from voicetodo.language.ranking import subject
from voicetodo.language.ranking.features import features_of
from voicetodo.language.ranking.model import FILE_NAME, Header, Model, find_model, read_model, write_model

_WORDS = st.lists(st.text(min_size=1, max_size=12).filter(str.strip), max_size=60)


def model() -> Model:
    found = find_model("en")
    assert found is not None
    return found


def ranked(norms: list[str]) -> dict[str, float]:
    return model().rank(features_of(norms, model().classes))


@pytest.mark.parametrize(("file_name", "train"), [(FILE_NAME, intents.train), (subject.FILE_NAME, subjects.train)])
def test_training_again_gives_the_same_file(file_name: str, train: Callable[..., bytes]) -> None:
    assert train(training_rows(), lambda _: None) == weights_path(file_name).read_bytes(), "run `make train`"


def test_they_are_small_enough_for_the_wheel() -> None:
    assert weights_path().stat().st_size + weights_path(subject.FILE_NAME).stat().st_size < 500_000


class TestRank:
    @given(_WORDS)
    @settings(max_examples=200, deadline=None)
    def test_whatever_the_words_are_the_chances_add_up(self, norms: list[str]) -> None:
        ranks = ranked(norms)

        assert tuple(ranks) == INTENTS
        assert sum(math.exp(rank) for rank in ranks.values()) == pytest.approx(1.0)
        assert ranked(norms) == ranks

    def test_where_no_word_is_known_all_are_alike(self) -> None:
        assert len(set(ranked([]).values())) == 1

    def test_a_day_is_as_good_as_another(self) -> None:
        assert ranked(norms_of("dentist on monday")) == ranked(norms_of("dentist on friday"))


def test_a_file_is_read_as_it_was_written() -> None:
    header = Header(
        ("task.create", "other"),
        {},
        unit=0.5,
    )

    read = read_model(write_model(header, ["buy", "play"], bytes([148, 108, 108, 148])))

    assert read.rank(["buy"])["task.create"] > math.log(0.9)
    assert read.rank(["play"])["other"] > math.log(0.9)
