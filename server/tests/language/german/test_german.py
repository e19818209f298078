"""German, asked as English is: sentences, times, what is said back, and who is answered in it."""

import time
from datetime import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.german.german_cases import CONTEXT, FOLDER, sentences
from tests.language.golden_cases import NOW, shown
from voicetodo.language import interpret, understand_row, when_row
from voicetodo.language.interpretation import Context, KnownTask, Named
from voicetodo.language.likeness import sound
from voicetodo.language.time import TimeMention, TimeSettings, describe, find_times, next_occurrences

TIMES: dict[str, Any] = yaml.safe_load((FOLDER / "times.yaml").read_text(encoding="utf-8"))
SAID_AT = datetime.fromisoformat(TIMES["now"])
GERMAN = TimeSettings(language="de", day_first=True)
SAID_WORDS = sorted({word for _, case in sentences() for word in case["say"].split()})
TIME_WORDS = sorted({word for row in TIMES["sentences"] for word in row["say"].split()})


class TestSentences:
    @pytest.mark.parametrize("case", [pytest.param(case, id=f"{file}: {case['say']}") for file, case in sentences()])
    def test_it_is_understood_as_written(self, case: dict[str, Any]) -> None:
        said = interpret(case["say"], NOW, "Europe/Berlin", CONTEXT, quick_add=case.get("quick_add", False))

        assert shown(said) == {name: value for name, value in case.items() if name not in {"say", "quick_add"}}

    def test_no_sentence_stands_twice(self) -> None:
        said = [(case["say"], case.get("quick_add")) for _, case in sentences()]

        assert len(said) == len(set(said)) >= 200


class TestTimes:
    @pytest.mark.parametrize("row", TIMES["sentences"], ids=lambda row: row["say"])
    def test_the_words_of_a_time_are_found_and_mean_what_was_said(self, row: dict[str, Any]) -> None:
        (mention,) = find_times(row["say"], SAID_AT, GERMAN)

        assert row["say"][mention.start : mention.end] == row.get("found", row["say"])
        assert (mention.rrule or mention.value) == row["means"]
        assert (mention.value if mention.rrule else None) == row.get("starts")
        assert mention.role == row.get("role", "due")
        assert mention.from_completion is row.get("from completion", False)

    @pytest.mark.parametrize("title", TIMES["titles"])
    def test_a_title_that_looks_like_a_time_is_left_alone(self, title: str) -> None:
        assert find_times(title, SAID_AT, GERMAN) == []

    @pytest.mark.parametrize("row", TIMES["sentences"], ids=lambda row: row["say"])
    def test_what_is_said_back_is_read_as_the_same_time(self, row: dict[str, Any]) -> None:
        (mention,) = find_times(row["say"], SAID_AT, GERMAN)

        (again,) = find_times(describe(mention, language="de"), SAID_AT, GERMAN)

        assert meaning(again) == meaning(mention)

    def test_a_recurrence_is_told_in_whole_words(self) -> None:
        rule = "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=9;BYMINUTE=0;COUNT=10"

        assert describe(rule, language="de") == "jeden Montag und Donnerstag um 09:00 Uhr 10 Mal"
        assert next_occurrences(rule, SAID_AT, 1)


