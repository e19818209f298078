"""The people of the tests that are generated over all operations."""

from collections.abc import Iterator

import pytest

from tests.fixtures.product import Product
from tests.security.world import World, peopled


@pytest.fixture(scope="session")
def lasting_world(product: Product) -> Iterator[World]:
    """One for all of them, as each holds that nothing of it is changed."""
    with peopled(product) as world:
        yield world


@pytest.fixture
def world(lasting_world: World) -> World:
    """Its people are signed in."""
    for person in (lasting_world.alice, lasting_world.bob, lasting_world.charlie):
        person.renew()
    return lasting_world
