"""All that must stand in a database before the product can use it, in one list."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from voicetodo.kit.db.migrations import MigrationSet

_KIT: Final = Path(__file__).parent.parent


def migration_sets(modules: Mapping[str, Path]) -> list[MigrationSet]:
    """The kit's own, the bus, the jobs, and for each module (schema → folder) its outbox and inbox and its own."""
    sets = [
        MigrationSet("kit", _KIT / "migrations"),
        MigrationSet("bus", _KIT / "bus" / "migrations" / "bus"),
        MigrationSet("jobs", _KIT / "jobs" / "migrations"),
    ]
    for schema, folder in modules.items():
        sets += [
            MigrationSet(schema, _KIT / "bus" / "migrations" / "module", part="boxes"),
            MigrationSet(schema, folder),
        ]
    return sets


def schemas_of(sets: list[MigrationSet]) -> list[str]:
    """Each schema once, as `provision` wants them."""
    return list(dict.fromkeys(one.schema for one in sets))
