"""`auth` as clients meet it: real HTTP, the edge in front, one process that serves nothing else."""

import base64
import json
from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import PASSWORD, Person, Product
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.service.signing_keys import SigningKeys

_numbers = count(1)
COOKIE = "voicetodo_refresh"


def address() -> str:
    return f"somebody.{next(_numbers)}@example.org"


def register(via: httpx.Client, /, **changes: Any) -> httpx.Response:
    body = {"email": address(), "password": PASSWORD, "client": "native"} | changes
    return via.post("/v1/auth/register", json=body)


def sign_up_in_browser(browser: httpx.Client) -> None:
    answer = browser.post("/v1/auth/register", json={"email": address(), "password": PASSWORD})
    assert answer.status_code == 201


def login(client: httpx.Client, email: str, password: str = PASSWORD, **changes: Any) -> httpx.Response:
    return client.post("/v1/auth/login", json={"email": email, "password": password, "client": "native"} | changes)


def refresh(client: httpx.Client, token: str) -> httpx.Response:
    return client.post("/v1/auth/refresh", json={"refresh_token": token})


def fields(answer: httpx.Response) -> list[str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return sorted(error["field"] for error in answer.json().get("errors", []))


class TestRegister:
    def test_it_signs_in(self, nobody: httpx.Client) -> None:
        email = address()

        answer = register(nobody, email=f" {email.title()} ", name="Alice", timezone="Europe/Berlin")

        assert answer.status_code == 201
        told = answer.json()
        assert told["user"]["email"] == email.title()
        assert (told["user"]["name"], told["user"]["timezone"]) == ("Alice", "Europe/Berlin")
        assert "user" in told["user"]["roles"]
        assert UUID(told["user"]["id"]).version == 7
        assert (told["token_type"], told["expires_in"]) == ("Bearer", 600)
        assert answer.headers["cache-control"] == "no-store"
        assert PASSWORD not in answer.text

    def test_a_browser_keeps_its_refresh_token_out_of_reach_of_scripts(self, nobody: httpx.Client) -> None:
        answer = nobody.post("/v1/auth/register", json={"email": address(), "password": PASSWORD})

        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"{COOKIE}=")
        assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/v1/auth", "Max-Age=2592000"))
        assert "refresh_token" not in answer.json()

    def test_a_native_client_gets_it_in_the_answer(self, nobody: httpx.Client) -> None:
        answer = register(nobody)

        assert answer.json()["refresh_token"]
        assert "set-cookie" not in answer.headers

    def test_a_taken_address_is_refused_without_saying_so(self, nobody: httpx.Client) -> None:
        email = address()
        register(nobody, email=email)

        answer = register(nobody, email=email.upper(), password="another password")

        assert answer.status_code == 422
        assert answer.json()["type"] == "/problems/registration-refused"
        assert "sign in instead" in answer.json()["detail"]
        assert fields(answer) == []

    @pytest.mark.parametrize(
        ("changes", "refused"),
        [
            ({"email": "nonsense"}, ["email"]),
            ({"email": "a\0@example.org"}, ["email"]),
            ({"password": "short"}, ["password"]),
            ({"password": "x" * 129}, ["password"]),
            ({"password": "Password123!"}, ["password"]),
            ({"password": "nul\0nul\0nul"}, ["password"]),
            ({"name": "x" * 101}, ["name"]),
            ({"name": "a\0b"}, ["name"]),
            ({"timezone": "Mars/Base"}, ["timezone"]),
            ({"email": "x", "password": "x", "timezone": "x"}, ["email", "password", "timezone"]),
        ],
    )
    def test_each_field_that_will_not_do_is_named(
        self, nobody: httpx.Client, changes: dict[str, Any], refused: list[str]
    ) -> None:
        answer = register(nobody, **changes)

        assert answer.status_code == 422
        assert fields(answer) == refused

    @pytest.mark.parametrize(
        ("field", "value", "code"),
        [
            ("email", "nonsense", "email-shape"),
            ("name", "x" * 101, "name-length"),
            ("password", "short", "password-length"),
            ("password", "aaaaabbbbbab", "password-repeats"),
            ("password", "voicetodo1", "password-about-you"),
            ("password", "password123!", "password-breached"),
            ("timezone", "Mars/Base", "timezone-unknown"),
        ],
    )
    def test_what_is_wrong_with_a_field_has_a_code_for_other_languages(
        self, nobody: httpx.Client, field: str, value: str, code: str
    ) -> None:
        answer = register(nobody, **{field: value})

        assert [error["code"] for error in answer.json()["errors"]] == [code]

    @pytest.mark.parametrize(
        "changes", [{"is_admin": True}, {"roles": ["admin"]}, {"client": "toaster"}, {"email": None}, {"email": 7}]
    )
    def test_what_does_not_fit_is_refused(self, nobody: httpx.Client, changes: dict[str, Any]) -> None:
        assert register(nobody, **changes).status_code == 422

    @pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"email":"\\ud800@example.org"}'])
    def test_what_cannot_be_read_is_refused(self, nobody: httpx.Client, body: bytes) -> None:
        answer = nobody.post("/v1/auth/register", content=body, headers={"content-type": "application/json"})

        assert answer.status_code in {400, 422}
        assert answer.headers["content-type"] == "application/problem+json"

    def test_repeated_with_its_key_it_is_done_once(self, nobody: httpx.Client) -> None:
        body = {"email": address(), "password": PASSWORD, "client": "native"}

        answers = [nobody.post("/v1/auth/register", json=body, headers={"Idempotency-Key": "k-1234"}) for _ in "ab"]

        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()


