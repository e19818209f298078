"""Signing in with an account elsewhere, as browsers meet it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.conftest import clone
from tests.fixtures.product import NO_CERTIFICATES, Person, Product
from tests.modules.auth.providers.stand_in import StandIn, stand_in
from voicetodo.kit.db import EmbeddedPostgres


@pytest.fixture(scope="module")
def acme() -> Iterator[StandIn]:
    with stand_in() as provider:
        yield provider


@pytest.fixture(scope="module")
def product(
    postgres: EmbeddedPostgres, template: str, acme: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """`auth` as a process of its own, whose operator knows a provider."""
    environ = {"VOICETODO_SIGN_IN_PROVIDERS": acme.settings()}
    for url in clone(postgres, template):
        running = Product(url, tmp_path_factory.mktemp("providers"), names=("auth",), environ=environ)
        running.start()
        yield running
        running.stop()


class Browser(httpx.Client):
    """Keeps cookies, and says where its requests come from."""

    def __init__(self, url: str) -> None:
        headers = {"Sec-Fetch-Site": "same-origin"}
        super().__init__(base_url=url, headers=headers, timeout=30, trust_env=False, verify=NO_CERTIFICATES)

    def visit(self, acme: StandIn, path: str = "/v1/auth/providers/visits", **claims: Any) -> dict[str, str]:
        """What its page at `/with/acme` is called with."""
        answer = self.post(path, json={"provider": "acme"})
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return {"provider": "acme", **acme.sign_in(answer.json()["location"], **claims)}

    def sign_in(self, acme: StandIn, **claims: Any) -> httpx.Response:
        return self.post("/v1/auth/providers/sign-in", json=self.visit(acme, **claims))

    def become(self, signed_in: httpx.Response) -> None:
        assert signed_in.status_code == 200, signed_in.text
        self.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"


@pytest.fixture
def browser(product: Product) -> Iterator[Browser]:
    with Browser(product.url) as opened:
        yield opened


def kind(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].removeprefix("/problems/")


class TestSignIn:
    def test_the_ways_there_are_to_choose_from(self, nobody: httpx.Client) -> None:
        answer = nobody.get("/v1/auth/providers")

        assert answer.json()["items"] == [{"id": "acme", "name": "Acme", "may_register": True}]

    def test_the_way_from_the_button_to_a_session(self, browser: Browser, acme: StandIn) -> None:
        signed_in = browser.sign_in(acme, sub="acme|way", email="way@example.org")

        assert signed_in.status_code == 200, signed_in.text
        assert signed_in.json()["user"]["email"] == "way@example.org"
        assert "refresh_token" not in signed_in.json()
        refreshed = browser.post("/v1/auth/refresh")
        assert refreshed.json()["user"]["email"] == "way@example.org"

    def test_the_cookie_is_for_no_script_and_no_other_site(self, browser: Browser) -> None:
        answer = browser.post("/v1/auth/providers/visits", json={"provider": "acme"})

        cookie = answer.headers["set-cookie"].lower()
        assert cookie.startswith("voicetodo_visitor=")
        assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.split("; "))

    def test_two_tabs_may_be_on_their_way_at_once(self, browser: Browser, acme: StandIn) -> None:
        claims = {"sub": "acme|tabs", "email": "tabs@example.org"}
        first, second = browser.visit(acme, **claims), browser.visit(acme, **claims)

        assert browser.post("/v1/auth/providers/sign-in", json=first).status_code == 200
        assert browser.post("/v1/auth/providers/sign-in", json=second).status_code == 200

    def test_another_browser_cannot_go_on(self, browser: Browser, product: Product, acme: StandIn) -> None:
        back = browser.visit(acme, sub="acme|other", email="other@example.org")

        with Browser(product.url) as stranger:
            assert kind(stranger.post("/v1/auth/providers/sign-in", json=back)) == (401, "challenge-refused")

    @pytest.mark.parametrize("path", ["/v1/auth/providers/visits", "/v1/auth/providers/sign-in"])
    def test_another_site_can_begin_and_end_nothing(self, browser: Browser, acme: StandIn, path: str) -> None:
        back = browser.visit(acme)
        body = back if path.endswith("sign-in") else {"provider": "acme"}

        answer = browser.post(path, json=body, headers={"Sec-Fetch-Site": "cross-site"})

        assert kind(answer) == (403, "cross-site-request")

    def test_what_came_back_twice_is_refused(self, browser: Browser, acme: StandIn) -> None:
        back = browser.visit(acme, sub="acme|twice", email="twice@example.org")
        browser.post("/v1/auth/providers/sign-in", json=back)

        assert kind(browser.post("/v1/auth/providers/sign-in", json=back)) == (401, "challenge-refused")

    def test_nobody_is_sent_to_a_provider_that_we_do_not_know(self, browser: Browser) -> None:
        answer = browser.post("/v1/auth/providers/visits", json={"provider": "evil"})

        assert kind(answer) == (404, "provider-not-found")

    @pytest.mark.parametrize(
        "body", [{}, {"provider": "acme"}, {"provider": 5}, {"provider": "acme", "code": "x" * 5000, "state": ""}]
    )
    def test_what_lacks_something_is_told_so(self, browser: Browser, body: dict[str, Any]) -> None:
        assert browser.post("/v1/auth/providers/sign-in", json=body).status_code in (400, 422)

    def test_nothing_else_in_the_request_sends_anybody_anywhere(self, browser: Browser) -> None:
        """The address people come back to is ours, whatever a request says of where it was sent."""
        headers = {
            "X-Forwarded-Host": "evil.example",
            "Forwarded": "host=evil.example",
            "Referer": "https://evil.example",
        }

        answer = browser.post("/v1/auth/providers/visits", json={"provider": "acme"}, headers=headers)

        assert "evil.example" not in answer.text
        assert browser.post("/v1/auth/providers/visits", json={"provider": "acme", "next": "//evil"}).status_code == 422

    def test_an_account_with_our_password_is_not_taken_over(
        self, browser: Browser, alice: Person, acme: StandIn
    ) -> None:
        answer = browser.sign_in(acme, sub="acme|thief", email=alice.user["email"])

        assert kind(answer) == (409, "identity-not-linked")


class TestIdentities:
    def test_the_way_from_linking_to_unlinking(self, browser: Browser, acme: StandIn) -> None:
        browser.become(browser.sign_in(acme, sub="acme|link", email="link@example.org"))

        back = browser.visit(acme, "/v1/me/identities/visits", sub="acme|second", email="second@example.org")
        linked = browser.post("/v1/me/identities", json=back)

        assert linked.status_code == 201, linked.text
        items = browser.get("/v1/me/identities").json()["items"]
        assert [(each["provider_name"], each["email"]) for each in items] == [
            ("Acme", "second@example.org"),
            ("Acme", "link@example.org"),
        ]
        assert browser.delete(f"/v1/me/identities/{items[0]['id']}").status_code == 204
        assert kind(browser.delete(f"/v1/me/identities/{items[1]['id']}")) == (409, "last-way-in")
        kinds = [each["kind"] for each in browser.get("/v1/me/security-events").json()["items"]]
        assert kinds == ["identity_unlinked", "identity_linked"]

    def test_nobody_sees_or_unlinks_anothers(
        self, browser: Browser, alice: Person, charlie: Person, nobody: httpx.Client, acme: StandIn
    ) -> None:
        browser.become(browser.sign_in(acme, sub="acme|hers", email="hers@example.org"))
        path = f"/v1/me/identities/{browser.get('/v1/me/identities').json()['items'][0]['id']}"

        assert charlie.get("/v1/me/identities").json()["items"] == []
        assert kind(charlie.delete(path)) == (404, "identity-not-found")
        assert kind(alice.delete(path)) == (404, "identity-not-found")
        assert nobody.delete(path).status_code == nobody.get("/v1/me/identities").status_code == 401

    def test_who_has_no_password_confirms_who_they_are_at_the_provider(self, browser: Browser, acme: StandIn) -> None:
        claims = {"sub": "acme|proof", "email": "proof@example.org"}
        browser.become(browser.sign_in(acme, **claims))

        back = browser.visit(acme, "/v1/auth/reauthentication/visits", **claims)
        answer = browser.post("/v1/auth/reauthentication", json={"returned": back})

        assert answer.status_code == 200, answer.text
        browser.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        assert browser.post("/v1/me/authenticator-app").status_code == 201
