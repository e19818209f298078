"""The authenticator app as clients meet it."""

from datetime import UTC, datetime, timedelta

import httpx

from tests.fixtures.product import PASSWORD, Person, Product
from tests.modules.auth.apps import App


def now() -> datetime:
    return datetime.now(UTC)


def set_up(person: Person) -> tuple[App, list[str]]:
    made = person.post("/v1/me/authenticator-app")
    assert made.status_code == 201, made.text
    app = App(made.json()["secret"])
    confirmed = person.post("/v1/me/authenticator-app/confirmation", json={"code": app.code(now())})
    assert confirmed.status_code == 201, confirmed.text
    assert made.headers["cache-control"] == confirmed.headers["cache-control"] == "no-store"
    return app, confirmed.json()["codes"]


def login(client: httpx.Client, person: Person) -> httpx.Response:
    return client.post("/v1/auth/login", json={"email": person.user["email"], "password": PASSWORD, "client": "native"})


class TestSecondFactor:
    def test_the_way_from_setting_up_to_signing_in(self, alice: Person, nobody: httpx.Client) -> None:
        app, codes = set_up(alice)

        asked = login(nobody, alice)
        assert (asked.status_code, asked.json()["type"]) == (401, "/problems/second-factor-required")
        assert asked.headers["cache-control"] == "no-store"
        body = {"challenge": asked.json()["challenge"], "client": "native"}
        wrong = nobody.post("/v1/auth/second-factor", json={**body, "code": "nonsense"})
        assert (wrong.status_code, wrong.json()["type"]) == (401, "/problems/code-refused")
        right = nobody.post("/v1/auth/second-factor", json={**body, "code": app.code(now() + timedelta(seconds=30))})
        assert right.status_code == 200, right.text
        assert right.json()["refresh_token"]
        again = nobody.post("/v1/auth/second-factor", json={**body, "code": codes[0]})
        assert (again.status_code, again.json()["type"]) == (401, "/problems/challenge-refused")

    def test_it_is_told_and_taken_away(self, alice: Person, nobody: httpx.Client) -> None:
        set_up(alice)
        assert alice.get("/v1/me/second-factors").json()["recovery_codes_left"] == 10

        assert alice.post("/v1/me/recovery-codes").status_code == 201
        assert alice.delete("/v1/me/authenticator-app").status_code == 204

        assert alice.get("/v1/me/second-factors").json() == {"authenticator_app": None, "recovery_codes_left": 0}
        assert login(nobody, alice).status_code == 200

    def test_who_signed_in_before_it_was_added_proves_it_to_take_it_away(
        self, alice: Person, product: Product, nobody: httpx.Client
    ) -> None:
        """Who found a session open would be rid of what its owner has just protected themselves with."""
        with Person(product.url, login(nobody, alice).json()) as elsewhere:
            app, _ = set_up(alice)

            answers = [elsewhere.delete("/v1/me/authenticator-app"), elsewhere.post("/v1/me/recovery-codes")]

            assert [each.status_code for each in answers] == [401, 401]
            assert {each.json()["type"] for each in answers} == {"/problems/reauthentication-required"}
            assert alice.get("/v1/me/second-factors").json()["authenticator_app"] is not None
            code = app.code(now() + timedelta(seconds=30))
            proven = elsewhere.post("/v1/auth/reauthentication", json={"code": code})
            assert proven.status_code == 200, proven.text
            assert elsewhere.delete("/v1/me/authenticator-app").status_code == 204

    def test_nobody_sees_or_takes_away_anothers(self, alice: Person, charlie: Person, nobody: httpx.Client) -> None:
        set_up(alice)

        assert charlie.get("/v1/me/second-factors").json()["authenticator_app"] is None
        assert charlie.delete("/v1/me/authenticator-app").status_code == 404
        assert charlie.post("/v1/me/recovery-codes").status_code == 404
        for method, path in (
            ("GET", "/v1/me/second-factors"),
            ("POST", "/v1/me/authenticator-app"),
            ("POST", "/v1/me/authenticator-app/confirmation"),
            ("DELETE", "/v1/me/authenticator-app"),
            ("POST", "/v1/me/recovery-codes"),
        ):
            assert nobody.request(method, path).status_code == 401
        assert alice.get("/v1/me/second-factors").json()["recovery_codes_left"] == 10

    def test_a_page_of_another_site_gives_no_code(self, nobody: httpx.Client) -> None:
        answer = nobody.post(
            "/v1/auth/second-factor",
            json={"challenge": "", "code": ""},
            headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        )

        assert answer.json()["type"] == "/problems/cross-site-request"
