"""A completion that is told late counts from the moment in which it was done."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Due, Origin, Recurrence, Todo
from voicetodo.modules.todo.occurrence import Occurrence
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.mutating import Mutating
from voicetodo.modules.todo.service.mutations import CompleteOccurrence, Mutation
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store import todos

TODAY = date(2026, 1, 7)
NINE = datetime(2026, 1, 7, 9, tzinfo=UTC)
DAILY = Recurrence("FREQ=DAILY")
AFTER_HOURS = Recurrence("FREQ=HOURLY;INTERVAL=4", from_completion=True)
AFTER_DAYS = Recurrence("FREQ=DAILY;INTERVAL=2", from_completion=True)


async def add(desk: Desk, user_id: UUID, recurrence: Recurrence | None = None) -> Todo:
    draft = CreateTodo(title="water the plants", due=Due(TODAY, None, "UTC"), recurrence=recurrence)
    return (await Todos(desk).create(user_id, draft, todo_id=new_id(), origin=Origin()))[0]


async def tell(desk: Desk, user_id: UUID, *changes: CompleteOccurrence) -> list[str]:
    sent = [Mutation(id=(nth := new_id()), entity_id=each.id, change=each, sent=nth.bytes) for each in changes]
    return [result.status for result in await Mutating(desk).do_all(user_id, sent, origin=Origin())]


async def found(desk: Desk, user_id: UUID, todo_id: UUID) -> Todo:
    async with desk.database.connection() as connection:
        todo = await todos.find(connection, user_id, todo_id)
    assert todo is not None
    return todo


@pytest.mark.parametrize(
    ("rule", "after"),
    [
        (DAILY, Due(date(2026, 1, 8), None, "UTC")),
        (AFTER_DAYS, Due(date(2026, 1, 9), None, "UTC")),
        (AFTER_HOURS, Due(TODAY, "14:30", "UTC")),
    ],
)
async def test_what_repeats_goes_on_from_when_it_was_done(
    desk: Desk, clock: FixedClock, alice_id: UUID, rule: Recurrence, after: Due
) -> None:
    todo = await add(desk, alice_id, rule)
    clock.advance(timedelta(days=3))

    done_at = NINE + timedelta(hours=1, minutes=30)
    await tell(desk, alice_id, CompleteOccurrence(id=todo.id, occurrence=Occurrence(TODAY), completed_at=done_at))

    kept = await found(desk, alice_id, todo.id)
    assert (kept.due, kept.is_done) == (after, False)


async def test_each_of_the_days_on_which_it_was_done_counts(desk: Desk, clock: FixedClock, alice_id: UUID) -> None:
    todo = await add(desk, alice_id, DAILY)
    clock.advance(timedelta(days=3))
    days = [timedelta(days=nth) for nth in range(2)]

    statuses = await tell(
        desk,
        alice_id,
        *(
            CompleteOccurrence(id=todo.id, occurrence=Occurrence(TODAY + each), completed_at=NINE + each)
            for each in days
        ),
    )

    assert statuses == ["done", "done"]
    assert (await found(desk, alice_id, todo.id)).due == Due(date(2026, 1, 9), None, "UTC")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (NINE + timedelta(hours=2), NINE + timedelta(hours=2)),
        (NINE - timedelta(days=400), NINE),
        (datetime.max.replace(tzinfo=timezone(timedelta(hours=-23))), NINE + timedelta(days=3)),
    ],
    ids=["between", "before it was made", "far ahead of us"],
)
async def test_what_does_not_repeat_is_done_since_then_but_never_before_it_was_made_nor_in_the_future(
    desk: Desk, clock: FixedClock, alice_id: UUID, told: datetime, kept: datetime
) -> None:
    todo = await add(desk, alice_id)
    clock.advance(timedelta(days=3))

    await tell(desk, alice_id, CompleteOccurrence(id=todo.id, completed_at=told))

    assert (await found(desk, alice_id, todo.id)).completed_at == kept
