"""Whom a text names."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.mentions import mentioned

ALICE, BOB, ANNA, ANNA_LENA = (new_id() for _ in range(4))
PEOPLE = {ALICE: "Alice", BOB: "Bob Müller", ANNA: "Anna", ANNA_LENA: "Anna Lena"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Alice could you?", {ALICE}),
        ("(@alice)", {ALICE}),
        ("@Bob Müller, please", {BOB}),
        ("@bob!", {BOB}),
        ("@Anna Lena and @ALICE", {ANNA_LENA, ALICE}),
        ("@Anna went", set()),
        ("alice@bob.example and a@alice", set()),
        ("@Alicer, @@alice, @ alice, @", set()),
        ("**@Alice**", {ALICE}),
        ("", set()),
    ],
)
def test_names_mean_people(text: str, named: set[UUID]) -> None:
    assert mentioned(text, PEOPLE) == named


@given(st.text(), st.dictionaries(st.uuids(), st.text(max_size=30), max_size=5))
def test_any_text_names_none_but_people_of_the_list(text: str, people: dict[UUID, str]) -> None:
    assert mentioned(text, people) <= set(people)


@given(st.text(alphabet="abcß İçé", min_size=1).filter(str.strip), st.text(alphabet=" ,.", max_size=3))
def test_a_name_that_only_one_has_is_found_behind_its_at(name: str, before: str) -> None:
    person = new_id()
    spelt = " ".join(name.split())

    assert mentioned(f"{before}@{spelt}", {person: name}) == {person}
