"""The whole product on an index: made by the command, kept by the events, asked over HTTP."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import clone
from tests.fixtures.product import Person, Product
from tests.fixtures.program import environment, voicetodo
from tests.kit.db.processes import wait_until
from tests.modules.todo.people import category, made, share, todo, unshare
from voicetodo.kit.db import EmbeddedPostgres

PREFIX = f"product_{os.getpid()}"


@pytest.fixture(scope="module")
def product_url(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    yield from clone(postgres, template)


@pytest.fixture(scope="module")
def product(product_url: str, opensearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Its people's todos are found by an index."""
    given = {"database_url": product_url, "opensearch_url": opensearch_url, "opensearch_prefix": PREFIX}
    rebuilt = voicetodo("search", "rebuild", environ=environment(**given))
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert rebuilt.stdout.splitlines() == ["100 %  0 of 0", "Done: 0 in the index."]
    environ = {f"VOICETODO_{name.upper()}": value for name, value in given.items()}
    running_product = Product(product_url, tmp_path_factory.mktemp("data"), names=("auth", "todo"), environ=environ)
    running_product.start()
    yield running_product
    running_product.stop()


def search(person: Person, text: str, **params: Any) -> dict[str, Any]:
    return made(person.get("/v1/search", params={"q": text, **params}))


def wait_until_found(person: Person, text: str, *, times: int = 1) -> None:
    wait_until(lambda: len(search(person, text)["items"]) == times)


def test_what_is_written_is_found_a_moment_later(alice: Person, charlie: Person) -> None:
    assert search(alice, "kase")["items"] == []

    kept = todo(alice, "Käse kaufen", notes="no cheddar")

    wait_until_found(alice, "kaes")
    [hit] = search(alice, "KÄSE")["items"]
    assert hit["todo"] == kept
    assert hit["marks"] == [{"field": "title", "start": 0, "end": 4, "comment_id": None}]
    assert search(charlie, "kase")["items"] == []


def test_a_member_finds_what_is_shared_until_they_are_sent_away(alice: Person, bob: Person) -> None:
    party = category(alice)
    cake = todo(alice, "bake a cake", category_id=party["id"])
    made(alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "without marzipan"}))
    share(alice, party["id"], bob)
    wait_until_found(bob, "marzipan")

    unshare(alice, party["id"], bob)

    assert [search(bob, text)["items"] for text in ("cake", "marzipan")] == [[], []]


def test_pages_go_on_by_their_cursor(alice: Person) -> None:
    for number in range(5):
        todo(alice, f"milk {number}")
    wait_until_found(alice, "milk", times=5)

    titles: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = search(alice, "milk", limit=2, **({"cursor": cursor} if cursor else {}))
        titles += [hit["todo"]["title"] for hit in page["items"]]
        cursor = page["next_cursor"]

    assert sorted(titles) == [f"milk {number}" for number in range(5)]


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "W1tdXQ", "W3sic2hvd24iOi0xfV0", "W3sic2hvd24iOjEsImFmdGVyIjpbMSwyXX1d"]
)
def test_a_cursor_that_is_not_ours_is_refused(alice: Person, cursor: str) -> None:
    assert alice.get("/v1/search", params={"q": "milk", "cursor": cursor}).status_code == 422


def test_without_a_server_there_is_nothing_to_rebuild() -> None:
    refused = voicetodo("search", "rebuild", environ=environment())

    assert refused.returncode == 1
    assert "VOICETODO_OPENSEARCH_URL" in refused.stderr


def test_what_is_asked_for_beside_the_words_holds_too(alice: Person) -> None:
    party = category(alice)
    cake = todo(alice, "milk for the cake", category_id=party["id"], priority=1)
    todo(alice, "milk")
    wait_until_found(alice, "milk", times=2)

    found = [
        [hit["todo"]["id"] for hit in search(alice, "milk", **wish)["items"]]
        for wish in (
            {"category_id": party["id"]},
            {"category_id": "inbox", "priority": 1},
            {"has_due": False, "priority": 1},
        )
    ]

    assert found == [[cake["id"]], [], [cake["id"]]]
    assert alice.get("/v1/search", params={"q": "milk", "due_to": "9999-12-31"}).status_code == 422