class TestChoice:
    @pytest.mark.parametrize("code", ["de", "de-DE", "de-AT", "DE_ch"])
    def test_every_kind_of_german_is_german(self, code: str) -> None:
        said = interpret("erinnere mich morgen an Oma", NOW, "Europe/Berlin", Context(language=code))

        assert said.reply == "„Oma“ für morgen hinzugefügt."

    @pytest.mark.parametrize("code", ["en", "en-GB", "fr", "", "xx-YY"])
    def test_what_is_not_known_is_read_as_english(self, code: str) -> None:
        said = interpret("remind me to call Oma tomorrow", NOW, "Europe/Berlin", Context(language=code))

        assert said.reply == "Added “Call Oma” for tomorrow."

    def test_a_row_may_name_its_language(self) -> None:
        row = {"id": 1, "text": "am 3.5. Steuer machen", "now": "2026-01-05T08:00", "language": "de"}

        assert understand_row(row)["slots"]["due"] == "2026-05-03"
        assert when_row({**row, "text": "übermorgen um halb acht"})["value"].startswith("2026-01-07T07:30")

    def test_typed_short_hands_are_the_same(self) -> None:
        said = interpret("Bericht schreiben bis Freitag p1 #Arbeit @Telefon +Anna", NOW, "Europe/Berlin", CONTEXT)

        slots = said.actions[0].slots
        assert (slots.title, slots.priority, slots.list, slots.labels, slots.assignee) == (
            "Bericht schreiben",
            1,
            "Arbeit",
            ("Telefon",),
            "Anna",
        )


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other"), [("Meyer", "Maier"), ("Philipp", "Filip"), ("Steffanie", "Stephanie"), ("Xaver", "Ksawer")]
    )
    def test_names_that_sound_alike_are_alike(self, one: str, other: str) -> None:
        assert sound(one.lower(), "cologne") == sound(other.lower(), "cologne")

    def test_the_codes_are_those_of_the_paper(self) -> None:
        assert sound("müller-lüdenscheidt", "cologne") == "65752682"
        assert sound("wikipedia", "cologne") == "3412"
        assert sound("breschnew", "cologne") == "17863"

    def test_a_list_is_found_with_and_without_its_noun(self) -> None:
        context = Context(language="de", lists=(Named("l1", "Einkaufsliste"),))

        for said in ("setz Milch auf die Einkaufsliste", "setz Milch auf den Einkaufszettel", "Milch zum Einkauf"):
            match = interpret(said, NOW, "Europe/Berlin", context).actions[0].slots.list_match
            assert match is not None
            assert match.id == "l1"

    def test_a_part_of_a_joined_word_names_the_task(self) -> None:
        context = Context(language="de", tasks=(KnownTask("t1", "Steuererklärung abgeben"),))

        said = interpret("hak die Steuer ab", NOW, "Europe/Berlin", context)

        assert said.actions[0].slots.target is not None
        assert [match.id for match in said.actions[0].slots.target.matches] == ["t1"]


class TestAnything:
    """What people may say is a row of words that German knows, in any order."""

    @given(st.lists(st.sampled_from(SAID_WORDS), min_size=1, max_size=16).map(" ".join))
    @settings(max_examples=150, deadline=None)
    def test_no_row_of_words_is_an_error_and_every_span_lies_inside(self, text: str) -> None:
        said = interpret(text, NOW, "Europe/Berlin", CONTEXT)

        for action in said.actions:
            for spans in action.spans.values():
                assert all(0 <= start < end <= len(text) for start, end in spans)

    @given(st.lists(st.sampled_from(TIME_WORDS), min_size=1, max_size=10).map(" ".join))
    @settings(max_examples=150, deadline=None)
    def test_every_time_that_is_found_can_be_said_back(self, text: str) -> None:
        for mention in find_times(text, SAID_AT, GERMAN):
            assert describe(mention, language="de")

    @pytest.mark.parametrize(
        "piece", ["und am Freitag ", "ruf Mama an und ", "um halb ", "nein, ich meine ", "die der das "]
    )
    def test_ten_times_the_words_take_no_more_than_their_length(self, piece: str) -> None:
        short, long = spent(piece * 12), spent(piece * 120)

        assert long < 40 * max(short, 0.002)


def spent(text: str) -> float:
    """Seconds of this thread, the least of three."""
    took: list[float] = []
    for _ in range(3):
        started = time.thread_time()
        interpret(text, NOW, "Europe/Berlin", CONTEXT)
        took.append(time.thread_time() - started)
    return min(took)


def meaning(mention: TimeMention) -> tuple[str, str | None, bool]:
    return mention.kind, mention.rrule or mention.value, mention.from_completion
