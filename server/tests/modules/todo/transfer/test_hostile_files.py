"""Files made to keep a process busy: the time of reading grows with the file, and with nothing else."""

import csv
import io
import time
from typing import Any

import pytest

from tests.modules.todo.transfer.enclosing import own_todo
from tests.modules.todo.transfer.reading import BERLIN, NOW, as_json, drafts, zipped
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model, recurrence
from voicetodo.modules.todo.transfer import rules
from voicetodo.modules.todo.transfer.draft import Draft, Setting
from voicetodo.modules.todo.transfer.formats import read
from voicetodo.modules.todo.transfer.planning import Planned, Row, plan
from voicetodo.modules.todo.transfer.source import Source

#: No measurement: what grows with the square takes minutes for each of these. No machine is so slow that the rest does.
SOON_SECONDS = 20.0
CELL = 190_000


def table(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def ticktick(content: str) -> bytes:
    return table(["List Name", "Title", "Content", "Status", "Repeat"], ["Home", "Milk", content, "0", ""])


def todoist(**cells: str) -> bytes:
    return table(["TYPE", "CONTENT", "INDENT", *cells], ["task", "Milk", "1", *cells.values()])


def vikunja(description: str) -> bytes:
    data = [{"title": "Home", "tasks": [{"id": 1, "title": "Milk", "description": description}]}]
    return zipped({"data.json": as_json(data), "VERSION": "1"})


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]).encode()


FILES: dict[str, bytes] = {
    "blanks in a file's name": zipped({" " * 60_000 + "x.csv": todoist()}),
    "blanks before a person": todoist(RESPONSIBLE=f"x{' ' * CELL}x"),
    "words without end": todoist(DATE="every 1 " * (CELL // 8)),
    "lines before a checklist": ticktick("\n" * CELL),
    "blanks before a checklist": ticktick("\n " * (CELL // 2)),
    "tags that never end": vikunja("<a " * 100_000),
    "values that never end": vikunja("<a b='" * 100_000),
    "comments that never end": vikunja("<!--" * 100_000),
    "todos within todos": calendar(*["BEGIN:VTODO"] * 6_000, *["END:VTODO"] * 6_000),
}


@pytest.mark.parametrize("name", FILES)
def test_nothing_in_a_file_takes_long(name: str) -> None:
    started = time.thread_time()

    _, reading = read(Source(FILES[name], name="export"), BERLIN)

    assert reading.drafts
    assert time.thread_time() - started < SOON_SECONDS


def test_levels_without_end_are_not_carried_from_key_to_key() -> None:
    lines = [["task", "Milk", str(level)] for level in range(1, 300)]

    found = drafts(table(["TYPE", "CONTENT", "INDENT"], *lines), "todoist_csv")

    assert max(len(draft.key) for draft in found.values()) < 200


class TestTrees:
    @pytest.mark.parametrize("is_upwards", [True, False])
    def test_a_chain_of_thousands_is_put_in_place_at_once(self, is_upwards: bool) -> None:
        chain = [Draft(row=nth, key=f"{nth}", title="x", parent=f"{nth - 1}" if nth else None) for nth in range(10_000)]
        started = time.thread_time()

        planned = planned_of(chain if is_upwards else chain[::-1])

        assert time.thread_time() - started < SOON_SECONDS
        assert max(one.depth for one in planned.values()) == model.MAX_LEVELS - 1
        assert "moved up" in planned["9999"].draft.notices[0].message
        assert planned["9999"].parent_id == planned[f"{model.MAX_LEVELS - 2}"].todo_id

    def test_what_hangs_on_a_circle_stays_where_it_is(self) -> None:
        planned = planned_of([draft_below("1", "2"), draft_below("2", "1"), draft_below("3", "2")])

        assert [one.parent_id for one in planned.values()] == [None, None, planned["2"].todo_id]
        assert [bool(one.draft.notices) for one in planned.values()] == [True, True, False]


def rule_file(kind: str, rules: list[str]) -> bytes:
    if kind == "voicetodo":
        todos = [own_todo("Rent", due={"date": "2026-02-01"}, recurrence={"rrule": rule}) for rule in rules]
        return as_json({"format": "voicetodo", "version": 1, "todos": todos})
    if kind == "icalendar":
        todo = "BEGIN:VTODO\r\nUID:{}\r\nSUMMARY:Rent\r\nRRULE:{}\r\nEND:VTODO"
        return calendar(*(todo.format(nth, rule) for nth, rule in enumerate(rules)))
    return table(["Title", "Recurrence"], *(["Rent", rule] for rule in rules))


class TestRules:
    @pytest.mark.parametrize("kind", ["voicetodo", "icalendar", "csv"])
    @pytest.mark.parametrize("more", ["", ";INTERVAL={}"])
    def test_those_that_never_come_true_are_looked_at_so_often_and_no_more(
        self, monkeypatch: pytest.MonkeyPatch, kind: str, more: str
    ) -> None:
        looked = 0

        def counted(rrule: str) -> str:
            nonlocal looked
            looked += 1
            return recurrence.check(rrule)

        monkeypatch.setattr(rules, "check", counted)
        vain = [f"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30{more.format(1 + nth % 999)}" for nth in range(5_000)]
        setting = Setting(now=NOW, timezone="Europe/Berlin")

        _, reading = read(Source(rule_file(kind, vain)), setting)

        assert len(reading.drafts) == len(vain)
        assert looked == (100 if more else 1)
        assert all(draft.recurrence is None or draft.problem for draft in reading.drafts)

    @pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=YEARLY;BYMONTH=13"])
    def test_those_that_are_no_rules_take_nothing_from_the_others(self, rule: str) -> None:
        many = [*(f"{rule};INTERVAL={nth}" for nth in range(2, 400)), "FREQ=DAILY"]

        _, reading = read(Source(rule_file("voicetodo", many)), Setting(now=NOW, timezone="Europe/Berlin"))

        assert reading.drafts[-1].problem is None
        assert all(draft.problem for draft in reading.drafts[:-1])


def draft_below(key: str, parent: str) -> Draft:
    return Draft(row=1, key=key, title="x", parent=parent)


def planned_of(drafts: list[Draft]) -> dict[str, Planned]:
    known: dict[str, Any] = {}
    return {one.draft.key: one for one in plan([Row(draft, new_id()) for draft in drafts], known, now=NOW)}
