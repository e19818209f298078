"""What an import writes is what the services write: same columns, same document, same journal, same event."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Comment, Due, Origin, Recurrence, Reminder, Todo
from voicetodo.modules.todo.events import CommentCreated
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import comments, imported_comments, imported_todos

_OWN = frozenset({"id", "place", "occurred_at", "payload", "document", "changes", "entity_id", "title"})

_ROW = {"todo": "select * from todos where id = $1", "comment": "select * from comments where id = $1"}


async def test_a_todo_brought_in_is_written_as_one_that_was_made(desk: Desk, alice_id: UUID, clock: FixedClock) -> None:
    import_id, parent_id = new_id(), new_id()
    origin = Origin(source="import", command_id=import_id)
    parent = Todo(id=parent_id, title="Above", position="V1", created_at=clock.now(), updated_at=clock.now())
    todo = replace(
        parent,
        id=new_id(),
        parent_id=parent_id,
        notes="Some",
        priority=1,
        start_date=date(2026, 1, 8),
        due=Due(date(2026, 1, 9), "18:30", "Europe/Berlin"),
        deadline=date(2026, 2, 1),
        duration_minutes=30,
        recurrence=Recurrence("FREQ=DAILY", from_completion=True),
        reminders=(Reminder(minutes_before=5),),
        assignee="mia",
        completed_at=clock.now(),
        source="import",
        command_id=import_id,
    )
    other = replace(todo, id=new_id())

    async with desk.writing(alice_id, origin, change_set_id=import_id) as ledger:
        await ledger.todo_created(parent, 0)
        await ledger.todo_created(todo, 1)
        rows = imported_todos.rows_of(alice_id, [(other, 1)], ledger.origin)
        await imported_todos.insert_all(ledger.tx, alice_id, rows, change_set_id=import_id)

    assert await _written(desk, todo) == await _written(desk, other)


async def test_a_comment_brought_in_is_written_as_one_that_was_made(
    desk: Desk, alice_id: UUID, clock: FixedClock
) -> None:
    import_id = new_id()
    origin = Origin(source="import", command_id=import_id)
    todo = Todo(id=new_id(), title="Roof", position="V1", created_at=clock.now(), updated_at=clock.now())
    one = Comment(id=new_id(), todo_id=todo.id, author_id=alice_id, body="Slate?", created_at=clock.now())
    other = replace(one, id=new_id())

    async with desk.writing(alice_id, origin, change_set_id=import_id) as ledger:
        await ledger.todo_created(todo, 0)
        note = ledger.note("comment", one.id, "created", 1, {"todo_id": (None, todo.id)})
        event = CommentCreated(user_id=alice_id, comment=one, origin=ledger.origin)
        await comments.insert(ledger.tx, alice_id, one, note, event)
        rows = imported_comments.rows_of([(other, None)], origin=ledger.origin)
        assert rows is not None
        await imported_comments.insert_all(
            ledger.tx, alice_id, rows, origin=ledger.origin, change_set_id=import_id, at=clock.now()
        )

    assert await _written(desk, one, "comment") == await _written(desk, other, "comment")


async def test_what_is_there_is_left_out_and_counted(desk: Desk, alice_id: UUID, clock: FixedClock) -> None:
    todo = Todo(id=new_id(), title="Once", position="V1", created_at=clock.now(), updated_at=clock.now())
    origin = Origin(source="import")

    rows = imported_todos.rows_of(alice_id, [(todo, 0)], origin)
    async with desk.writing(alice_id, origin) as ledger:
        first = await imported_todos.insert_all(ledger.tx, alice_id, rows, change_set_id=new_id())
        clock.advance(timedelta(hours=1))
        again = await imported_todos.insert_all(ledger.tx, alice_id, rows, change_set_id=new_id())

    assert (first, again) == (1, 0)


async def _written(desk: Desk, value: Todo | Comment, kind: str = "todo") -> list[dict[str, Any]]:
    async with desk.database.connection() as connection:
        rows = [
            await connection.fetchrow(_ROW[kind], value.id),
            await connection.fetchrow("select * from activity where entity_id = $1", value.id),
            await connection.fetchrow(
                "select * from outbox where payload::json->$1::text->>'id' = $2", kind, str(value.id)
            ),
        ]
    return [
        {**{name: field for name, field in dict(row or {}).items() if name not in _OWN}, **_texts(row, value.id)}
        for row in rows
    ]


def _texts(row: Any, value_id: UUID) -> dict[str, Any]:
    """Documents, changes and events, but for whose they are."""
    return {
        name: msgspec.json.decode(row[name].replace(str(value_id), "…"))
        for name in ("document", "payload", "changes")
        if row is not None and name in row
    }
