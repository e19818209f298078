"""Todos without the rest: auth and todo over real HTTP, and the services on a database of the test's own."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.conftest import clone
from tests.fixtures.product import Product
from voicetodo.kit.cache import MemoryVersions
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database, EmbeddedPostgres
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.service.desk import Desk


@pytest.fixture(scope="session")
def product(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The two modules these tests are about. Somebody was there before: the first person is an admin."""
    for url in clone(postgres, template):
        running_product = Product(url, tmp_path_factory.mktemp("data"), names=("auth", "todo"))
        running_product.start()
        running_product.register("First").close()
        yield running_product
        running_product.stop()


@pytest.fixture
def clock() -> FixedClock:
    """Wednesday, 7 January 2026, ten in the morning in Berlin."""
    return FixedClock(datetime(2026, 1, 7, 9, tzinfo=UTC))


@pytest.fixture
def desk(database: Callable[[str], Database], clock: FixedClock) -> Desk:
    return Desk(database=database("todo"), clock=clock, versions=MemoryVersions())


@pytest.fixture
def alice_id() -> UUID:
    return new_id()


@pytest.fixture
def bob_id() -> UUID:
    return new_id()


@pytest.fixture
def charlie_id() -> UUID:
    return new_id()
