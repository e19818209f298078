"""The links of letters, as people and their mail programs open them: with a real mail server, and without scripts."""

from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pytest

from tests.architecture.source import PACKAGE
from tests.architecture.test_field_codes import codes_in
from tests.conftest import clone
from tests.fixtures.mail import Inbox
from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Product
from tests.modules.auth.letters import link_in
from tests.modules.auth.test_routes import COOKIE, address, login
from voicetodo.kit.db import EmbeddedPostgres
from voicetodo.kit.errors import NotFound
from voicetodo.modules.auth.routes.confirm_words import words_in

NEW = "seven quiet gates"
GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}
PAGES = ("registration", "password-reset", "email-change", "email-change-undo")


class _Form(HTMLParser):
    """The one form of a page: where it goes, and what it would send as it stands."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given["type"] != "checkbox":
            self.values[given["name"] or ""] = given.get("value") or ""


@pytest.fixture(scope="module")
def letterbox() -> Iterator[Inbox]:
    inbox = Inbox()
    inbox.start()
    yield inbox
    inbox.stop()


@pytest.fixture(scope="module")
def mailing(
    postgres: EmbeddedPostgres, template: str, letterbox: Inbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """`auth` with a mail server."""
    environ = {"VOICETODO_MAIL_URL": letterbox.url, "VOICETODO_MAIL_FROM": "todo@example.org"}
    for url in clone(postgres, template):
        running = Product(url, tmp_path_factory.mktemp("mailing"), names=("auth",), environ=environ)
        running.start()
        yield running
        running.stop()


@pytest.fixture
def browser(mailing: Product) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=mailing.url, timeout=30, trust_env=False, verify=NO_CERTIFICATES) as client:
        yield client


def sign_up(browser: httpx.Client) -> str:
    """The address."""
    email = address()
    answer = browser.post("/v1/auth/register", json={"email": email, "password": PASSWORD})
    assert (answer.status_code, answer.json()) == (202, {"email": email})
    return email


def open_link(browser: httpx.Client, text: str) -> tuple[str, dict[str, str]]:
    """Where its form goes, and what it holds."""
    path = "/" + link_in(text).split("/", 3)[3]
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    return path.partition("?")[0], _Form(answer.text).values


def registered(browser: httpx.Client, letterbox: Inbox) -> str:
    """The address of an account that was made by a letter; the browser is signed in."""
    email = sign_up(browser)
    path, values = open_link(browser, letterbox.wait_for(email, subject="Is this your address?"))
    assert browser.post(path, data={**values, "password": PASSWORD}).status_code == 303
    return email


class TestRegistration:
    def test_the_form_makes_the_account_and_signs_in(self, browser: httpx.Client, letterbox: Inbox) -> None:
        email = sign_up(browser)
        path, values = open_link(browser, letterbox.wait_for(email, subject="Is this your address?"))

        answer = browser.post(path, data={**values, "password": PASSWORD})

        assert (answer.status_code, answer.headers["location"]) == (303, "/today")
        assert COOKIE in browser.cookies
        assert browser.post("/v1/auth/refresh").json()["user"]["email"] == email

    def test_a_program_that_follows_links_uses_nothing_up(self, browser: httpx.Client, letterbox: Inbox) -> None:
        email = sign_up(browser)
        text = letterbox.wait_for(email, subject="Is this your address?")
        for _ in range(3):
            open_link(browser, text)
        path, values = open_link(browser, text)

        assert browser.head(f"{path}?token={values['token']}").status_code == 200
        assert login(browser, email).status_code == 401
        assert browser.post(path, data={**values, "password": PASSWORD}).status_code == 303

    def test_another_password_gets_the_form_again(self, browser: httpx.Client, letterbox: Inbox) -> None:
        email = sign_up(browser)
        path, values = open_link(browser, letterbox.wait_for(email, subject="Is this your address?"))

        answer = browser.post(path, data={**values, "password": "wrong horse battery"})

        assert answer.status_code == 401
        assert "not the password" in answer.text
        assert _Form(answer.text).values["token"] == values["token"]
        assert COOKIE not in browser.cookies

    def test_another_site_cannot_sign_somebody_in_by_it(self, browser: httpx.Client, letterbox: Inbox) -> None:
        email = sign_up(browser)
        path, values = open_link(browser, letterbox.wait_for(email, subject="Is this your address?"))

        answer = browser.post(
            path, data={**values, "password": PASSWORD}, headers={"origin": "https://evil.example.org"}
        )

        assert answer.status_code == 403
        assert COOKIE not in browser.cookies


class TestPasswordReset:
    def test_the_form_sets_the_password(self, browser: httpx.Client, letterbox: Inbox) -> None:
        email = registered(browser, letterbox)
        browser.post("/v1/auth/password-resets", json={"email": email})
        path, values = open_link(browser, letterbox.wait_for(email, subject="Set a new password"))

        answer = browser.post(path, data={**values, "password": NEW})

        assert answer.status_code == 200
        assert login(browser, email).status_code == 401
        assert login(browser, email, NEW).status_code == 200
        assert browser.get(path, params={"token": values["token"]}).status_code == 410

    def test_what_else_opens_the_account_ends_where_the_box_is_ticked(
        self, browser: httpx.Client, letterbox: Inbox
    ) -> None:
        email = registered(browser, letterbox)
        session = {"Authorization": f"Bearer {browser.post('/v1/auth/refresh').json()['access_token']}"}
        wish = {"name": "Script", "scopes": ["profile"]}
        script = {
            "Authorization": f"Bearer {browser.post('/v1/me/tokens', json=wish, headers=session).json()['token']}"
        }
        assert browser.get("/v1/me", headers=script).status_code == 200
        browser.post("/v1/auth/password-resets", json={"email": email})
        path, values = open_link(browser, letterbox.wait_for(email, subject="Set a new password"))
        assert 'type="checkbox" name="end_other_access"' in browser.get(path, params=values).text

        browser.post(path, data={**values, "password": NEW, "end_other_access": "on"})

        assert browser.get("/v1/me", headers=script).status_code == 401

    def test_a_password_that_will_not_do_gets_the_form_again(self, browser: httpx.Client, letterbox: Inbox) -> None:
        email = registered(browser, letterbox)
        browser.post("/v1/auth/password-resets", json={"email": email})
        path, values = open_link(browser, letterbox.wait_for(email, subject="Set a new password"))

        answer = browser.post(path, data={**values, "password": "Password123!"})

        assert answer.status_code == 422
        assert "breaches" in answer.text
        assert browser.post(path, data={**values, "password": NEW}).status_code == 200


class TestEmailChange:
    def test_both_links_do_what_they_say(self, browser: httpx.Client, letterbox: Inbox) -> None:
        email, new = registered(browser, letterbox), address()
        token = browser.post("/v1/auth/refresh").json()["access_token"]
        body = {"email": new, "password": PASSWORD}
        browser.post("/v1/me/email-changes", json=body, headers={"Authorization": f"Bearer {token}"})
        path, values = open_link(browser, letterbox.wait_for(new, subject="Is this your new address?"))

        assert browser.post(path, data=values).status_code == 200
        assert login(browser, new).status_code == 200

        path, values = open_link(browser, letterbox.wait_for(email, subject="was changed"))
        assert browser.post(path, data=values).status_code == 200
        assert login(browser, new).status_code == 401
        assert letterbox.wait_for(email, subject="Set a new password")


class TestLanguage:
    def test_a_page_speaks_the_language_that_is_accepted_most(self, browser: httpx.Client, letterbox: Inbox) -> None:
        email = sign_up(browser)
        path, values = open_link(browser, letterbox.wait_for(email, subject="Is this your address?"))

        page = browser.get(path, params=values, headers=GERMAN)
        wrong = browser.post(path, data={**values, "password": "wrong horse battery"}, headers=GERMAN)

        assert (page.headers["content-language"], "accept-language" in page.headers["vary"].lower()) == ("de", True)
        assert '<html lang="de">' in page.text
        assert "Ist das deine Adresse?" in page.text
        assert "Das ist nicht das Passwort, das für dieses Konto gewählt wurde." in wrong.text

    def test_a_link_that_is_none_is_told_so_in_it(self, browser: httpx.Client) -> None:
        answer = browser.get("/confirm/password-reset?token=x", headers=GERMAN)

        assert (answer.status_code, "Dieser Link gilt nicht mehr" in answer.text) == (410, True)

    def test_whatever_may_be_wrong_with_a_password_has_words_in_it(self) -> None:
        sources = ("model/characters.py", "model/passwords.py", "service/breached_passwords.py")
        codes = {code for source in sources for code in codes_in(PACKAGE / "modules/auth" / source)}

        assert "password-breached" in codes
        assert codes <= set(words_in("de").problems)

    def test_what_has_no_words_in_it_is_told_in_none_of_another(self) -> None:
        assert words_in("de").of(NotFound()) == "Das ging nicht. Versuch es noch einmal."
        assert words_in("tlh").of(NotFound()) == NotFound().sentence


class TestPages:
    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.parametrize("token", ["", "rubbish", "A" * 56, "<script>alert(1)</script>", "ü"])
    def test_a_link_that_is_none_is_told_so(self, browser: httpx.Client, page: str, token: str) -> None:
        for answer in (
            browser.get(f"/confirm/{page}", params={"token": token}),
            browser.post(f"/confirm/{page}", data={"token": token, "password": NEW}),
        ):
            assert answer.status_code == 410
            assert answer.headers["content-type"].startswith("text/html")
            assert "<script>" not in answer.text

    @pytest.mark.parametrize("body", [b"\xff\xfe", b"token=" + b"x" * 9_000, b"&".join([b"a=b"] * 20)])
    def test_a_form_that_is_none_is_refused(self, browser: httpx.Client, body: bytes) -> None:
        answer = browser.post("/confirm/password-reset", content=body)

        assert answer.status_code == 400

    def test_they_load_nothing_and_tell_nobody(self, browser: httpx.Client) -> None:
        headers = browser.get("/confirm/password-reset?token=x").headers

        assert headers.get_list("content-security-policy") == [headers["content-security-policy"]]
        assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"
