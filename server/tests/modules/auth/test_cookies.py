"""What a browser keeps of us, where we are reached by https: cookies that nothing on plain http can put there."""

from collections.abc import Iterator
from http.cookies import Morsel, SimpleCookie

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Product
from tests.modules.auth.test_routes import address

REFRESH, BARE, DEVICE = "__Secure-voicetodo_refresh", "voicetodo_refresh", "__Secure-voicetodo_device"
Kept = dict[str, "Morsel[str]"]


class Browser(httpx.Client):
    """Behind a proxy that ends TLS; its cookies are sent as the test says, as no client keeps Secure ones here."""

    def ask(self, path: str, *, body: object = None, **cookies: str) -> httpx.Response:
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        answer = self.post(path, json=body, headers={"X-Forwarded-Proto": "https", "Cookie": cookie})
        assert answer.is_success, answer.text
        return answer

    def sign_up(self) -> httpx.Response:
        return self.ask("/v1/auth/register", body={"email": address(), "password": PASSWORD})


def kept(answer: httpx.Response) -> Kept:
    found: Kept = {}
    for line in answer.headers.get_list("set-cookie"):
        found |= SimpleCookie(line)
    return found


def token_of(answer: httpx.Response) -> str:
    return kept(answer)[REFRESH].value


@pytest.fixture
def browser(product: Product) -> Iterator[Browser]:
    with Browser(base_url=product.url, timeout=30, trust_env=False, verify=NO_CERTIFICATES) as opened:
        yield opened


def test_they_say_in_their_names_that_they_came_by_https(browser: Browser) -> None:
    found = kept(browser.sign_up())

    assert set(found) == {REFRESH, DEVICE}
    assert all(each["secure"] and each["httponly"] and each["path"] == "/v1/auth" for each in found.values())


def test_who_signed_in_before_they_did_stays_so(browser: Browser) -> None:
    token = token_of(browser.sign_up())

    found = kept(browser.ask("/v1/auth/refresh", **{BARE: token}))

    assert found[REFRESH].value not in {"", token}
    assert (found[BARE].value, found[BARE]["max-age"]) == ("", "0")


def test_one_that_plain_http_put_there_does_not_count_beside_it(browser: Browser) -> None:
    mine, planted = browser.sign_up(), browser.sign_up()

    answer = browser.ask("/v1/auth/refresh", **{BARE: token_of(planted), REFRESH: token_of(mine)})

    assert answer.json()["user"] == mine.json()["user"]


def test_signing_out_leaves_none(browser: Browser) -> None:
    token = token_of(browser.sign_up())

    found = kept(browser.ask("/v1/auth/logout", **{BARE: token, REFRESH: token}))

    assert {name: each["max-age"] for name, each in found.items()} == {REFRESH: "0", BARE: "0"}
