"""Alice, Bob and Charlie with a calendar client each."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient
from tests.modules.todo.people import category


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


@pytest.fixture
def bobs(bob: Person) -> Iterator[CalendarClient]:
    """Bob's, with whom Alice shares."""
    with CalendarClient(bob) as client:
        yield client


@pytest.fixture
def party(alice: Person) -> dict[str, Any]:
    """A list of Alice's."""
    return category(alice)