class TestLogin:
    def test_the_right_password_opens(self, nobody: httpx.Client, alice: Person) -> None:
        answer = login(nobody, alice.user["email"])

        assert answer.status_code == 200
        assert answer.json()["user"]["id"] == alice.id

    def test_a_wrong_address_and_a_wrong_password_are_answered_alike(self, nobody: httpx.Client, alice: Person) -> None:
        answers = [
            login(nobody, alice.user["email"], "wrong password"),
            login(nobody, "nobody@example.org"),
            login(nobody, "no address at all"),
            login(nobody, alice.user["email"], "x"),
        ]

        assert {answer.status_code for answer in answers} == {401}
        assert len({_without_request_id(answer) for answer in answers}) == 1
        assert answers[0].json()["type"] == "/problems/invalid-credentials"

    @pytest.mark.parametrize("email", ["' or 1=1 --", "<script>alert(1)</script>", "a\0b", "x" * 100_000])
    def test_nonsense_is_just_wrong(self, nobody: httpx.Client, email: str) -> None:
        assert login(nobody, email).status_code == 401


class TestDevices:
    def test_a_native_client_keeps_its_own_and_is_known_by_it(self, nobody: httpx.Client, alice: Person) -> None:
        device = login(nobody, alice.user["email"]).json()["device_token"]
        for _ in range(5):
            login(nobody, alice.user["email"], "wrong password")

        refused = login(nobody, alice.user["email"], "wrong password")

        assert (refused.status_code, refused.json()["type"]) == (429, "/problems/sign-in-delayed")
        assert int(refused.headers["retry-after"]) > 0
        assert login(nobody, alice.user["email"]).status_code == 429
        assert login(nobody, alice.user["email"], device_token=device).status_code == 200

    def test_a_browser_keeps_it_out_of_reach_of_scripts_and_past_a_sign_out(self, product: Product) -> None:
        with httpx.Client(base_url=product.url, trust_env=False) as browser:
            answer = browser.post("/v1/auth/register", json={"email": address(), "password": PASSWORD})
            browser.post("/v1/auth/logout")

            (cookie,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith("voicetodo_device=")]
            assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/v1/auth"))
            assert "device_token" not in answer.json()
            assert "voicetodo_device" in browser.cookies


