"""`/v1/admin/test-letters` over real HTTP and SMTP: a letter to whoever asks, or what is wrong, in a sentence."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import clone
from tests.fixtures.mail import Inbox
from tests.fixtures.product import Person, Product
from tests.modules.admin.acts import wait_for
from tests.modules.admin.test_user_routes import problem
from voicetodo.kit.db import EmbeddedPostgres

ADDRESS = "/v1/admin/test-letters"


@pytest.fixture
def posting(postgres: EmbeddedPostgres, template: str, inbox: Inbox, tmp_path: Path) -> Iterator[Product]:
    """One that has a mail server."""
    environ = {
        "VOICETODO_MAIL_URL": inbox.url,
        "VOICETODO_MAIL_FROM": "todo@example.org",
        "VOICETODO_VERIFY_EMAIL": "never",
    }
    for url in clone(postgres, template):
        one = Product(url, tmp_path, names=("auth", "admin"), environ=environ)
        one.start()
        yield one
        one.stop()


def test_it_arrives_or_says_what_the_mail_server_has_against_it(posting: Product, inbox: Inbox) -> None:
    with posting.register("Ada") as ada:  # the first here
        sent = ada.post(ADDRESS)
        assert (sent.status_code, sent.json()) == (200, {"to": ada.user["email"]})
        assert posting.settings.address in inbox.wait_for(ada.user["email"], subject="A test letter")

        assert ada.post(ADDRESS, headers={"accept-language": "de"}).status_code == 200
        assert "Briefe deines Voice Todo" in inbox.wait_for(ada.user["email"], subject="Ein Testbrief")

        inbox.refusal = "550 no such mailbox"
        refused = ada.post(ADDRESS)
        assert problem(refused) == (409, "letter-not-sent")
        assert refused.json()["detail"] == "The mail server takes no letters for this address."

        inbox.refusal = "451 come back later"
        assert problem(ada.post(ADDRESS)) == (409, "letter-not-sent")
        act = wait_for(ada, ada, "admin.test_letter_sent")
        assert (act["object_kind"], act["actor_id"]) == ("installation", ada.id)


def test_where_letters_are_files_it_says_so(ada: Person) -> None:
    answer = ada.post(ADDRESS)

    assert problem(answer) == (409, "letters-go-nowhere")
    assert "VOICETODO_MAIL_URL" in answer.json()["detail"]
    assert answer.headers["ratelimit-policy"].startswith('"test_letters"')


def test_nobody_else_may(sue: Person, bob: Person, charlie: Person, nobody: httpx.Client) -> None:
    assert nobody.post(ADDRESS).status_code == 401
    assert {each.post(ADDRESS).status_code for each in (sue, bob, charlie)} == {403}
