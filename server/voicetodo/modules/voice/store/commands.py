"""What was said and what came of it: one row for each command."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.db import Connection, Record, Transaction
from voicetodo.modules.voice.errors import CommandNotFound
from voicetodo.modules.voice.model import Ask, Command, Outcome, Plan, Step

_COLUMNS: Final = """
    id, user_id, kind, transcript, timezone, captured_at, created_at, processed_at, undone_at,
    plan::text AS plan, outcome::text AS outcome, questions::text AS questions, answered, change_sets, shown
"""

_plan: Final = msgspec.json.Decoder(Plan)
_outcome: Final = msgspec.json.Decoder(Outcome)
_questions: Final = msgspec.json.Decoder(tuple[Ask, ...])
_steps: Final = msgspec.json.Decoder(tuple[Step, ...])


class Stats(msgspec.Struct, frozen=True):
    """Counts over one user's commands since a moment, and the median time they took."""

    commands: int
    by_kind: dict[str, int]
    by_status: dict[str, int]
    by_intent: dict[str, int]
    undone: int
    median_ms: float | None


async def count_since(connection: Connection, user_id: UUID, since: datetime, *, but: UUID | None) -> int:
    """Without the one of this id."""
    return await connection.fetchval(
        "select count(*) from commands where user_id = $1 and created_at > $2 and id is distinct from $3",
        user_id,
        since,
        but,
    )


async def add(tx: Transaction, command: Command) -> Command:
    """Record the command and its plan, or find them as they were recorded before.

    Raises CommandNotFound where the id is somebody else's.
    """
    row = await tx.fetchrow(
        f"""
        INSERT INTO commands (id, user_id, kind, transcript, timezone, captured_at, created_at, plan)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO UPDATE SET id = excluded.id WHERE commands.user_id = excluded.user_id
        RETURNING {_COLUMNS}
        """,  # noqa: S608 - the columns are ours
        command.id,
        command.user_id,
        command.kind,
        command.transcript,
        command.timezone,
        command.captured_at,
        command.created_at,
        command.plan,
    )
    if row is None:
        raise CommandNotFound
    return _command(row)


async def begin_answer(tx: Transaction, command: Command, steps: tuple[Step, ...]) -> tuple[Step, ...] | None:
    """Record what an answer comes to, or find what was recorded before; None where all is answered or undone."""
    text = await tx.fetchval(
        """
        UPDATE commands SET answer = coalesce(answer, $4)
        WHERE id = $2 AND user_id = $1 AND answered = $3 AND undone_at IS NULL
        RETURNING answer::text
        """,
        command.user_id,
        command.id,
        command.answered,
        steps,
    )
    return _steps.decode(text) if text is not None else None


async def finish(tx: Transaction, command: Command) -> bool:
    """Write down what came of it. False where more has come of it since: a later answer, or that it was undone."""
    written = await tx.fetchval(
        """
        UPDATE commands
        SET outcome = $3, questions = $4, change_sets = $5, shown = $6, processed_at = $7, undone_at = $8,
            answered = $9, answer = NULL
        WHERE id = $2 AND user_id = $1 AND answered <= $9 AND (undone_at IS NULL OR $8::timestamptz IS NOT NULL)
        RETURNING true
        """,
        command.user_id,
        command.id,
        command.outcome,
        command.questions,
        list(command.change_sets),
        list(command.shown),
        command.processed_at,
        command.undone_at,
        command.answered,
    )
    return written is not None


async def find(tx: Connection, user_id: UUID, command_id: UUID) -> Command | None:
    row = await tx.fetchrow(
        f"SELECT {_COLUMNS} FROM commands WHERE id = $2 AND user_id = $1",  # noqa: S608 - the columns are ours
        user_id,
        command_id,
    )
    return _command(row) if row is not None else None


