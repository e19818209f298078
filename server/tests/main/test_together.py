"""Two processes of the whole product on one database and one Redis, as behind a load balancer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.product import Person, Product
from tests.fixtures.redis import RedisServer
from tests.kit.db.processes import wait_until

NAMES = ("auth", "todo")


@pytest.fixture
def pair(redis_server: RedisServer, postgres_url: str, tmp_path: Path) -> Iterator[tuple[Product, Product]]:
    settings: dict[str, Any] = {"redis_url": redis_server.url, "rate_user": "40/minute"}
    here, there = (Product(postgres_url, tmp_path, names=NAMES, **settings) for _ in range(2))
    for product in (here, there):
        product.start()
    yield here, there
    for product in (here, there):
        product.stop()


@pytest.fixture
def twice(pair: tuple[Product, Product]) -> Iterator[tuple[Person, Person]]:
    """Alice, at the one and at the other."""
    here, there = pair
    with here.register("Alice") as alice:
        signed_in = {"user": alice.user, "access_token": alice.access_token, "refresh_token": alice.refresh_token}
        with Person(there.url, signed_in) as same:
            yield alice, same


def test_what_is_written_at_one_is_read_at_the_other_at_once(twice: tuple[Person, Person]) -> None:
    here, there = twice
    todo = here.post("/v1/todos", json={"title": "one"}).json()
    path = f"/v1/todos/{todo['id']}"

    for title in ("two", "three", "four"):
        assert there.get(path).status_code == 200  # from now on it is kept there
        here.patch(path, json={"title": title})
        assert there.get(path).json()["title"] == title


def test_a_key_used_at_one_is_known_at_the_other(twice: tuple[Person, Person]) -> None:
    here, there = twice
    key = {"Idempotency-Key": "the same"}

    first = here.post("/v1/todos", json={"title": "once"}, headers=key)
    second = there.post("/v1/todos", json={"title": "once"}, headers=key)

    assert second.json() == first.json()
    assert second.headers["idempotency-replayed"] == "true"


def test_a_budget_is_one_for_both(twice: tuple[Person, Person]) -> None:
    here, there = twice

    answers = [person.get("/v1/me").status_code for _ in range(30) for person in twice]

    assert answers.count(200) <= 40
    assert here.get("/v1/me").status_code == there.get("/v1/me").status_code == 429


def test_who_signs_out_at_one_is_signed_out_at_the_other(twice: tuple[Person, Person]) -> None:
    here, there = twice
    assert there.get("/v1/me").status_code == 200

    assert here.delete("/v1/me/sessions").status_code == 204

    wait_until(lambda: there.get("/v1/me").status_code == 401)


def test_without_redis_both_go_on(twice: tuple[Person, Person], redis_server: RedisServer) -> None:
    here, there = twice
    todo = here.post("/v1/todos", json={"title": "one"}).json()
    path = f"/v1/todos/{todo['id']}"
    there.get(path)

    redis_server.stop()
    here.patch(path, json={"title": "two"})

    assert there.get(path).json()["title"] == "two"
    redis_server.start()
