"""TickTick's backup."""

# ruff: noqa: E501 - lines of files stand as they come

from datetime import UTC, date, datetime

from tests.modules.todo.transfer.reading import drafts
from voicetodo.modules.todo.api import Due, Recurrence, Reminder

BACKUP = "\n".join([
    '"Date: 2026-01-06+0000"', '"Version: 7.1"', '"Status: ', "0 Normal", "1 Completed", '2 Archived"',
    '"Folder Name","List Name","Title","Kind","Tags","Content","Is Check list","Start Date","Due Date","Reminder","Repeat","Priority","Status","Created Time","Completed Time","Order","Timezone","Is All Day","Is Floating","Column Name","Column Order","View Mode","taskId","parentId"',
    '"","Home","Milk","TEXT","","","N","","","","","0","0","","","2","Europe/Berlin","","","","","list","t2","t1"',
    '"","Home","Shop","TEXT","errands, food","Bring bags","N","","2026-01-09T23:00:00+0000","","","5","0","2026-01-01T10:00:00+0000","","1","Europe/Berlin","true","false","This week","","list","t1",""',
    '"","Sport","Run","TEXT","","","N","2026-01-08T06:00:00+0000","2026-01-08T06:00:00+0000","-PT30M","RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH;TT_SKIP=HOLIDAY","1","0","","","3","Europe/Berlin","false","false","","","list","t3",""',
    '"","Inbox","Pack","CHECKLIST","","▫Passport',
    '▪Tickets","Y","","","","","3","2","","2026-01-05T12:00:00+0000","4","Europe/Berlin","","","Not Sectioned","","list","t4",""',
    '"","Inbox","Lunar","TEXT","","","N","","2026-02-01T00:00:00+0000","","ERULE:NAME=CUSTOM;BYDATE=20260203","0","0","","","5","UTC","true","","","","list","t5",""',
])  # fmt: skip


def test_the_lines_before_the_columns_are_passed_over() -> None:
    assert len(drafts(BACKUP, "ticktick")) == 5


def test_a_whole_day_is_the_day_where_it_was_said() -> None:
    shop = drafts(BACKUP, "ticktick")["Shop"]

    assert shop.due == Due(date(2026, 1, 10), None, "Europe/Berlin")
    assert (shop.priority, shop.labels, shop.section) == (1, ("errands", "food"), "This week")


def test_recurrence_and_reminder_are_kept() -> None:
    run = drafts(BACKUP, "ticktick")["Run"]

    assert run.recurrence == Recurrence("FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH")
    assert run.due == Due(date(2026, 1, 8), "07:00", "Europe/Berlin")
    assert run.reminders == (Reminder(minutes_before=30),)


def test_a_child_before_its_parent_knows_it() -> None:
    assert drafts(BACKUP, "ticktick")["Milk"].parent == "t1"


def test_checklists_stand_in_the_notes_and_done_is_done() -> None:
    pack = drafts(BACKUP, "ticktick")["Pack"]

    assert pack.notes == "[ ] Passport\n[x] Tickets"
    assert pack.completed_at == datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert pack.category is None


def test_a_rule_that_cannot_be_followed_is_told_of() -> None:
    lunar = drafts(BACKUP, "ticktick")["Lunar"]

    assert lunar.recurrence is None
    assert "does not repeat any more" in lunar.notices[0].message


def test_days_that_were_left_out_there_and_are_not_here_are_told_of() -> None:
    found = drafts(BACKUP, "ticktick")

    assert "left out" in found["Run"].notices[0].message
    assert found["Shop"].notices == ()
