"""SQL stands in the stores, so that a reviewer reads the database in one sitting."""

import re
from pathlib import Path

from tests.architecture.source import PACKAGE, files, shown, strings, tree

STATEMENT = re.compile(
    r"""\s*(?: select\s.*\sfrom\s | insert\s+into\s | update\s+\w+\s+set\s | delete\s+from\s | with\s+\w+\s+as\s*\(
        | (?:create|alter|drop)\s+(?:table|index|schema|role)\s )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def test_sql_is_written_in_stores_only() -> None:
    elsewhere = [
        f"{shown(path, line)} {text.strip()[:40]}"
        for path in files()
        if not _is_store(path)
        for line, text in strings(tree(path))
        if STATEMENT.match(text)
    ]

    assert elsewhere == []


def test_advisory_locks_of_a_module_stand_in_one_place() -> None:
    """Where their numbers are seen together: two that have the same wait for each other."""
    elsewhere = [
        shown(path, line)
        for path in files("modules/**/*.py")
        if path.stem != "locks"
        for line, text in strings(tree(path))
        if "_advisory_" in text
    ]

    assert elsewhere == []


def _is_store(path: Path) -> bool:
    """A module's `store`, as a file or a folder; in the kit also the database and the bus themselves."""
    place = path.relative_to(PACKAGE)
    return "store" in (*place.parts, place.stem) or place.parts[:2] in {("kit", "db"), ("kit", "bus")}
