"""Migrations: plain SQL files, applied in the order of their names, each with its way back.

`0007_pre_add_due_zone.sql` runs before the new code is started, `0008_post_drop_due_offset.sql` after the last old
process has gone. A file reads:

    -- Todos know the zone their due time is in.
    -- depends: 0006_pre_labels

    -- migrate: apply
    alter table todos add column due_zone text;

    -- migrate: rollback
    alter table todos drop column due_zone;

Each runs in one transaction and waits at most 5 s for a lock; `-- transaction: false` in the head is for
`create index concurrently`. Names are written without a schema: the module's own comes first in the search path.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Literal

import asyncpg
import msgspec
from pogo_core.error import BadMigrationError
from pogo_core.migration import Migration
from pogo_core.util.sql import ensure_pogo_sync, get_applied_migrations, migration_applied, migration_unapplied

from voicetodo.kit.db.driver import Driver
from voicetodo.kit.db.setup import setting_up

Phase = Literal["pre", "post", "all"]
Progress = Callable[[str], None]

_PHASES: Final = ("pre", "post")


class MigrationFailed(Exception):
    """A migration could not be read or run; the sentence says which and why. Nothing of it was kept."""


class MigrationSet(msgspec.Struct, frozen=True):
    """The migrations of one schema. `part` tells sets on one schema apart."""

    schema: str
    folder: Path
    part: str = ""

    @property
    def key(self) -> str:
        """Under which the applied ones are remembered."""
        return f"{self.schema}.{self.part}" if self.part else self.schema


class Step(msgspec.Struct, frozen=True):
    """One migration of one set."""

    set: MigrationSet
    name: str
    phase: str

    def __str__(self) -> str:
        return f"{self.set.key}/{self.name}"


async def apply(
    url: str, sets: Sequence[MigrationSet], *, phase: Phase = "all", progress: Progress | None = None
) -> list[Step]:
    """Apply what is pending, every `pre` before any `post`, and answer what was applied. Schemas must be there already.

    Raises MigrationFailed; the steps before the one that failed stay.
    """
    async with setting_up(url) as connection:
        await ensure_pogo_sync(connection)
        done: list[Step] = []
        for step in await _pending(connection, sets, phase):
            if progress is not None:
                progress(f"apply {step}")
            await _run(connection, step, is_back=False)
            done.append(step)
        return done


async def pending(url: str, sets: Sequence[MigrationSet], *, phase: Phase = "all") -> list[Step]:
    """What `apply` would do now. Only reads."""
    connection = await asyncpg.connect(url, timeout=10)
    try:
        return await _pending(connection, sets, phase)
    finally:
        await connection.close()


async def rollback(
    url: str, sets: Sequence[MigrationSet], *, steps: int = 1, progress: Progress | None = None
) -> list[Step]:
    """Take back the last `steps` that were applied, the newest first. Raises MigrationFailed."""
    async with setting_up(url) as connection:
        await ensure_pogo_sync(connection)
        done: list[Step] = []
        for step in await _newest(connection, sets, steps):
            if progress is not None:
                progress(f"rollback {step}")
            await _run(connection, step, is_back=True)
            done.append(step)
        return done


async def _pending(connection: Driver, sets: Sequence[MigrationSet], phase: Phase) -> list[Step]:
    is_new = await connection.fetchval("select to_regclass('public._pogo_migration') is null")
    steps: list[Step] = []
    for one in sets:
        applied = set[str]() if is_new else await get_applied_migrations(connection, schema_name=one.key)
        steps += [step for step in _steps_of(one) if step.name not in applied and phase in (step.phase, "all")]
    return sorted(steps, key=lambda step: _PHASES.index(step.phase))


async def _newest(connection: Driver, sets: Sequence[MigrationSet], count: int) -> list[Step]:
    known = {(one.key, step.name): step for one in sets for step in _steps_of(one)}
    rows = await connection.fetch(
        "select schema_name, migration_id from public._pogo_migration order by applied desc, migration_id desc"
    )
    steps = [known[key] for row in rows if (key := (row["schema_name"], row["migration_id"])) in known]
    return steps[:count]


def _steps_of(one: MigrationSet) -> list[Step]:
    steps: list[Step] = []
    for path in sorted(one.folder.glob("*.sql")):
        parts = path.stem.split("_", 2)
        if len(parts) != 3 or not parts[0].isdigit() or parts[1] not in _PHASES:
            raise MigrationFailed(f"{path} must be named like 0001_pre_initial.sql.")
        steps.append(Step(set=one, name=path.stem, phase=parts[1]))
    return steps


async def _run(connection: Driver, step: Step, *, is_back: bool) -> None:
    path = step.set.folder / f"{step.name}.sql"
    try:
        for earlier in sorted(step.set.folder.glob("*.sql")):  # pogo resolves `depends` among those it has seen
            Migration(earlier.stem, earlier, None)
        migration = Migration(step.name, path, None).load()
        if migration.use_transaction:
            async with connection.transaction():
                await _run_and_note(connection, step, migration, is_back=is_back)
        else:
            await _run_and_note(connection, step, migration, is_back=is_back)
    except (asyncpg.PostgresError, BadMigrationError) as error:
        raise MigrationFailed(f"{step} failed: {error}") from error


async def _run_and_note(connection: Driver, step: Step, migration: Migration, *, is_back: bool) -> None:
    await connection.execute("set lock_timeout = '5s'")
    await connection.execute(f"set search_path = {step.set.schema}, extensions")
    if is_back:
        await migration.rollback(connection)
        await migration_unapplied(connection, migration.id, schema_name=step.set.key)
    else:
        await migration.apply(connection)
        await migration_applied(connection, migration.id, migration.hash, schema_name=step.set.key)
