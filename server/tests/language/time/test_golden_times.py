"""The golden sentences: what is found in each, and what it means."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from voicetodo.language.time import TimeMention, describe, find_times, resolve_time

GOLDEN = Path(__file__).parent / "golden"
OWN = ("dates", "clock", "recurrences", "ranges_and_durations")


def sentences(name: str) -> list[Any]:
    page = yaml.safe_load((GOLDEN / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param({"now": page.get("now"), **row}, id=row["say"]) for row in page["sentences"]]


def own_sentences() -> list[Any]:
    return [row for name in OWN for row in sentences(name)]


def now_of(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["now"])


def meaning(mention: TimeMention) -> str | None:
    return mention.rrule or mention.value


def first_of(mention: TimeMention) -> str:
    return f"{mention.date}T{mention.time}" if mention.time else f"{mention.date}"


class TestFind:
    @pytest.mark.parametrize("row", own_sentences())
    def test_the_words_of_a_time_are_found_and_mean_what_was_said(self, row: dict[str, Any]) -> None:
        (mention,) = find_times(row["say"], now_of(row))

        assert row["say"][mention.start : mention.end] == row["found"]
        assert meaning(mention) == row["means"]
        assert mention.role == row.get("role", "due")
        assert mention.from_completion is row.get("from completion", False)

    @pytest.mark.parametrize("row", sentences("recurrences"))
    def test_a_recurrence_knows_its_first_day(self, row: dict[str, Any]) -> None:
        (mention,) = find_times(row["say"], now_of(row))

        assert first_of(mention) == row["first"]
        assert mention.value == row.get("starting")

    @pytest.mark.parametrize("row", sentences("titles"))
    def test_a_title_that_looks_like_a_time_is_left_alone(self, row: dict[str, Any]) -> None:
        assert find_times(row["say"], now_of(row)) == []


class TestResolve:
    @pytest.mark.parametrize("row", sentences("public"))
    def test_public_test_rows_mean_what_their_source_says(self, row: dict[str, Any]) -> None:
        mention = resolve_time(row["say"], now_of(row))

        if row["means"] == "nothing":
            assert mention is None
        else:
            assert mention is not None
            assert agrees(mention, row)


class TestDescribe:
    @pytest.mark.parametrize("row", own_sentences())
    def test_what_is_said_back_is_read_as_the_same_time(self, row: dict[str, Any]) -> None:
        (mention,) = find_times(row["say"], now_of(row))

        (again,) = find_times(describe(mention), now_of(row))

        assert meaning(again) == meaning(mention)
        assert again.kind == mention.kind
        assert again.from_completion is mention.from_completion


def agrees(mention: TimeMention, row: dict[str, Any]) -> bool:
    """As the sources count: rules by their parts, moments to the minute, ranges by their first day."""
    if row["kind"] == "recurrence":
        return parts(mention.rrule or "") >= parts(row["means"])
    if row["kind"] == "time":
        return mention.time == row["means"][:5]
    if row["kind"] == "duration":
        return mention.kind == "duration"
    if row["kind"] == "range":
        first, _, last = row["means"].partition("/")
        return mention.date is not None and (mention.value or "")[:10] >= first and (mention.value or "")[:10] < last
    return (mention.value or "").startswith(row["means"][:16])


def parts(rrule: str) -> set[str]:
    """The parts of a rule, with lists in order, and without what is a default or says the same otherwise."""
    said = dict(part.split("=", 1) for part in rrule.split(";"))
    ordered = {name: ",".join(sorted(value.split(","))) for name, value in said.items()}
    return {f"{name}={value}" for name, value in ordered.items() if (name, value) != ("INTERVAL", "1")}