class TestRefresh:
    def test_a_native_client_goes_on_with_the_token_it_kept(self, nobody: httpx.Client, alice: Person) -> None:
        answer = refresh(nobody, alice.refresh_token)

        assert answer.status_code == 200
        assert answer.json()["refresh_token"] != alice.refresh_token

    def test_a_browser_goes_on_with_its_cookie(self, product: Product) -> None:
        with httpx.Client(base_url=product.url, trust_env=False) as browser:
            sign_up_in_browser(browser)
            before = browser.cookies[COOKIE]

            answer = browser.post("/v1/auth/refresh")

            assert answer.status_code == 200
            assert browser.cookies[COOKIE] != before
            assert "refresh_token" not in answer.json()

    def test_without_a_token_there_is_nothing_to_go_on_with(self, nobody: httpx.Client) -> None:
        for answer in (nobody.post("/v1/auth/refresh"), refresh(nobody, "rubbish"), refresh(nobody, "")):
            assert answer.status_code == 401
            assert answer.json()["type"] == "/problems/refresh-token-refused"

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site", "origin": "https://evil.example.org"},
            {"origin": "https://evil.example.org"},
            {"origin": "null"},
        ],
    )
    @pytest.mark.parametrize("path", ["register", "login", "refresh", "logout"])
    def test_other_sites_may_not_act_for_us(self, nobody: httpx.Client, path: str, headers: dict[str, str]) -> None:
        body = {"email": address(), "password": PASSWORD} if path in {"register", "login"} else None

        answer = nobody.post(f"/v1/auth/{path}", json=body, headers=headers)

        assert answer.status_code == 403
        assert answer.json()["type"] == "/problems/cross-site-request"

    def test_our_own_pages_may(self, product: Product) -> None:
        for headers in ({"sec-fetch-site": "same-origin"}, {"origin": product.url}):
            with httpx.Client(base_url=product.url, trust_env=False, headers=headers) as browser:
                sign_up_in_browser(browser)

                assert browser.post("/v1/auth/refresh").status_code == 200


class TestLogout:
    def test_nothing_signed_in_through_it_goes_on(self, nobody: httpx.Client, alice: Person) -> None:
        assert alice.get("/v1/me").status_code == 200

        answer = nobody.post("/v1/auth/logout", json={"refresh_token": alice.refresh_token})

        assert answer.status_code == 204
        assert alice.get("/v1/me").status_code == 401
        assert refresh(nobody, alice.refresh_token).status_code == 401

    def test_a_browser_loses_its_cookie(self, product: Product) -> None:
        with httpx.Client(base_url=product.url, trust_env=False) as browser:
            sign_up_in_browser(browser)

            browser.post("/v1/auth/logout")

            assert COOKIE not in browser.cookies
            assert browser.post("/v1/auth/refresh").status_code == 401

    def test_who_is_not_signed_in_is_signed_out(self, nobody: httpx.Client) -> None:
        assert nobody.post("/v1/auth/logout").status_code == 204


class TestMe:
    def test_who_has_not_signed_in_is_refused(self, nobody: httpx.Client) -> None:
        answer = nobody.get("/v1/me")

        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")

    def test_it_tells_who_i_am(self, alice: Person) -> None:
        assert alice.get("/v1/me").json() == alice.user

    def test_a_change_is_seen_at_once(self, alice: Person) -> None:
        alice.get("/v1/me")

        changed = alice.patch("/v1/me", json={"name": "Alicia", "timezone": "Asia/Tokyo"})

        assert changed.status_code == 200
        assert alice.get("/v1/me").json() == changed.json()
        assert (changed.json()["name"], changed.json()["timezone"]) == ("Alicia", "Asia/Tokyo")

    def test_a_change_of_something_else_meanwhile_is_not_overwritten(self, alice: Person) -> None:
        seen = alice.get("/v1/me").headers["etag"]
        alice.patch("/v1/me", json={"name": "Alicia"})

        answer = alice.patch("/v1/me", json={"name": "Al"}, headers={"If-Match": seen})

        assert answer.status_code == 412
        assert alice.get("/v1/me").json()["name"] == "Alicia"

    @pytest.mark.parametrize(
        "body",
        [{"name": "x" * 101}, {"timezone": "Mars/Base"}, {"name": "a\0b"}, {"email": "x@example.org"}, {"name": 7}],
    )
    def test_what_will_not_do_is_refused(self, alice: Person, body: dict[str, Any]) -> None:
        assert alice.patch("/v1/me", json=body).status_code == 422


