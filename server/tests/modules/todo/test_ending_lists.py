"""Whoever shares a list is told before it ends, and told when it does not: by links, and nobody's name."""

import email
from email.message import EmailMessage
from email.policy import default
from typing import cast

import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.todo.people import category, join, made, share, share_with_team, team


def letters(product: Product, person: Person, *, subject: str) -> list[str]:
    """Those to this person in the folder."""
    found = [
        cast("EmailMessage", email.message_from_bytes(file.read_bytes(), policy=default))
        for file in sorted((product.settings.data_dir / "mail").glob("*.eml"))
    ]
    wanted = [each for each in found if each["To"] == person.user["email"] and each["Subject"] == subject]
    return [each.get_content() for each in wanted]


@pytest.fixture(autouse=True)
def first(product: Product) -> Person:
    """Somebody else looks after the installation, and may not go so easily."""
    return product.register("Ada")


class TestLetters:
    def test_every_member_gets_one_with_links_to_all_that_ends(
        self, product: Product, alice: Person, bob: Person, charlie: Person
    ) -> None:
        party, garden, own = category(alice), category(alice, "Garden"), category(alice, "Secret")
        share(alice, party["id"], bob)
        bakers = team(alice)
        join(alice, bakers["id"], bob)
        share_with_team(alice, garden["id"], bakers["id"])

        made(alice.post("/v1/me/deletion"))

        wait_until(lambda: bool(letters(product, bob, subject="Shared lists are going to end")))
        [text] = letters(product, bob, subject="Shared lists are going to end")
        address = product.assembly.host.address
        assert all(f"{address}/lists/{each['id']}" in text for each in (party, garden))
        assert own["id"] not in text
        assert not any(each in text for each in ("Party", "Garden", "Alice", alice.id, alice.user["email"]))
        assert letters(product, charlie, subject="Shared lists are going to end") == []

    def test_they_are_told_when_the_list_stays(self, product: Product, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)
        made(alice.post("/v1/me/deletion"))

        made(alice.delete("/v1/me/deletion"))

        wait_until(lambda: bool(letters(product, bob, subject="Shared lists stay")))
        [text] = letters(product, bob, subject="Shared lists stay")
        assert party["id"] in text
