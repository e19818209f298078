"""Words that were typed almost right."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.modules.todo.spelling import is_alike, most_alike

TEXTS = {1: "Buy milk and eggs", 2: "Call the dentist", 3: "Käsekuchen backen", 4: "Milkshake recipe"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("mlik", [1, 4]),
        ("milc", [1, 4]),
        ("dentsit", [2]),
        ("denist", [2]),
        ("kaesekuchen", [3]),
        ("kasekcuhen", [3]),
        ("egsg mlik", [1]),
        ("mlik dentist", []),
        ("eg", [1]),
        ("xy", []),
        ("", []),
        ("?!", []),
    ],
)
def test_a_few_mistakes_are_forgiven(asked: str, found: list[int]) -> None:
    assert [key for key, _ in most_alike(TEXTS, asked, limit=10)] == found


def test_what_is_closer_comes_first() -> None:
    assert [key for key, _ in most_alike({1: "mall", 2: "milk", 3: "mile"}, "milk", limit=2)] == [2, 3]


@given(st.text(string.ascii_lowercase, min_size=4, max_size=12), st.data())
def test_two_letters_that_changed_places_are_one_mistake(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    assert is_alike(word, swapped)


@given(st.dictionaries(st.integers(), st.text()), st.text())
def test_any_text_can_be_compared(texts: dict[int, str], asked: str) -> None:
    for key, likeness in most_alike(texts, asked, limit=5):
        assert key in texts
        assert 0 <= likeness <= 1