class TestSessions:
    def test_they_are_listed_newest_first(self, nobody: httpx.Client, alice: Person) -> None:
        login(nobody, alice.user["email"])

        items = alice.get("/v1/me/sessions").json()["items"]

        assert [item["is_current"] for item in items] == [False, True]
        assert items[0]["client"] == "native"
        assert items[0]["address"] == "127.0.0.1"
        assert items[0]["user_agent"].startswith("python-httpx")

    def test_they_come_in_pages(self, nobody: httpx.Client, alice: Person) -> None:
        for _ in range(4):
            login(nobody, alice.user["email"])

        pages, cursor = [], None
        while True:
            page = alice.get("/v1/me/sessions", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
            pages.append([item["id"] for item in page["items"]])
            cursor = page["next_cursor"]
            if cursor is None:
                break

        assert [len(page) for page in pages] == [2, 2, 1]
        assert len({each for page in pages for each in page}) == 5

    @pytest.mark.parametrize(
        "query", ["limit=0", "limit=201", "limit=x", "cursor=rubbish", "cursor=WyJ4Il0", "colour=red"]
    )
    def test_a_question_that_makes_no_sense_is_refused(self, alice: Person, query: str) -> None:
        assert alice.get(f"/v1/me/sessions?{query}").status_code == 422

    def test_one_can_be_ended(self, nobody: httpx.Client, alice: Person) -> None:
        lost = login(nobody, alice.user["email"]).json()
        lost_id = next(item["id"] for item in _sessions(alice) if not item["is_current"])

        assert alice.delete(f"/v1/me/sessions/{lost_id}").status_code == 204

        header = {"Authorization": f"Bearer {lost['access_token']}"}
        assert nobody.get("/v1/me", headers=header).status_code == 401
        assert refresh(nobody, lost["refresh_token"]).status_code == 401
        assert alice.get("/v1/me").status_code == 200

    def test_somebody_elses_is_not_found(self, alice: Person, charlie: Person) -> None:
        session_id = _sessions(alice)[0]["id"]

        answer = charlie.delete(f"/v1/me/sessions/{session_id}")

        assert answer.status_code == 404
        assert answer.json()["type"] == "/problems/session-not-found"
        assert session_id not in charlie.get("/v1/me/sessions").text
        assert alice.get("/v1/me").status_code == 200

    def test_what_is_no_id_is_not_found(self, alice: Person) -> None:
        assert alice.delete("/v1/me/sessions/rubbish").status_code == 404

    def test_all_can_be_ended(self, nobody: httpx.Client, alice: Person) -> None:
        other = login(nobody, alice.user["email"]).json()

        assert alice.delete("/v1/me/sessions").status_code == 204

        assert alice.get("/v1/me").status_code == 401
        for token in (alice.refresh_token, other["refresh_token"]):
            assert refresh(nobody, token).status_code == 401


class TestPublishedKeys:
    def test_anybody_may_have_them_and_keep_them_a_while(self, nobody: httpx.Client, alice: Person) -> None:
        answer = nobody.get("/.well-known/jwks.json")

        kid = json.loads(base64.urlsafe_b64decode(alice.access_token.split(".")[0] + "=="))["kid"]
        assert answer.headers["cache-control"] == "public, max-age=300"
        assert kid in [key["kid"] for key in answer.json()["keys"]]
        assert all(set(key) == {"kid", "x", "kty", "crv", "alg", "use"} for key in answer.json()["keys"])

    def test_after_a_rotation_old_tokens_are_still_good(
        self, product: Product, alice: Person, register: Callable[[str], Person]
    ) -> None:
        made = product.run(_rotate)

        dora = register("Dora")
        assert made in [key["kid"] for key in dora.get("/.well-known/jwks.json").json()["keys"]]
        assert dora.get("/v1/me").status_code == alice.get("/v1/me").status_code == 200


async def _rotate(process: Assembly) -> str:
    keys = process.host.parts.services[SigningKeys]
    assert isinstance(keys, SigningKeys)
    return await keys.rotate()


def _sessions(person: Person) -> list[dict[str, Any]]:
    return person.get("/v1/me/sessions").json()["items"]


def _without_request_id(answer: httpx.Response) -> str:
    return json.dumps({name: value for name, value in answer.json().items() if name != "request_id"})