async def list_before(
    tx: Connection, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[Command]:
    """The newest first."""
    moment, command_id = before or (None, None)
    rows = await tx.fetch(
        f"""
        SELECT {_COLUMNS} FROM commands
        WHERE user_id = $1 AND processed_at IS NOT NULL
          AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
        ORDER BY created_at DESC, id DESC LIMIT $4
        """,  # noqa: S608 - the columns are ours
        user_id,
        moment,
        command_id,
        limit,
    )
    return [_command(row) for row in rows]


async def last_shown(tx: Connection, user_id: UUID, *, since: datetime) -> tuple[UUID, ...]:
    """What the newest command since then showed; empty where it showed nothing."""
    row = await tx.fetchrow(
        """
        SELECT shown FROM commands
        WHERE user_id = $1 AND created_at >= $2 AND processed_at IS NOT NULL AND shown <> '{}'
        ORDER BY created_at DESC, id DESC LIMIT 1
        """,
        user_id,
        since,
    )
    return tuple(row["shown"]) if row is not None else ()


async def find_asking(tx: Connection, user_id: UUID, *, since: datetime) -> Command | None:
    """The newest command since then, where it waits for an answer."""
    row = await tx.fetchrow(
        f"""
        SELECT {_COLUMNS} FROM commands
        WHERE user_id = $1 AND created_at >= $2 AND processed_at IS NOT NULL
        ORDER BY created_at DESC, id DESC LIMIT 1
        """,  # noqa: S608 - the columns are ours
        user_id,
        since,
    )
    command = _command(row) if row is not None else None
    return command if command is not None and command.questions else None


async def find_undoable(tx: Connection, user_id: UUID) -> Command | None:
    """The newest command that changed something and was not undone."""
    row = await tx.fetchrow(
        f"""
        SELECT {_COLUMNS} FROM commands
        WHERE user_id = $1 AND change_sets <> '{{}}' AND undone_at IS NULL
        ORDER BY created_at DESC, id DESC LIMIT 1
        """,  # noqa: S608 - the columns are ours
        user_id,
    )
    return _command(row) if row is not None else None


async def stats(tx: Connection, user_id: UUID, *, since: datetime) -> Stats:
    row = await tx.fetchrow(
        """
        WITH mine AS (
            SELECT kind, undone_at, outcome FROM commands
            WHERE user_id = $1 AND created_at >= $2 AND processed_at IS NOT NULL
        ), results AS (
            SELECT result ->> 'status' AS status, result ->> 'action' AS intent
            FROM mine, jsonb_array_elements(outcome -> 'results') AS result
        )
        SELECT
            (SELECT count(*) FROM mine) AS commands,
            (SELECT count(*) FROM mine WHERE undone_at IS NOT NULL) AS undone,
            (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY (outcome -> 'timings' ->> 'total_ms')::float)
             FROM mine) AS median_ms,
            (SELECT jsonb_object_agg(kind, n) FROM (SELECT kind, count(*) AS n FROM mine GROUP BY kind) AS k)::text
                AS by_kind,
            (SELECT jsonb_object_agg(status, n) FROM (SELECT status, count(*) AS n FROM results GROUP BY status) AS s)
                ::text AS by_status,
            (SELECT jsonb_object_agg(intent, n) FROM (SELECT intent, count(*) AS n FROM results GROUP BY intent) AS i)
                ::text AS by_intent
        """,
        user_id,
        since,
    )
    assert row is not None  # noqa: S101 - a query of aggregates always has one row
    return Stats(
        commands=row["commands"],
        by_kind=_counts(row["by_kind"]),
        by_status=_counts(row["by_status"]),
        by_intent=_counts(row["by_intent"]),
        undone=row["undone"],
        median_ms=row["median_ms"],
    )


async def forget(tx: Transaction, *, before: datetime, limit: int) -> int:
    """Remove up to `limit` commands made before then, whoever's they are; how many there were."""
    tag = await tx.execute(
        "DELETE FROM commands WHERE ctid = ANY(ARRAY(SELECT ctid FROM commands WHERE created_at < $1 LIMIT $2))",
        before,
        limit,
    )
    return int(tag.rpartition(" ")[2])


async def forget_of(tx: Transaction, user_id: UUID) -> None:
    """All that this person said; in what others said, an id that nobody has takes the place of theirs."""
    await tx.execute("DELETE FROM commands WHERE user_id = $1", user_id)
    await tx.execute(
        """
        UPDATE commands SET
            plan = replace(plan::text, $1, $2)::jsonb, outcome = replace(outcome::text, $1, $2)::jsonb,
            questions = replace(questions::text, $1, $2)::jsonb, answer = replace(answer::text, $1, $2)::jsonb
        WHERE strpos(concat(plan, outcome, questions, answer), $1) > 0
        """,
        str(user_id),
        str(UUID(int=0)),
    )


def _counts(text: str | None) -> dict[str, int]:
    return msgspec.json.decode(text, type=dict[str, int]) if text else {}


def _command(row: Record) -> Command:
    fields: dict[str, Any] = dict(row.items())
    outcome = fields["outcome"]
    fields |= {
        "plan": _plan.decode(fields["plan"]),
        "outcome": _outcome.decode(outcome) if outcome is not None else None,
        "questions": _questions.decode(fields["questions"]),
        "change_sets": tuple(fields["change_sets"]),
        "shown": tuple(fields["shown"]),
    }
    return Command(**fields)
