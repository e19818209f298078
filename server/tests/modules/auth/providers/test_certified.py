"""The same with a provider that is not ours, and that others have certified."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx
import pytest

from tests.conftest import clone
from tests.fixtures.openid_provider import described, openid_provider
from tests.fixtures.product import NO_CERTIFICATES, Product
from voicetodo.kit.db import EmbeddedPostgres

ADDRESS = "http://todo.localhost:1"


@pytest.fixture(scope="module")
def product(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    for url in clone(postgres, template):
        with openid_provider([f"{ADDRESS}/with/acme"]) as issuer:
            running = Product(
                url,
                tmp_path_factory.mktemp("certified"),
                names=("auth",),
                environ={"VOICETODO_SIGN_IN_PROVIDERS": described(issuer)},
                public_url=ADDRESS,
            )
            running.start()
            yield running
            running.stop()


class Browser:
    """One that knows two sites, and comes back with what the second one sends it to us with."""

    def __init__(self, product: Product) -> None:
        site = {"base_url": product.url, "headers": {"Sec-Fetch-Site": "same-origin"}}
        self.here = httpx.Client(**site, trust_env=False, verify=NO_CERTIFICATES, timeout=30)
        self.there = httpx.Client(trust_env=False, verify=NO_CERTIFICATES, timeout=30)

    def visit(self, login: str, path: str = "/v1/auth/providers/visits") -> dict[str, Any]:
        began = self.here.post(path, json={"provider": "acme"})
        assert began.status_code == 200, began.text
        address = began.json()["location"]
        while not address.startswith(ADDRESS):
            answer = self.there.get(address)
            if answer.status_code == 200:  # the page that asks who they are
                answer = self.there.post(address, data={"login": login})
            assert answer.is_redirect, answer.text
            address = urljoin(address, answer.headers["location"])
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return {"provider": "acme", **{name: query[name] for name in ("code", "state", "iss") if name in query}}

    def sign_in(self, login: str) -> httpx.Response:
        answer = self.here.post("/v1/auth/providers/sign-in", json=self.visit(login))
        if answer.status_code == 200:
            self.here.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return answer

    def close(self) -> None:
        self.here.close()
        self.there.close()


@pytest.fixture
def browser(product: Product) -> Iterator[Browser]:
    opened = Browser(product)
    yield opened
    opened.close()


def test_somebody_new_gets_an_account(browser: Browser) -> None:
    answer = browser.sign_in("alice")

    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["email"] == "alice@provider.example"
    assert answer.json()["user"]["name"] == "alice"


def test_it_says_from_whom_an_answer_comes(browser: Browser) -> None:
    back = browser.visit("iris")

    assert back["iss"].startswith("http://127.0.0.1:")
    silent = {name: value for name, value in back.items() if name != "iss"}
    assert browser.here.post("/v1/auth/providers/sign-in", json=silent).status_code == 401


def test_an_address_that_it_did_not_prove_opens_nothing(browser: Browser) -> None:
    answer = browser.sign_in("unproven-charlie")

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/email-not-proven")


def test_a_code_is_good_once(browser: Browser) -> None:
    back = browser.visit("bob")
    browser.here.post("/v1/auth/providers/sign-in", json=back)

    assert browser.here.post("/v1/auth/providers/sign-in", json=back).status_code == 401


def test_who_signed_in_there_is_asked_again_to_prove_it(browser: Browser) -> None:
    """It has a session by then, and asks all the same, as `max_age` and `prompt` ask for it."""
    browser.sign_in("dora")

    back = browser.visit("dora", "/v1/auth/reauthentication/visits")
    proven = browser.here.post("/v1/auth/reauthentication", json={"returned": back})

    assert proven.status_code == 200, proven.text
    browser.there.cookies.clear()
    stranger = browser.visit("somebody-else", "/v1/auth/reauthentication/visits")
    assert browser.here.post("/v1/auth/reauthentication", json={"returned": stranger}).status_code == 401


def test_another_account_there_is_linked_and_lets_in(browser: Browser, product: Product) -> None:
    user = browser.sign_in("emil").json()["user"]
    browser.there.cookies.clear()

    linked = browser.here.post("/v1/me/identities", json=browser.visit("emil-at-work", "/v1/me/identities/visits"))
    other = Browser(product)
    again = other.sign_in("emil-at-work")
    other.close()

    assert linked.status_code == 201, linked.text
    assert again.json()["user"]["id"] == user["id"]
