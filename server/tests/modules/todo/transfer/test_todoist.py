"""Todoist's CSV and its backup."""

# ruff: noqa: E501 - lines of files stand as they come

from datetime import UTC, date, datetime

from tests.modules.todo.transfer.reading import drafts, recognised, zipped
from voicetodo.modules.todo.api import Due, Recurrence

HOME = "\r\n".join([
    "TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE,DURATION,DURATION_UNIT,DEADLINE,DEADLINE_LANG",
    "meta,view_style=list,,,,,,,,,,,,",
    'task,"Repot the basil, at last @garden @weekend",In the terracotta pot,1,1,Kai (4815),,Oct 5 2026,en,Africa/Cairo,30,minute,Oct 9 2026,en',
    "task,Buy compost,,4,2,Kai (4815),Mia (2342),,en,,,None,,",
    "task,Look for peat-free,,4,3,Kai (4815),,,en,,,None,,",
    "note,The shop closes at six,,,,Kai (4815),,,,,,,,",
    ",,,,,,,,,,,,,",
    "section,Weekly,,,,,,,,,,,,",
    "task,Water the ferns,,2,1,Kai (4815),,every monday at 9am,en,Europe/Berlin,,,,",
    "task,Check the seeds,,3,1,Kai (4815),,every 3rd friday,en,,,,,",
    "task,Giessen,,4,1,Kai (4815),,jeden Montag,de,,,,,",
    "task,Someday,,4,1,Kai (4815),,when the moon is blue,en,,,,,",
])  # fmt: skip


def test_labels_priorities_and_dates_in_words_are_read() -> None:
    basil = drafts(HOME, "todoist_csv", name="Home [2203306141].csv")["Repot the basil, at last"]

    assert basil.labels == ("garden", "weekend")
    assert (basil.category, basil.priority, basil.notes) == ("Home", 1, "In the terracotta pot")
    assert basil.due == Due(date(2026, 10, 5), None, "Africa/Cairo")
    assert (basil.deadline, basil.duration_minutes) == (date(2026, 10, 9), 30)


def test_indents_are_subtasks_and_notes_belong_to_the_task_above() -> None:
    found = drafts(HOME, "todoist_csv")

    basil, compost, peat = found["Repot the basil, at last"], found["Buy compost"], found["Look for peat-free"]
    assert (compost.parent, peat.parent) == (basil.key, compost.key)
    assert compost.assignee == "Mia"
    assert [(each.author, each.body) for each in peat.comments] == [("Kai", "The shop closes at six")]


def test_what_is_attached_to_a_comment_is_named_and_told_of() -> None:
    file = '[[file {""file_name"": ""plan.pdf"", ""file_url"": ""https://example.org/plan.pdf""}]]'
    found = drafts(f'{HOME}\r\nnote,"See {file}, please",,,,Kai (4815),,2026-01-02T08:00:00Z', "todoist_csv")

    someday = found["Someday"]
    assert someday.comments[0].body == "See plan.pdf https://example.org/plan.pdf, please"
    assert someday.comments[0].created_at == datetime(2026, 1, 2, 8, tzinfo=UTC)
    assert any("plan.pdf" in notice.message for notice in someday.notices)


def test_comments_on_no_task_are_told_of() -> None:
    _, reading = recognised(HOME.replace("section,Weekly,,,,,,,,,,,,", "section,Weekly\r\nnote,On the section"))

    assert "1 comments on the list itself" in reading.notices[0].message


def test_recurrences_are_kept_in_every_language() -> None:
    found = drafts(HOME, "todoist_csv")

    assert found["Water the ferns"].recurrence == Recurrence("FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0")
    assert found["Water the ferns"].due == Due(date(2026, 1, 12), "09:00", "Europe/Berlin")
    assert found["Check the seeds"].recurrence == Recurrence("FREQ=MONTHLY;BYDAY=3FR")
    assert found["Giessen"].recurrence == Recurrence("FREQ=WEEKLY;BYDAY=MO")


def test_sections_are_known() -> None:
    found = drafts(HOME, "todoist_csv")

    assert found["Buy compost"].section is None
    assert found["Water the ferns"].section == "Weekly"


def test_words_that_are_no_date_stand_in_the_notes() -> None:
    someday = drafts(HOME, "todoist_csv")["Someday"]

    assert someday.due is None
    assert "when the moon is blue" in someday.notes
    assert someday.notices


def test_a_row_has_the_same_key_each_time() -> None:
    first, second = (drafts(HOME, "todoist_csv", name="Home [2203306141].csv") for _ in range(2))

    assert {title: draft.key for title, draft in first.items()} == {title: draft.key for title, draft in second.items()}
    assert len({draft.key for draft in first.values()}) == len(first)


def test_a_backup_is_one_list_for_each_file() -> None:
    backup = zipped(
        {
            "Inbox [1].csv": "TYPE,CONTENT,PRIORITY,INDENT\ntask,Post the letter,4,1",
            "Home [2].csv": HOME,
            "Read me.txt": "not ours",
        }
    )

    name, reading = recognised(backup, name="todoist_backup.zip")

    categories = {draft.title: draft.category for draft in reading.drafts}
    assert name == "todoist_backup"
    assert (categories["Post the letter"], categories["Water the ferns"]) == (None, "Home")
