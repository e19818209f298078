"""The language of filters: what a text says, and where the mistake is in what says nothing."""

import contextlib
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.modules.todo.filter_trees import queries
from voicetodo.modules.todo.filtering.mistakes import Mistake
from voicetodo.modules.todo.filtering.parser import MAX_CONDITIONS, MAX_DEPTH, MAX_LENGTH, parse
from voicetodo.modules.todo.filtering.tree import (
    And,
    AssignedTo,
    Dated,
    InCategory,
    InSection,
    Is,
    Labelled,
    Name,
    Node,
    Not,
    Or,
    Priority,
    Query,
    Says,
)
from voicetodo.modules.todo.filtering.writing import written

TODAY, P1, P2, P3 = Dated("due", "on", "today"), Priority(1), Priority(2), Priority(3)

#: No measurement: what tries every way takes minutes. No machine is so slow that the rest does.
SOON_SECONDS = 10.0


def one(text: str) -> Node:
    [node] = parse(text).query.lists
    return node


def mistake(text: str) -> tuple[str, str]:
    """The sentence, and the characters it is about."""
    with pytest.raises(Mistake) as caught:
        parse(text)
    found = caught.value
    assert 0 <= found.start <= found.end <= len(text)
    assert found.code.startswith("query-")
    return str(found), text[found.start : found.end]


class TestOperators:
    def test_not_binds_closest_then_and_then_or(self) -> None:
        assert one("p1 | !p2 & p3") == Or((P1, And((Not(P2), P3))))
        assert one("!(p1 | p2) & p3") == And((Not(Or((P1, P2))), P3))
        assert one("p1 & (p2 & p3)") == And((P1, And((P2, P3))))

    def test_commas_part_lists(self) -> None:
        assert parse("today | p1, p2 & p3 ,#Work").query == Query(
            (Or((TODAY, P1)), And((P2, P3)), InCategory(Name(("Work",))))
        )

    def test_blanks_and_case_do_not_matter(self) -> None:
        assert one(" TODAY&P1 |\n\t No   Date ") == Or((And((TODAY, P1)), Is("no date")))

    def test_the_example_of_everybody(self) -> None:
        assert one("(today | overdue) & p1 & !#Work & @phone") == And(
            (Or((TODAY, Is("overdue"))), P1, Not(InCategory(Name(("Work",)))), Labelled(Name(("phone",))))
        )


class TestConditions:
    @pytest.mark.parametrize(
        ("text", "condition"),
        [
            ("view all", Is("all")),
            ("od", Is("overdue")),
            ("no due date", Is("no date")),
            ("no time", Is("no time")),
            ("no priority", Priority(4)),
            ("no label", Is("no labels")),
            ("recurring", Is("recurring")),
            ("subtask", Is("subtask")),
            ("#Inbox", Is("inbox")),
            ("inbox", Is("inbox")),
            ("shared", Is("shared")),
            ("archived", Is("archived")),
            ("/Ideas", InSection(Name(("Ideas",)))),
            ("/*", InSection(Name(("", "")))),
            ("##Work", InCategory(Name(("Work",)), with_below=True)),
            ("assigned", Is("assigned")),
            ("assigned to: others", Is("assigned to: others")),
            ("assigned to: Anna M", AssignedTo(Name(("Anna M",)))),
            ("#Home & Garden".replace("&", r"\&"), InCategory(Name(("Home & Garden",)))),
            ('#"Home & Garden, *"', InCategory(Name(("Home & Garden, *",)))),
            ("@home*", Labelled(Name(("home", "")))),
            (r"@home\*", Labelled(Name(("home*",)))),
            ("search: Buy  Milk", Says("Buy Milk")),
            ('"buy & milk"', Says("buy & milk")),
            ("“buy milk”", Says("buy milk")),
            ("7 days", Dated("due", "on", "7 days")),
            ("Next 7 Days", Dated("due", "on", "next 7 days")),
            ("sat", Dated("due", "on", "sat")),
            ("date: Jan 3 2027", Dated("due", "on", "jan 3 2027")),
            ("due before: next week", Dated("due", "before", "next week")),
            ("date after : in 3 days", Dated("due", "after", "in 3 days")),
            ("tomorrow 10:30", Dated("due", "on", "tomorrow 10:30")),
            ("created: today", Dated("created", "on", "today")),
            ("created before: -30 days", Dated("created", "before", "-30 days")),
            ("added after: monday", Dated("created", "after", "monday")),
            ("completed: today", Dated("completed", "on", "today")),
            ("completed last week", Dated("completed", "on", "last week")),
            ("updated after: yesterday", Dated("updated", "after", "yesterday")),
            ("deadline before: friday", Dated("deadline", "before", "friday")),
            ("no deadline", Is("no deadline")),
            ("start date after: today", Dated("start", "after", "today")),
            ("no start date", Is("no start date")),
        ],
    )
    def test_are_read(self, text: str, condition: Node) -> None:
        assert one(text) == condition


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "place", "expected"),
        [
            ("", "", "A condition was expected"),
            ("today & ", "&", "A condition was expected after this"),
            ("today & | p1", "|", "A condition was expected before this"),
            ("p1, ", ",", "A condition was expected after this"),
            ("(today", "(", "a ) was expected"),
            ("today)", ")", "never opened"),
            ("(today, p1)", ",", "A comma parts whole lists"),
            ("today (p1)", "(", "An & or | was expected"),
            ("today !p1", "!", "An & or | was expected"),
            ("p1 & gibberish words", "gibberish words", "This is not known"),
            ("p5", "p5", "p1 (the highest) to p4"),
            ("created before: whenever", "whenever", "A day was expected"),
            ("created before: ", "created before:", "A day was expected"),
            ("every day", "every day", "This is not known"),
            ("buy milk tomorrow", "buy milk tomorrow", "This is not known"),
            ("##", "##", "The name of a list"),
            ("p1 & /", "/", "The name of a section"),
            ("workspace: Acme", "workspace: Acme", "no workspaces"),
            ("added by: me", "added by: me", "not kept who"),
            ("#", "#", "The name of a list"),
            ("@ & p1", "@", "The name of a label"),
            ("assigned to:", "assigned to:", "A name was expected"),
            ("search: ...", "search: ...", "Words to look for"),
            ('p1 & "milk', '"', "never closed"),
            ("p1\\", "\\", "A character was expected"),
            ("p1\x00", "\x00", "control characters"),
        ],
    )
    def test_point_at_the_characters(self, text: str, place: str, expected: str) -> None:
        sentence, found = mistake(text)

        assert found == place
        assert expected in sentence

    def test_too_much_is_refused(self) -> None:
        assert "characters" in mistake("p1 |" * MAX_LENGTH)[0]
        assert "conditions" in mistake("|".join(["p1"] * (MAX_CONDITIONS + 1)))[0]
        assert "deep" in mistake("(" * (MAX_DEPTH + 1) + "p1" + ")" * (MAX_DEPTH + 1))[0]
        assert "deep" in mistake("!" * (MAX_DEPTH + 1) + "p1")[0]
        assert parse("|".join(["p1"] * MAX_CONDITIONS)).conditions


