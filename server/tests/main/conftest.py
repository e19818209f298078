"""A place where the program may keep its data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.db.processes import data_folder


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """One for all tests of a file, as making a database takes seconds."""
    with data_folder() as folder:
        yield folder.parent
