"""The rules of a todo."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo import model
from voicetodo.modules.todo.api import CreateTodo, Due, Origin, Recurrence, Reminder, Todo, UpdateTodo
from voicetodo.modules.todo.errors import TodoInvalid

NOW = datetime(2026, 1, 7, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def todo(**fields: Any) -> Todo:
    draft = CreateTodo(**{"title": "buy milk", **fields})
    return model.drafted(draft, todo_id=new_id(), position="V", now=NOW, origin=Origin())


class TestDrafted:
    def test_is_in_plain_spelling(self) -> None:
        label = new_id()

        made = todo(title="  buy milk ", label_ids=(label, label), due=Due(date(2026, 1, 8), "09:00:30"))

        assert (made.title, made.label_ids, made.due) == ("buy milk", (label,), Due(date(2026, 1, 8), "09:00"))

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", " "),
            ("title", "x" * 501),
            ("title", "two\nlines"),
            ("title", "nul\x00"),
            ("title", "half \ud800 a character"),
            ("notes", "x" * 20_001),
            ("notes", "nul\x00"),
            ("priority", 5),
            ("due", Due(date(1, 1, 1))),
            ("due", Due(date(2026, 1, 1), "24:00")),
            ("due", Due(date(2026, 1, 1), None, "Mars/Olympus")),
            ("due", Due(date(2026, 1, 1), None, "../etc/passwd")),
            ("due", Due(date(2026, 1, 1), None, "")),
            ("deadline", date(1899, 12, 31)),
            ("duration_minutes", 0),
            ("assignee", ""),
            ("recurrence", Recurrence("FREQ=DAILY")),
            ("start_date", date(1899, 12, 31)),
            ("reminders", (Reminder(),)),
            ("reminders", (Reminder(30),)),
            ("reminders", (Reminder(at=Due(date(2026, 1, 8))),)),
            ("reminders", (Reminder(at=Due(date(2026, 1, 8), "09:00", "Mars/Olympus")),)),
            ("reminders", tuple(Reminder(at=Due(date(2026, 1, 8), f"09:{n:02}")) for n in range(11))),
        ],
    )
    def test_names_the_field_at_fault(self, field: str, value: Any) -> None:
        with pytest.raises(TodoInvalid) as caught:
            todo(**{field: value})

        assert [error.field for error in caught.value.errors] == [field]

    def test_names_every_field_at_fault(self) -> None:
        with pytest.raises(TodoInvalid) as caught:
            todo(title="", notes="\x00", priority=0)

        assert {error.field for error in caught.value.errors} == {"title", "notes", "priority"}

    @given(st.text(max_size=600))
    def test_any_text_is_taken_or_refused(self, text: str) -> None:
        try:
            made = todo(title=text)
        except TodoInvalid:
            return

        assert made.title == text.strip()
        assert made.title.isprintable() or "\n" not in made.title


class TestPatched:
    def test_the_same_again_is_no_change(self) -> None:
        before = todo()

        assert model.patched(before, UpdateTodo(id=before.id, title="buy milk"), now=LATER) is before

    def test_a_change_is_a_new_version(self) -> None:
        before = todo()

        after = model.patched(before, UpdateTodo(id=before.id, title="buy oats"), now=LATER)

        assert (after.title, after.version, after.updated_at) == ("buy oats", 2, LATER)

    def test_without_a_date_nothing_recurs(self) -> None:
        before = todo(due=Due(date(2026, 1, 8)), recurrence=Recurrence("FREQ=DAILY"))

        after = model.patched(before, UpdateTodo(id=before.id, due=None), now=LATER)

        assert after.recurrence is None


class TestCompleted:
    def test_keeps_its_first_date(self) -> None:
        done = model.completed(todo(), now=NOW)

        assert model.completed(done, now=LATER) is done

    def test_a_recurring_one_moves_on_with_its_deadline(self) -> None:
        before = todo(due=Due(date(2026, 1, 7)), deadline=date(2026, 1, 9), recurrence=Recurrence("FREQ=WEEKLY"))

        after = model.completed(before, now=NOW)

        assert not after.is_done
        assert (after.due, after.deadline) == (Due(date(2026, 1, 14)), date(2026, 1, 16))

    def test_the_last_occurrence_is_done_for_good(self) -> None:
        before = todo(due=Due(date(2026, 1, 7)), recurrence=Recurrence("FREQ=WEEKLY;COUNT=1"))

        assert model.completed(before, now=NOW).completed_at == NOW


class TestReopened:
    def test_undoes_completing(self) -> None:
        before = todo()

        after = model.reopened(model.completed(before, now=NOW), now=LATER)

        assert model.fields_changed(before, after) == ()


class TestMovingOneOccurrence:
    WEEKLY = Recurrence("FREQ=WEEKLY")
    MONDAY, WEDNESDAY = Due(date(2026, 1, 12)), Due(date(2026, 1, 14))

    def test_keeps_the_rule_where_it_was(self) -> None:
        made = todo(due=self.MONDAY, recurrence=self.WEEKLY)

        moved = model.patched(made, UpdateTodo(id=made.id, due=self.WEDNESDAY), now=LATER)
        done = model.completed(moved, now=datetime(2026, 1, 14, 12, tzinfo=UTC))

        assert moved.recurrence == Recurrence("FREQ=WEEKLY", occurrence=self.MONDAY.date)
        assert done.due == Due(date(2026, 1, 19))
        assert done.recurrence == self.WEEKLY

    def test_sent_with_the_rule_it_has_is_the_same(self) -> None:
        made = todo(due=self.MONDAY, recurrence=self.WEEKLY)

        moved = model.patched(made, UpdateTodo(id=made.id, due=self.WEDNESDAY, recurrence=self.WEEKLY), now=LATER)

        assert moved.recurrence == Recurrence("FREQ=WEEKLY", occurrence=self.MONDAY.date)

    def test_a_new_rule_counts_from_the_new_date(self) -> None:
        made = todo(due=self.MONDAY, recurrence=self.WEEKLY)
        fortnightly = Recurrence("FREQ=WEEKLY;INTERVAL=2")

        moved = model.patched(made, UpdateTodo(id=made.id, due=self.WEDNESDAY, recurrence=fortnightly), now=LATER)

        assert moved.recurrence == fortnightly

    def test_of_a_todo_that_recurs_no_more_takes_nothing_along(self) -> None:
        made = todo(due=self.MONDAY, recurrence=self.WEEKLY)

        moved = model.patched(made, UpdateTodo(id=made.id, due=self.WEDNESDAY, recurrence=None), now=LATER)

        assert moved.recurrence is None


class TestSkipped:
    def test_moves_on_without_being_done(self) -> None:
        made = todo(due=Due(date(2026, 1, 12)), deadline=date(2026, 1, 13), recurrence=Recurrence("FREQ=WEEKLY"))

        skipped = model.skipped(made, now=LATER)

        assert (skipped.due, skipped.deadline, skipped.is_done) == (Due(date(2026, 1, 19)), date(2026, 1, 20), False)

    @pytest.mark.parametrize(
        "fields", [{}, {"due": Due(date(2026, 1, 12)), "recurrence": Recurrence("FREQ=DAILY;COUNT=1")}]
    )
    def test_is_refused_where_nothing_comes_after(self, fields: dict[str, Any]) -> None:
        with pytest.raises(TodoInvalid):
            model.skipped(todo(**fields), now=LATER)


class TestWhatHangsOnTheDays:
    MADE: ClassVar[dict[str, Any]] = {
        "start_date": date(2026, 1, 10),
        "due": Due(date(2026, 1, 12), "10:00"),
        "deadline": date(2026, 1, 13),
        "recurrence": Recurrence("FREQ=WEEKLY"),
        "reminders": (Reminder(30), Reminder(at=Due(date(2026, 1, 11), "18:00"))),
    }

    def test_goes_along_to_the_next_occurrence(self) -> None:
        done = model.completed(todo(**self.MADE), now=datetime(2026, 1, 12, 11, tzinfo=UTC))

        assert (done.start_date, done.deadline) == (date(2026, 1, 17), date(2026, 1, 20))
        assert done.reminders == (Reminder(30), Reminder(at=Due(date(2026, 1, 18), "18:00")))

    def test_a_reminder_before_the_due_date_goes_with_it(self) -> None:
        made = todo(**self.MADE)

        after = model.patched(made, UpdateTodo(id=made.id, due=None), now=LATER)

        assert after.reminders == (Reminder(at=Due(date(2026, 1, 11), "18:00")),)

    def test_the_same_reminder_twice_is_one(self) -> None:
        assert todo(due=Due(date(2026, 1, 12)), reminders=(Reminder(30), Reminder(30))).reminders == (Reminder(30),)
