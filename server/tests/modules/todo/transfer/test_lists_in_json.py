"""Google Tasks, Microsoft To Do, Trello and Taskwarrior."""

# ruff: noqa: E501 - lines of files stand as they come

from datetime import UTC, date, datetime

import pytest

from tests.modules.todo.transfer.reading import NOW, as_json, drafts, recognised
from voicetodo.modules.todo.api import Due, Recurrence, Reminder
from voicetodo.modules.todo.recurrence import upcoming
from voicetodo.modules.todo.transfer.draft import Unreadable


class TestGoogleTasks:
    TAKEOUT = as_json({
        "kind": "tasks#taskLists",
        "items": [
            {
                "kind": "tasks#tasks",
                "id": "L1",
                "title": "My Tasks",
                "items": [
                    {
                        "kind": "tasks#task", "id": "T2", "parent": "T1", "title": "Ask for a quote", "status": "completed",
                        "completed": "2026-01-03T10:00:00.000Z", "created": "2026-01-02T08:00:00Z",
                    },
                    {
                        "kind": "tasks#task", "id": "T1", "title": "New roof", "notes": "Slate", "status": "needsAction",
                        "due": "2026-02-01T00:00:00Z", "links": [{"type": "generic", "link": "https://example.org/roof"}],
                    },
                    {"kind": "tasks#task", "id": "T3", "title": "Gone", "deleted": True},
                ],
            },
            {
                "kind": "tasks#tasks", "id": "L2", "title": "Errands",
                "items": [
                    {
                        "kind": "tasks#task", "id": "T4", "title": "Post office", "status": "needsAction",
                        "due": "2026-01-09T00:00:00Z",
                        "scheduled_time": [{"current": True, "start": "2026-01-09T13:30:00Z"}],
                    }
                ],
            },
        ],
    })  # fmt: skip

    def test_days_lists_and_parents_are_kept(self) -> None:
        found = drafts(self.TAKEOUT, "google_tasks")

        assert found["New roof"].due == Due(date(2026, 2, 1), None, "Europe/Berlin")
        assert "https://example.org/roof" in found["New roof"].notes
        assert found["Ask for a quote"].parent == "T1"
        assert found["Ask for a quote"].completed_at == datetime(2026, 1, 3, 10, tzinfo=UTC)
        assert (found["New roof"].category, found["Post office"].category) == (None, "Errands")

    def test_a_time_is_the_time_where_the_person_is(self) -> None:
        assert drafts(self.TAKEOUT, "google_tasks")["Post office"].due == Due(
            date(2026, 1, 9), "14:30", "Europe/Berlin"
        )

    def test_what_was_deleted_there_stays_away(self) -> None:
        assert "Gone" not in drafts(self.TAKEOUT, "google_tasks")


class TestMicrosoftTodo:
    GRAPH = as_json({
        "value": [
            {
                "id": "L1", "displayName": "Tasks", "wellknownListName": "defaultList",
                "tasks": [
                    {
                        "id": "M1", "title": "Pay rent", "importance": "high", "status": "notStarted",
                        "categories": ["Home"],
                        "body": {"content": "<p>By <b>transfer</b></p>", "contentType": "html"},
                        "dueDateTime": {"dateTime": "2026-02-01T00:00:00.0000000", "timeZone": "UTC"},
                        "isReminderOn": True,
                        "reminderDateTime": {"dateTime": "2026-01-31T08:00:00.0000000", "timeZone": "W. Europe Standard Time"},
                        "recurrence": {
                            "pattern": {"type": "absoluteMonthly", "interval": 1, "dayOfMonth": 1},
                            "range": {"type": "endDate", "startDate": "2026-02-01", "endDate": "2026-12-31"},
                        },
                        "checklistItems": [{"id": "c1", "displayName": "Look up IBAN", "isChecked": True}],
                    }
                ],
            },
            {
                "id": "L2", "displayName": "Work", "wellknownListName": "none",
                "tasks": [
                    {
                        "id": "M2", "title": "Report", "importance": "normal", "status": "completed",
                        "completedDateTime": {"dateTime": "2026-01-05T00:00:00.0000000", "timeZone": "UTC"},
                        "recurrence": {"pattern": {"type": "relativeMonthly", "interval": 2, "daysOfWeek": ["friday"], "index": "last"}},
                    },
                    {"id": "M3", "title": "Broken", "importance": "normal", "recurrence": {"pattern": {"type": "lunar"}}},
                ],
            },
        ]
    })  # fmt: skip

    def test_notes_steps_reminders_and_recurrence_are_kept(self) -> None:
        rent = drafts(self.GRAPH, "microsoft_todo")["Pay rent"]

        assert rent.notes == "By transfer\n\n[x] Look up IBAN"
        assert (rent.priority, rent.labels, rent.category) == (1, ("Home",), None)
        assert rent.due == Due(date(2026, 2, 1), None, "Europe/Berlin")
        assert rent.recurrence == Recurrence("FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261231")
        assert rent.reminders == (Reminder(at=Due(date(2026, 1, 31), "08:00", "Europe/Berlin")),)

    def test_every_last_friday(self) -> None:
        report = drafts(self.GRAPH, "microsoft_todo")["Report"]

        assert report.recurrence == Recurrence("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR")
        assert report.completed_at == datetime(2026, 1, 5, tzinfo=UTC)

    def test_a_row_that_nobody_understands_is_told_of(self) -> None:
        _, reading = recognised(self.GRAPH)

        assert reading.drafts[2].problem is not None
        assert "lunar" in reading.drafts[2].problem.message


