"""What holds for any text whatsoever."""

import re
import time
from datetime import UTC, datetime
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.golden_cases import CONTEXT, NOW, golden_cases
from voicetodo.language import interpret, understand_row, when_row
from voicetodo.language.interpretation import Context, KnownTask, Named
from voicetodo.language.shorthand import Syntax

_SENTENCES = [case["say"] for _, case in golden_cases()]
_PIECES = sorted({word for sentence in _SENTENCES for word in sentence.split()}) + list(
    ".,;:!?\"'“”()-–#@+*{}\n\t\x00é漢😀"
)
_SYNTAXES: tuple[Syntax, ...] = get_args(Syntax)
#: Anything, and the words of our own sentences thrown together: these reach deeper.
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join))


def _as_heard(title: str) -> str:
    """A title without the difference between a word and the one it was misheard for, nor of its first capital."""
    return re.sub(r"\b(?:buy|bye|by|too|to)\b", "?", title.lower()) if title[1:] else title


class TestInterpret:
    @given(texts, st.sampled_from(_SYNTAXES))
    @settings(max_examples=150, deadline=None)
    def test_it_never_fails_and_always_says_something(self, text: str, syntax: Syntax) -> None:
        said = interpret(text, NOW, "UTC", CONTEXT, syntax=syntax)

        assert said.actions
        assert said.reply
        assert 0.0 <= said.confidence <= 1.0

    @given(texts, st.sampled_from(_SYNTAXES))
    @settings(max_examples=150, deadline=None)
    def test_every_span_lies_in_the_text_and_holds_words(self, text: str, syntax: Syntax) -> None:
        said = interpret(text, NOW, "UTC", CONTEXT, syntax=syntax)

        for action in said.actions:
            for ranges in action.spans.values():
                assert ranges
                assert all(0 <= start < end <= len(text) for start, end in ranges)
                assert all(text[start:end].strip() == text[start:end] for start, end in ranges)

    @given(texts)
    @settings(max_examples=100, deadline=None)
    def test_a_title_is_the_text_at_its_spans(self, text: str) -> None:
        said = interpret(text, NOW, "UTC", CONTEXT)

        for action in said.actions:
            if action.slots.title is not None:
                words = " ".join(text[start:end] for start, end in action.spans["title"])
                assert _as_heard(action.slots.title) == _as_heard(words)

    @given(texts)
    @settings(max_examples=60, deadline=None)
    def test_the_same_text_means_the_same(self, text: str) -> None:
        first = interpret(text, NOW, "UTC", CONTEXT)
        other = interpret(text, NOW, "UTC", msgspec.structs.replace(CONTEXT))

        assert first == other

    @pytest.mark.parametrize(
        "text",
        [
            "remind me to call mom and " * 200,
            "add milk and eggs to shopping, " * 160,
            "a " * 2500,
            "to the list " * 400,
            "((((" * 1250,
            "“" * 5000,
            "'a " * 1600,
            "tomorrow " * 550,
            "!1p1#a @b " * 500,
            "is done " * 620,
            "number two " * 450,
            ", no, " * 830,
            "one two three four " * 260,
            "9 " * 2500,
            "9 9 9 am " * 550,
            "monday at 9 " * 400,
            "call mom, I mean dad, no, " * 200,
            "move a to b and c back a week " * 170,
            "- " * 2500,
            "early late " * 460,
        ],
        ids=lambda text: text[:24],
    )
    def test_a_long_ramble_takes_no_more_than_its_length(self, text: str) -> None:
        text = text[:5000]
        interpret("warm up", NOW, "UTC", CONTEXT)

        started = time.thread_time()
        interpret(text, NOW, "UTC", CONTEXT)

        # no measurement: what explodes takes minutes, and no machine is so slow that the rest takes this long
        assert time.thread_time() - started < 20

    def test_an_aware_moment_is_read_in_the_zone(self) -> None:
        now = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)

        said = interpret("call mom tomorrow", now, "Asia/Tokyo")

        assert said.actions[0].slots.due is not None
        assert said.actions[0].slots.due.date == "2026-01-07"

    def test_a_span_switched_off_stays_text(self) -> None:
        text = "watch tomorrow tonight"

        said = interpret(text, NOW, "UTC", literal_spans=[(6, 14)])

        assert said.actions[0].slots.title == "Watch tomorrow"
        assert said.actions[0].slots.datetime_text == "tonight"

    def test_a_date_left_open_is_asked_about(self) -> None:
        said = interpret("remind me to call Bob on the 14th or the 21st", NOW, "UTC")

        assert said.clarification is not None
        dues = [option.actions[0].slots.due for option in said.clarification.options]
        assert [due.date for due in dues if due] == ["2026-01-14", "2026-01-21"]


