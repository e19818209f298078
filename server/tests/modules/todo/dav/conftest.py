"""Alice, Bob and Charlie with a calendar client each."""

from collections.abc import Iterator

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient


@pytest.fixture
def dav(alice: Person) -> Iterator[CalendarClient]:
    """Alice's."""
    with CalendarClient(alice) as client:
        yield client


@pytest.fixture
def charlies(charlie: Person) -> Iterator[CalendarClient]:
    """Charlie's, who must see nothing."""
    with CalendarClient(charlie) as client:
        yield client
