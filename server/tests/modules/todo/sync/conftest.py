"""People with several devices."""

from collections.abc import Callable

import pytest

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until
from tests.modules.todo.sync.client import Client


@pytest.fixture
def alice(register: Callable[[str], Person]) -> Person:
    """Owns what the test is about; the categories everybody begins with are there already."""
    person = register("Alice")
    wait_until(lambda: len(person.get("/v1/categories").json()["items"]) == 5)
    return person


@pytest.fixture
def phone(alice: Person) -> Client:
    """Alice's, in step with the server."""
    client = Client(alice)
    client.sync()
    return client


@pytest.fixture
def laptop(alice: Person) -> Client:
    """Alice's as well."""
    client = Client(alice)
    client.sync()
    return client


@pytest.fixture
def others(charlie: Person) -> Client:
    """Charlie's."""
    client = Client(charlie)
    client.sync()
    return client