class TestNames:
    def test_a_target_is_found_among_five_hundred_with_typos_and_by_sound(self) -> None:
        tasks = tuple(
            KnownTask(f"t{number}", f"Invoice number {number} for client {number % 37}") for number in range(500)
        )
        context = Context(tasks=(*tasks, KnownTask("x", "Phone the orthodontist")))

        for said in ("the orthodontist is done", "mark orthadontist as done", "I phoned the orthodontist"):
            target = interpret(said, NOW, "UTC", context).actions[0].slots.target
            assert target is not None
            assert [match.id for match in target.matches] == ["x"]

    def test_close_targets_are_all_named(self) -> None:
        context = Context(tasks=(KnownTask("a", "Call the bank"), KnownTask("b", "Call the bakery")))

        target = interpret("mark call as done", NOW, "UTC", context).actions[0].slots.target

        assert target is not None
        assert {match.id for match in target.matches} == {"a", "b"}

    def test_what_was_done_to_a_thing_does_not_name_another(self) -> None:
        context = Context(tasks=(KnownTask("a", "Milk"), KnownTask("b", "Buy stamps")))

        bought, bread = (interpret(said, NOW, "UTC", context) for said in ("I bought the milk", "I bought the bread"))

        targets = [said.actions[0].slots.target for said in (bought, bread)]
        assert [[match.id for match in target.matches] for target in targets if target] == [["a"], []]

    def test_the_kind_of_thing_need_not_be_in_the_title(self) -> None:
        context = Context(tasks=(KnownTask("a", "Call the dentist"), KnownTask("b", "Dentist for Mia")))

        target = interpret("delete the dentist appointment", NOW, "UTC", context).actions[0].slots.target

        assert target is not None
        assert {match.id for match in target.matches} == {"a", "b"}
        assert target.matches[0].score < 0.9

    def test_a_list_is_found_by_its_sound(self) -> None:
        context = Context(lists=(Named("g", "Groceries"), Named("w", "Work")))

        slots = interpret("add milk to my grosseries list", NOW, "UTC", context).actions[0].slots

        assert slots.list_match is not None
        assert slots.list_match.id == "g"


class TestRows:
    @given(
        st.recursive(
            st.none() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=8,
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_a_bad_row_is_answered_with_its_error(self, value: object) -> None:
        for answer in (understand_row({"id": 7, "text": value, "context": value}), when_row({"id": 7, "text": value})):
            assert answer["id"] == 7
            assert "error" in answer or isinstance(value, str)

    @pytest.mark.parametrize(
        ("row", "missing"),
        [({}, "text"), ({"text": 5}, "text"), ({"text": "x", "now": "soon"}, "now"), ({"text": "x", "now": 5}, "now")],
    )
    def test_what_a_row_lacks_is_told_in_a_sentence(self, row: dict[str, object], missing: str) -> None:
        for answer in (understand_row(row), when_row(row)):
            assert f"“{missing}”" in answer["error"]
            assert "Error" not in answer["error"]

    def test_a_context_that_is_none_is_told_in_a_sentence(self) -> None:
        assert "“context”" in understand_row({"text": "x", "context": 5})["error"]

    def test_a_row_carries_what_the_scorers_read(self) -> None:
        row = {
            "id": "a",
            "text": "Pay rent *bills +home !5 @bob tomorrow",
            "now": "2026-01-05T08:00:00",
            "syntax": "vikunja",
        }

        answer = understand_row(row)

        assert answer["intent"] == "task.create"
        assert answer["slots"]["title"] == "Pay rent"
        assert answer["slots"]["labels"] == ["bills"]
        assert answer["slots"]["list"] == "home"
        assert answer["slots"]["priority_text"] == "5"
        assert answer["slots"]["assignees"] == ["bob"]
        assert answer["slots"]["due"] == "2026-01-06"

    def test_things_named_together_are_one_title_as_said_and_several_actions(self) -> None:
        answer = understand_row({"id": 1, "text": "add milk and eggs to my shopping list", "now": "2026-01-05T08:00"})

        assert answer["slots"]["title"] == "milk and eggs"
        assert len(answer["actions"]) == 2

    def test_a_moment_alone_is_resolved(self) -> None:
        answer = when_row({"id": 1, "text": "tomorrow at nine", "now": "2026-01-05T08:00"})

        assert answer == {
            "id": 1,
            "kind": "datetime",
            "value": "2026-01-06T09:00",
            "rrule": None,
            "alternatives": [{"value": "2026-01-06T21:00", "score": 0.2}],
        }
