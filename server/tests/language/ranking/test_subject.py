"""Which words of a request name what it is about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.intents import INTENTS, norms_of
from voicetodo.language.ranking.model import Model, find_model
from voicetodo.language.ranking.subject import FILE_NAME, find_subject


def model() -> Model:
    found = find_model("en", FILE_NAME)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("intent", "text", "named"),
    [
        ("task.create", "keep reminding me to stretch hourly", "stretch"),
        ("task.delete", "quit nagging me about the gutters", "the gutters"),
        ("task.complete", "we've got the candles now", "the candles"),
        ("task.update", "give me another day for the book report", "the book report"),
        ("list.create", "set up a shared list with Anna called hiking", "hiking"),
    ],
)
def test_it_is_found_where_no_phrase_tells(intent: str, text: str, named: str) -> None:
    norms = norms_of(text)
    first, last = find_subject(model(), norms, intent)

    assert " ".join(norms[first:last]) == named


@given(st.lists(st.text(min_size=1, max_size=12).filter(str.strip), max_size=60), st.sampled_from(INTENTS))
@settings(max_examples=200, deadline=None)
def test_whatever_the_words_are_it_lies_among_them(norms: list[str], intent: str) -> None:
    first, last = find_subject(model(), norms, intent)

    assert 0 <= first <= last <= len(norms)
    assert find_subject(model(), norms, intent) == (first, last)
