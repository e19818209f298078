"""A provider of sign-ins beside `auth`."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.modules.auth.providers.stand_in import StandIn, stand_in
from tests.modules.auth.providers.visiting import Visiting, Visits, world_with
from voicetodo.kit.db import Database


@pytest.fixture
def acme() -> Iterator[StandIn]:
    """One over real HTTP."""
    with stand_in() as provider:
        yield provider


@pytest.fixture
def visits(database: Callable[[str], Database], postgres_url: str, acme: StandIn) -> Visits:
    def make(**described: Any) -> Visiting:
        return Visiting(world_with(database("auth"), postgres_url, acme.settings(**described)), acme)

    return make
