"""The kit is tested without the product: two modules with an outbox and an inbox, and no tables of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import clone, make_template
from voicetodo.kit.bus.schemas import migration_sets
from voicetodo.kit.db import EmbeddedPostgres


@pytest.fixture(scope="session")
def kit_template(postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    empty: Path = tmp_path_factory.mktemp("migrations")
    return make_template(postgres, "template_kit", migration_sets({"todo": empty, "auth": empty}))


@pytest.fixture
def postgres_url(postgres: EmbeddedPostgres, kit_template: str) -> Iterator[str]:
    """A fresh database with the kit's own tables, as owner of everything."""
    yield from clone(postgres, kit_template)
