"""From what was understood to what is to be done: the same sentence in the same scene gives the same plan."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from voicetodo.language import interpret
from voicetodo.language.interpretation import Action, Context, Interpretation, KnownTask, Named, Slots
from voicetodo.modules.todo.api import (
    CompleteTodo,
    CreateCategory,
    CreateTodo,
    DeleteCategory,
    DeleteTodo,
    Due,
    SkipTodo,
    UpdateTodo,
)
from voicetodo.modules.voice.model import Ask, Do, Look, Plan, Revert, Step, Tell
from voicetodo.modules.voice.planning import plan, step
from voicetodo.modules.voice.scene import Scene

SHOPPING, WORK = uuid4(), uuid4()
RENT, DENTIST, PLANTS, REPORT = uuid4(), uuid4(), uuid4(), uuid4()

#: A Monday.
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

CONTEXT = Context(
    lists=(Named(str(SHOPPING), "Shopping"), Named(str(WORK), "Work")),
    tasks=(
        KnownTask(str(RENT), "Pay rent", due_date="2026-11-20"),
        KnownTask(str(DENTIST), "Call the dentist", due_date="2026-11-21"),
        KnownTask(str(PLANTS), "Water the plants"),
        KnownTask(str(REPORT), "Project report", list_id=str(WORK), due_date="2026-11-25"),
    ),
)


def planned(words: str, **scene: object) -> Plan:
    there = Scene(command_id=uuid4(), words=words, context=CONTEXT, said_at=NOW, timezone="Europe/Berlin", **scene)  # type: ignore[arg-type] - fields of Scene
    return plan(interpret(words, NOW, "Europe/Berlin", CONTEXT), there)


def in_context(known: Context, words: str) -> Plan:
    there = Scene(command_id=uuid4(), words=words, context=known, said_at=NOW, timezone="UTC")
    return plan(interpret(words, NOW, "UTC", known), there)


def only_step(words: str, **scene: object) -> Step:
    (one,) = planned(words, **scene).steps
    return one


def changes_of(one: Step) -> tuple[object, ...]:
    assert isinstance(one, Do)
    return one.changes


class TestCreating:
    def test_a_task_is_created_in_the_list_that_was_named(self) -> None:
        changes = changes_of(only_step("add milk to shopping"))

        assert changes == (CreateTodo(title="Milk", category_id=SHOPPING),)

    def test_a_due_time_is_read_in_the_speakers_zone(self) -> None:
        (created,) = changes_of(only_step("remind me to call mum tomorrow at nine"))

        assert isinstance(created, CreateTodo)
        assert created.due == Due(date=date(2026, 11, 24), time="09:00", timezone="Europe/Berlin")

    def test_a_list_nobody_knows_is_asked_about(self) -> None:
        asked = only_step("add a tent to my camping list")

        assert isinstance(asked, Ask)
        assert [answer.label for answer in asked.answers][-1] == "Never mind"

    def test_a_list_that_is_agreed_to_is_made_first(self) -> None:
        asked = only_step("add a tent to my camping list")
        assert isinstance(asked, Ask)
        there = Scene(command_id=uuid4(), context=CONTEXT, said_at=NOW, timezone="UTC", is_confirmed=True)

        made, created = changes_of(step(asked.answers[0].actions[0], there))

        assert isinstance(made, CreateCategory)
        assert isinstance(created, CreateTodo)
        assert created.category_id == made.id

    def test_a_list_made_by_the_same_command_is_not_asked_about(self) -> None:
        said = Interpretation(
            text="",
            actions=(
                Action(intent="list.create", slots=Slots(list="garden")),
                Action(intent="task.create", slots=Slots(title="Water the roses", list="Garden")),
            ),
            confidence=1.0,
            reply="",
        )

        made, created = plan(said, Scene(command_id=uuid4(), context=CONTEXT, said_at=NOW, timezone="UTC")).steps

        (category,) = changes_of(made)
        assert isinstance(category, CreateCategory)
        assert changes_of(created) == (CreateTodo(title="Water the roses", category_id=category.id),)


class TestTargets:
    def test_a_task_is_found_by_its_words(self) -> None:
        assert changes_of(only_step("I paid the rent")) == (CompleteTodo(id=RENT),)

    def test_only_what_repeats_is_skipped_and_only_from_where_it_stands(self) -> None:
        repeating = {str(RENT): Due(date(2026, 11, 27))}

        skipped = only_step("skip pay rent this time", repeating=repeating)
        told = only_step("skip the project report", repeating=repeating)
        elsewhen = only_step("skip pay rent tomorrow", repeating=repeating)

        assert changes_of(skipped) == (SkipTodo(id=RENT, occurrence=date(2026, 11, 27)),)
        assert isinstance(told, Tell)
        assert isinstance(elsewhen, Tell)
        assert (told.status, elsewhen.status) == ("refused", "refused")

    def test_a_task_nobody_knows_is_said_to_be_unknown(self) -> None:
        told = only_step("delete the helicopter inspection")

        assert isinstance(told, Tell)
        assert told.status == "not_found"
        assert "helicopter" in told.message

    def test_several_close_ones_are_asked_about(self) -> None:
        two = Context(tasks=(KnownTask(str(RENT), "Pay rent"), KnownTask(str(PLANTS), "Pay rates")))

        (asked,) = in_context(two, "complete pay").steps

        assert isinstance(asked, Ask)
        assert [answer.label for answer in asked.answers] == ["Pay rent", "Pay rates", "Never mind"]

    def test_those_of_one_name_are_told_apart_by_list_and_day(self) -> None:
        tasks = (
            KnownTask(str(RENT), "Buy stamps", due_date="2026-11-24"),
            KnownTask(str(PLANTS), "Buy stamps", list_id=str(WORK)),
        )

        (asked,) = in_context(Context(lists=CONTEXT.lists, tasks=tasks), "I bought the stamps").steps

        assert isinstance(asked, Ask)
        labels = [answer.label for answer in asked.answers]
        assert sorted(labels) == ["Buy stamps (Inbox, tomorrow)", "Buy stamps (Work)", "Never mind"]

    def test_of_those_nobody_can_tell_apart_one_is_taken(self) -> None:
        twins = (KnownTask(str(RENT), "Buy stamps"), KnownTask(str(PLANTS), "Buy stamps"))

        (done,) = in_context(Context(tasks=twins), "I bought the stamps").steps

        assert len(changes_of(done)) == 1

    def test_a_position_counts_in_what_was_shown_last(self) -> None:
        one = only_step("complete the second task", shown=(str(PLANTS), str(REPORT)))

        assert changes_of(one) == (CompleteTodo(id=REPORT),)

    def test_a_position_nobody_is_at_is_said_so(self) -> None:
        told = only_step("complete the ninth task")

        assert isinstance(told, Tell)
        assert told.status == "not_found"

    def test_many_at_once_are_asked_about_first(self) -> None:
        asked = only_step("move everything overdue to tomorrow")

        assert isinstance(asked, Ask)
        assert asked.question == "Move 2 tasks to tomorrow?"
        assert [answer.label for answer in asked.answers] == ["Yes", "No"]

    def test_many_that_are_agreed_to_all_change(self) -> None:
        asked = only_step("move everything overdue to tomorrow")
        assert isinstance(asked, Ask)
        there = Scene(command_id=uuid4(), context=CONTEXT, said_at=NOW, timezone="UTC", is_confirmed=True)

        changes = changes_of(step(asked.answers[0].actions[0], there))

        assert [change.id for change in changes if isinstance(change, UpdateTodo)] == [RENT, DENTIST]

    def test_one_is_deleted_without_asking_as_it_can_be_undone(self) -> None:
        assert changes_of(only_step("delete water the plants")) == (DeleteTodo(id=PLANTS),)


class TestUpdating:
    def test_only_what_was_said_changes(self) -> None:
        (changed,) = changes_of(only_step("push the dentist to friday"))

        assert changed == UpdateTodo(id=DENTIST, due=Due(date=date(2026, 11, 27), timezone="Europe/Berlin"))


class TestLists:
    def test_what_was_shown_last_moves_to_the_list_that_is_named(self) -> None:
        moved = only_step("move it to the work list", shown=(str(PLANTS),))

        assert changes_of(moved) == (UpdateTodo(id=PLANTS, category_id=WORK),)

    def test_a_list_is_made(self) -> None:
        (made,) = changes_of(only_step("create a new list called vacation packing"))

        assert isinstance(made, CreateCategory)
        assert made.name == "Vacation packing"

    def test_deleting_a_list_is_asked_about_first(self) -> None:
        asked = only_step("delete the shopping list")

        assert isinstance(asked, Ask)
        there = Scene(command_id=uuid4(), context=CONTEXT, said_at=NOW, timezone="UTC", is_confirmed=True)
        assert changes_of(step(asked.answers[0].actions[0], there)) == (DeleteCategory(id=SHOPPING),)


class TestLooking:
    @pytest.mark.parametrize(
        ("words", "due_from", "due_to"),
        [
            ("what's left today", None, date(2026, 11, 23)),
            ("read my overdue items", None, date(2026, 11, 22)),
            ("show me my tasks for this week", date(2026, 11, 23), date(2026, 11, 29)),
        ],
    )
    def test_a_question_becomes_a_window_of_days(self, words: str, due_from: date | None, due_to: date) -> None:
        look = only_step(words)

        assert isinstance(look, Look)
        assert (look.query.due_from, look.query.due_to) == (due_from, due_to)

    def test_a_question_about_a_list_looks_there(self) -> None:
        look = only_step("what is on my shopping list")

        assert isinstance(look, Look)
        assert look.query.category_id == SHOPPING


class TestOther:
    def test_what_is_not_for_us_is_offered_as_a_task(self) -> None:
        asked = only_step("turn on the living room lamp")

        assert isinstance(asked, Ask)
        assert asked.status == "unsupported"
        assert asked.answers[0].actions[0].slots.title == "Turn on the living room lamp"

    def test_undo_takes_back_the_last_command(self) -> None:
        last = uuid4()

        reverted = only_step("undo", undoable=last)

        assert isinstance(reverted, Revert)
        assert reverted.command_id == last

    def test_with_nothing_to_undo_that_is_said(self) -> None:
        assert isinstance(only_step("undo"), Tell)


def test_the_same_command_plans_the_same_changes_again() -> None:
    command_id = UUID(int=7)
    words = "create a list called garden"
    there = Scene(command_id=command_id, words=words, context=CONTEXT, said_at=NOW, timezone="UTC")

    first = plan(interpret(words, NOW, "UTC", CONTEXT), there)
    again = plan(interpret(words, NOW, "UTC", CONTEXT), there)

    assert first == again
