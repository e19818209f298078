"""A bus on this test's database, with `todo` announcing and `auth` listening."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.kit.bus.facts import Databases, Ear, Said
from voicetodo.kit.bus import Courier, PostgresBus
from voicetodo.kit.db import Database, Listener


@pytest.fixture
def todo(database: Databases) -> Database:
    return database("todo")


@pytest_asyncio.fixture
async def bus(postgres_url: str) -> AsyncIterator[PostgresBus]:
    bus = PostgresBus(postgres_url, listener=Listener(postgres_url), max_tries=3)
    yield bus
    await bus.stop()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest_asyncio.fixture
async def courier(bus: PostgresBus, database: Databases, ear: Ear) -> Courier:
    """Subscribed and not started: it moves when a test says `drain`."""
    courier = Courier(bus, {"todo": database("todo"), "auth": database("auth")})
    courier.on(Said, ear.hear, module="auth")
    await courier.subscribe()
    return courier