class TestPieces:
    def test_say_where_each_stands(self) -> None:
        text = " !(today | #Work) , search: a b"
        parsed = parse(text)

        assert [(piece.kind, text[piece.start : piece.end]) for piece in parsed.pieces] == [
            ("not", "!"),
            ("open", "("),
            ("date", "today"),
            ("or", "|"),
            ("category", "#Work"),
            ("close", ")"),
            ("comma", ","),
            ("text", "search: a b"),
        ]
        assert [text[span.start : span.end] for span in parsed.lists] == ["!(today | #Work)", "search: a b"]


class TestAnyText:
    @settings(deadline=None)
    @given(queries())
    def test_a_tree_written_down_and_read_again_is_the_same(self, query: Query) -> None:
        assert parse(written(query)).query == query

    @settings(deadline=None)
    @given(st.text(max_size=60) | st.text(alphabet='()&|!,\\"#@*: ptoday17days', max_size=60))
    def test_is_read_or_refused_at_a_place_in_it(self, text: str) -> None:
        parsed = None
        with contextlib.suppress(Mistake):
            parsed = parse(text)

        if parsed is None:
            mistake(text)
        else:
            assert parse(written(parsed.query)).query == parsed.query

    @pytest.mark.parametrize(
        "piece",
        [
            "(",
            "!",
            "\\*",
            "*",
            "# ",
            '"',
            "a ",
            "p1|",
            "p1&",
            "today ",
            "9",
            "-9 ",
            "next ",
            "date: ",
            "in 3 days,",
            "\t",
        ],
    )
    def test_none_takes_long(self, piece: str) -> None:
        began = time.thread_time()

        for text in ((piece * MAX_LENGTH)[:MAX_LENGTH], "#" + piece * (MAX_LENGTH // 4), "date: " + piece * 600):
            with contextlib.suppress(Mistake):
                parse(text)

        assert time.thread_time() - began < SOON_SECONDS


class TestNames:
    @given(st.text("aAb", max_size=8), st.lists(st.text("aAb", max_size=3), min_size=1, max_size=4))
    @settings(max_examples=300, deadline=None)
    def test_wildcards_stand_for_any_characters(self, name: str, parts: list[str]) -> None:
        pattern = ".*".join(re.escape(part) for part in parts)

        assert Name(tuple(parts)).fits(name) == bool(re.fullmatch(pattern, name, re.IGNORECASE))

    def test_ignore_case_and_how_letters_are_put_together(self) -> None:
        assert Name(("CAFÉ",)).fits("cafe\u0301")
        assert not Name(("a", "a")).fits("a")

    def test_many_wildcards_take_no_time(self) -> None:
        began = time.thread_time()

        assert not Name(("a",) * 900 + ("b",)).fits("a" * 100)

        assert time.thread_time() - began < SOON_SECONDS
