"""Where the grammar is unsure, a trained model may overrule it; never where a task of the caller's is named."""

from collections.abc import Iterator
from typing import get_args
from unittest import mock

import pytest

from tests.language.golden_cases import CONTEXT, NOW
from voicetodo.language import Context, Interpretation, interpret, understand_row
from voicetodo.language.ranking.model import ZERO, Header, read_model, write_model
from voicetodo.language.rescue import Basis

#: Takes whatever speaks of milk for something else, as surely as a weight can say it.
_STUBBORN = read_model(
    write_model(
        Header(("task.create", "other"), {}, unit=1.0, trust=dict.fromkeys(get_args(Basis), 5.0)),
        ["milk"],
        bytes([0, 2 * ZERO - 1]),
    )
)


def said(text: str, context: Context) -> Interpretation:
    return interpret(text, NOW, "UTC", context)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i need to book a flight from denver to san juan for the 3rd of march", "other"),
        ("buy me two tickets to the late show", "other"),
        ("call my wife on speaker", "other"),
        ("dish soap to the shopping list", "task.create"),
        ("Can the recycling reminder be biweekly instead of weekly", "task.update"),
    ],
)
def test_grammar_and_model_find_together(text: str, intent: str) -> None:
    assert said(text, Context()).actions[0].intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "pick up Leo from kindergarten at four",
        "send Anna the photos",
        "turn in the library books",
        "schedule the piano tuner",
        "gotta buy cat litter",
        "finish reading dune",
    ],
)
def test_a_bare_errand_stays_a_todo(text: str) -> None:
    assert said(text, Context()).actions[0].intent == "task.create"


class TestAModelThatKnowsBetter:
    @pytest.fixture(autouse=True)
    def stubborn(self) -> Iterator[None]:
        with mock.patch("voicetodo.language.rescue.find_model", return_value=_STUBBORN):
            yield

    def test_overrules_the_grammar(self) -> None:
        assert [action.intent for action in said("buy milk", Context()).actions] == ["other"]

    def test_says_nothing_where_it_knows_no_word(self) -> None:
        assert [action.intent for action in said("buy bread", Context()).actions] == ["task.create"]

    def test_is_not_asked_where_a_task_of_the_callers_is_named(self) -> None:
        assert [action.intent for action in said("delete the milk", CONTEXT).actions] == ["task.delete"]

    def test_is_not_asked_what_it_has_no_answer_for(self) -> None:
        assert [action.intent for action in said("undo that", Context()).actions] == ["undo"]

    def test_can_be_left_out_to_measure_the_grammar_alone(self) -> None:
        row = {"id": 1, "text": "buy milk"}

        assert understand_row(row)["intent"] == "other"
        assert understand_row({**row, "context": {"is_ranked": False}})["intent"] == "task.create"


def test_a_reading_that_is_a_near_thing_is_less_sure() -> None:
    header = Header(("task.create", "other"), {}, unit=1.0, trust=dict.fromkeys(get_args(Basis), 0.0))
    torn = read_model(write_model(header, ["milk"], bytes([ZERO, ZERO])))

    with mock.patch("voicetodo.language.rescue.find_model", return_value=torn):
        assert said("add milk to my shopping list", Context()).confidence == pytest.approx(0.5)