class TestTrello:
    BOARD = as_json({
        "name": "Kitchen",
        "lists": [{"id": "l1", "name": "To do", "closed": False}, {"id": "l2", "name": "Done", "closed": True}],
        "labels": [{"id": "b1", "name": "Urgent", "color": "red"}],
        "members": [{"id": "p1", "fullName": "Mia Moor"}],
        "checklists": [
            {"id": "k1", "idCard": "5f000000a000000000000001", "checkItems": [{"id": "i1", "name": "Measure", "state": "complete"}]}
        ],
        "actions": [
            {"type": "commentCard", "date": "2026-01-04T09:00:00.000Z", "memberCreator": {"fullName": "Mia Moor"},
             "data": {"card": {"id": "5f000000a000000000000001"}, "text": "Oak, please"}}
        ],
        "cards": [
            {"id": "5f000000a000000000000001", "name": "Worktop", "desc": "2.4 m", "due": "2026-01-20T17:00:00.000Z",
             "dueReminder": 1440, "idList": "l1", "idMembers": ["p1"], "labels": [{"name": "Urgent", "color": "red"}]},
            {"id": "5f000000a000000000000002", "name": "Sink", "idList": "l2", "dateLastActivity": "2026-01-02T10:00:00.000Z"},
        ],
    })  # fmt: skip

    def test_the_board_is_a_category_and_its_lists_are_sections(self) -> None:
        worktop = drafts(self.BOARD, "trello")["Worktop"]

        assert (worktop.category, worktop.section, worktop.assignee) == ("Kitchen", "To do", "Mia Moor")
        assert worktop.due == Due(date(2026, 1, 20), "18:00", "Europe/Berlin")
        assert worktop.reminders == (Reminder(minutes_before=1440),)
        assert worktop.created_at == datetime.fromtimestamp(0x5F000000, UTC)

    def test_comments_have_their_authors_and_times_and_checklists_stand_below_the_card(self) -> None:
        found = drafts(self.BOARD, "trello")

        [comment] = found["Worktop"].comments
        assert (comment.author, comment.body) == ("Mia Moor", "Oak, please")
        assert comment.created_at == datetime(2026, 1, 4, 9, tzinfo=UTC)
        assert found["Measure"].parent == found["Worktop"].key
        assert found["Measure"].completed_at is not None

    def test_what_stands_in_an_archived_list_is_done(self) -> None:
        assert drafts(self.BOARD, "trello")["Sink"].completed_at == datetime(2026, 1, 2, 10, tzinfo=UTC)

    def test_labels_bring_their_colours(self) -> None:
        _, reading = recognised(self.BOARD)

        assert [(label.name, label.color) for label in reading.labels] == [("Urgent", "#db4035")]


class TestTaskwarrior:
    ROWS = (
        {"uuid": "u1", "description": "Water plants", "status": "recurring", "recur": "2weeks", "due": "20251201T080000Z",
         "entry": "20251120T080000Z", "tags": ["home"], "priority": "H", "project": "House.Garden"},
        {"uuid": "u2", "description": "Water plants", "status": "pending", "parent": "u1", "due": "20260112T080000Z", "entry": "20251120T080000Z"},
        {"uuid": "u3", "description": "Call bank", "status": "completed", "end": "20260102T100000Z", "entry": "20260101T100000Z",
         "annotations": [{"entry": "20260101T110000Z", "description": "ask for Ms. Ruiz"}]},
        {"uuid": "u4", "description": "Gone", "status": "deleted", "entry": "20260101T100000Z"},
    )  # fmt: skip

    def test_a_recurring_one_comes_once_at_its_next_occurrence(self) -> None:
        found = drafts(as_json(self.ROWS), "taskwarrior")

        plants = found["Water plants"]
        assert list(found) == ["Water plants", "Call bank"]
        assert plants.recurrence == Recurrence("FREQ=WEEKLY;INTERVAL=2")
        assert plants.due == Due(date(2026, 1, 12), "09:00", "Europe/Berlin")
        assert (plants.key, plants.category, plants.priority) == ("u1", "House.Garden", 1)

    def test_the_last_one_is_that_at_the_very_moment_at_which_it_ends(self) -> None:
        """Taskwarrior writes midnight in Berlin as eleven in the evening of the day before."""
        moments = {"due": "20260112T230000Z", "until": "20260126T230000Z"}
        row = {"uuid": "u1", "description": "Pay", "status": "recurring", "recur": "2weeks", **moments}

        pay = drafts(as_json([row]), "taskwarrior")["Pay"]

        assert pay.due is not None
        assert pay.due == Due(date(2026, 1, 13), "00:00", "Europe/Berlin")
        assert pay.recurrence is not None
        assert [each.date for each in upcoming(pay.due, pay.recurrence, now=NOW, limit=9)] == [date(2026, 1, 27)]

    def test_one_object_a_line_is_read_as_well(self) -> None:
        lines = "\n".join(as_json(row).decode() for row in self.ROWS)

        assert drafts(lines, "taskwarrior")["Call bank"].notes == "ask for Ms. Ruiz"


def test_json_that_is_cut_off_is_told_of() -> None:
    with pytest.raises(Unreadable, match="cut off"):
        recognised(TestTrello.BOARD[:-20])
