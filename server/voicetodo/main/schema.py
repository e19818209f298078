"""The tables of the installed product: made, checked, and taken back."""

from collections.abc import Sequence
from pathlib import Path

import voicetodo
from voicetodo.kit.bus.schemas import migration_sets, schemas_of
from voicetodo.kit.db import MigrationSet, provision
from voicetodo.kit.db import migrations as files
from voicetodo.kit.db.migrations import Phase, Progress, Step
from voicetodo.main.modules import MODULES


class SchemaBehind(Exception):
    """The database lacks migrations this version needs."""

    def __init__(self, pending: Sequence[Step]) -> None:
        names = ", ".join(str(step) for step in pending[:3])
        super().__init__(f"The database is not up to date ({names}…). Run: voicetodo migrate")


async def migrate(url: str, *, phase: Phase = "all", progress: Progress | None = None) -> list[Step]:
    """Make roles and schemas, then apply what is pending."""
    sets = _sets()
    await provision(url, schemas_of(sets))
    return await files.apply(url, sets, phase=phase, progress=progress)


async def pending(url: str, *, phase: Phase = "all") -> list[Step]:
    """What `migrate` would do."""
    return await files.pending(url, _sets(), phase=phase)


async def rollback(url: str, *, steps: int, progress: Progress | None = None) -> list[Step]:
    """Take back the newest migrations."""
    return await files.rollback(url, _sets(), steps=steps, progress=progress)


async def check(url: str) -> None:
    """Raises SchemaBehind where a `pre` migration is missing."""
    missing = await pending(url, phase="pre")
    if missing:
        raise SchemaBehind(missing)


def _sets() -> list[MigrationSet]:
    folder = Path(voicetodo.__path__[0]) / "modules"
    return migration_sets({name: folder / name / "migrations" for name in MODULES})
