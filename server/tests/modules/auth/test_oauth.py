"""Programs of others act for people who agreed, within what they agreed to, until it is taken back."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.modules.auth.oauth_program import CALLBACK, Program, agree


@pytest.fixture
def program(product: Product) -> Iterator[Program]:
    with Program(product) as registered:
        yield registered


def claims_of(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    return json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


class TestAsking:
    def test_a_person_sees_who_asks_for_what(self, program: Program, alice: Person) -> None:
        asked = alice.get("/v1/oauth/authorizations/preview", params={"asked": program.query()}).json()

        assert (asked["client_id"], asked["name"], asked["destination"]) == (program.id, "Widget", "app.example")
        assert [scope["name"] for scope in asked["scopes"]] == ["profile", "todos:read"]

    def test_nobody_is_asked_who_has_not_signed_in(self, program: Program, nobody: httpx.Client) -> None:
        answer = nobody.get("/v1/oauth/authorizations/preview", params={"asked": program.query()})

        assert answer.status_code == 401

    def test_what_there_is_not_is_left_out(self, program: Program, alice: Person) -> None:
        query = program.query(scope="openid todos:read users:read")

        asked = alice.get("/v1/oauth/authorizations/preview", params={"asked": query}).json()

        assert [scope["name"] for scope in asked["scopes"]] == ["todos:read"]

    def test_where_nothing_is_asked_for_all_is_that_it_was_registered_for(
        self, product: Product, alice: Person
    ) -> None:
        with Program(product, scope="voice profile") as program:
            query = program.query(scope=None)
            asked = alice.get("/v1/oauth/authorizations/preview", params={"asked": query}).json()

        assert [scope["name"] for scope in asked["scopes"]] == ["profile", "voice"]

    @pytest.mark.parametrize(
        "changes",
        [
            {"client_id": "nobody-at-all-who-is-known"},
            {"client_id": "\0"},
            {"client_id": None},
            {"redirect_uri": None},
            {"redirect_uri": CALLBACK + "/"},
            {"redirect_uri": CALLBACK + "?x=1"},
            {"redirect_uri": "https://evil.example/callback"},
            {"redirect_uri": "https://app.example.evil.example/callback"},
            {"redirect_uri": 'https://evil.example/"\u202e'},
            {"redirect_uri": "javascript:alert(1)"},
        ],
    )
    def test_without_a_client_and_its_own_address_nobody_is_sent_anywhere(
        self, program: Program, alice: Person, changes: dict[str, str | None]
    ) -> None:
        query = program.query(**changes)

        for answer in (
            alice.get("/v1/oauth/authorizations/preview", params={"asked": query}),
            alice.post("/v1/oauth/authorizations", json={"asked": query, "scopes": ["todos:read"]}),
            alice.post("/v1/oauth/refusals", json={"asked": query}),
        ):
            assert answer.status_code == 422, answer.text
            assert answer.json()["type"] == "/problems/authorization-request-invalid"
            assert not answer.json().get("redirect_to")

    @pytest.mark.parametrize(
        ("error", "changes"),
        [
            ("invalid_request", {"code_challenge": None}),
            ("invalid_request", {"code_challenge_method": None}),
            ("invalid_request", {"code_challenge_method": "plain"}),
            ("invalid_request", {"code_challenge": "short"}),
            ("invalid_scope", {"scope": "everything"}),
            ("invalid_target", {"resource": "https://another.example"}),
            ("unsupported_response_type", {"response_type": "token"}),
        ],
    )
    def test_a_client_may_be_told_of_its_mistake(
        self, program: Program, alice: Person, error: str, changes: dict[str, str | None]
    ) -> None:
        answer = alice.get("/v1/oauth/authorizations/preview", params={"asked": program.query(**changes)})

        assert answer.status_code == 422
        told = urlsplit(answer.json()["redirect_to"])
        assert told.geturl().startswith(CALLBACK)
        assert parse_qs(told.query)["error"] == [error]
        assert parse_qs(told.query)["state"] == ["xyz"]

    @pytest.mark.parametrize("name", ["response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge"])
    def test_what_is_said_twice_is_refused(self, program: Program, alice: Person, name: str) -> None:
        query = program.query() + f"&{name}=another"

        answer = alice.get("/v1/oauth/authorizations/preview", params={"asked": query})

        assert answer.status_code == 422

    @pytest.mark.parametrize("response_type", ['"', "\\", "é", "code token", ""])
    def test_what_cannot_be_repeated_is_no_failure_of_ours(
        self, program: Program, alice: Person, response_type: str
    ) -> None:
        query = program.query(response_type=response_type)

        assert alice.get("/v1/oauth/authorizations/preview", params={"asked": query}).status_code == 422


class TestAgreeing:
    def test_leads_back_with_a_code_the_state_and_who_gave_it(
        self, program: Program, alice: Person, nobody: httpx.Client
    ) -> None:
        location = agree(alice, program.query(), scopes=["todos:read"])

        told = parse_qs(urlsplit(location).query)
        issuer = nobody.get("/.well-known/oauth-authorization-server").json()["issuer"]
        assert location.startswith(f"{CALLBACK}?")
        assert (told["state"], told["iss"]) == (["xyz"], [issuer])
        assert len(told["code"][0]) >= 43

    def test_to_less_gives_less(self, program: Program, alice: Person) -> None:
        tokens = program.redeem(program.code(alice, scopes=["profile"])).json()

        assert tokens["scope"] == "profile"

    @pytest.mark.parametrize("scopes", [[], ["todos:write"], ["profile", "everything"]])
    def test_to_what_was_not_asked_for_is_refused(self, program: Program, alice: Person, scopes: list[str]) -> None:
        answer = alice.post("/v1/oauth/authorizations", json={"asked": program.query(), "scopes": scopes})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "scopes"

    def test_refusing_tells_the_client(self, program: Program, alice: Person) -> None:
        answer = alice.post("/v1/oauth/refusals", json={"asked": program.query()})

        told = parse_qs(urlsplit(answer.json()["redirect_to"]).query)
        assert told["error"] == ["access_denied"]
        assert told["state"] == ["xyz"]
        assert "iss" in told
        assert "code" not in told

    def test_no_token_of_a_program_can_agree(self, program: Program, alice: Person) -> None:
        token = program.connect(alice)["access_token"]

        answer = program.post(
            "/v1/oauth/authorizations",
            json={"asked": program.query(), "scopes": ["profile"]},
            headers={"Authorization": f"Bearer {token}"},
        )

        assert answer.status_code == 403

    def test_the_owner_hears_of_it(self, program: Program, alice: Person) -> None:
        program.code(alice)

        kinds = [event["kind"] for event in alice.get("/v1/me/security-events").json()["items"]]
        assert "application_connected" in kinds

    def test_a_program_on_this_machine_chooses_its_port_when_it_runs(self, product: Product, alice: Person) -> None:
        with Program(product, redirect_uris=["http://127.0.0.1/cb"]) as program:
            location = agree(alice, program.query(redirect_uri="http://127.0.0.1:51004/cb"), scopes=["profile"])

        assert location.startswith("http://127.0.0.1:51004/cb?code=")


class TestRedeeming:
    def test_a_code_gives_tokens_for_what_was_agreed_to(self, program: Program, alice: Person) -> None:
        answer = program.redeem(program.code(alice))

        tokens = answer.json()
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert (tokens["token_type"], tokens["expires_in"], tokens["scope"]) == ("Bearer", 600, "profile todos:read")
        assert program.seen_by(tokens["access_token"]) == 200
        assert program.seen_by(tokens["access_token"], "/v1/me/sessions") == 403

    def test_the_access_token_says_what_rfc_9068_wants(
        self, program: Program, alice: Person, nobody: httpx.Client
    ) -> None:
        token = program.connect(alice)["access_token"]

        issuer = nobody.get("/.well-known/oauth-authorization-server").json()["issuer"]
        claims = claims_of(token)
        assert (claims["iss"], claims["aud"], claims["sub"]) == (issuer, issuer, alice.id)
        assert (claims["client_id"], claims["scope"], claims["roles"]) == (program.id, "profile todos:read", [])
        assert claims["exp"] - claims["iat"] == 600
        assert {"jti", "nbf", "sid"} <= claims.keys()
        assert json.loads(urlsafe_b64decode(token.split(".")[0] + "=="))["typ"] == "at+jwt"

    @pytest.mark.parametrize(
        ("error", "changes"),
        [
            ("invalid_request", {"code_verifier": None}),
            ("invalid_request", {"code_verifier": "short"}),
            ("invalid_grant", {"code_verifier": "a" * 43}),
            ("invalid_grant", {"redirect_uri": "https://app.example/other"}),
            ("invalid_grant", {"code": "another"}),
            ("invalid_request", {"code": None}),
            ("invalid_client", {"client_id": None}),
            ("invalid_client", {"client_id": "nobody-at-all-who-is-known"}),
            ("invalid_client", {"client_id": "\0"}),
            ("invalid_target", {"resource": "https://another.example"}),
            ("unsupported_grant_type", {"grant_type": "password"}),
            ("unsupported_grant_type", {"grant_type": "client_credentials"}),
            ("unsupported_grant_type", {"grant_type": None}),
        ],
    )
    def test_what_is_not_right_is_told_as_oauth_tells_it(
        self, program: Program, alice: Person, error: str, changes: dict[str, str | None]
    ) -> None:
        answer = program.redeem(program.code(alice), **changes)

        assert answer.status_code in {400, 401}, answer.text
        assert answer.json()["error"] == error
        assert answer.headers["content-type"] == "application/json"

    def test_a_client_need_not_say_again_where_it_was_sent(self, program: Program, alice: Person) -> None:
        assert program.redeem(program.code(alice), redirect_uri=None).status_code == 200

    def test_the_resource_may_be_named(self, program: Program, alice: Person, nobody: httpx.Client) -> None:
        resource = nobody.get("/.well-known/oauth-protected-resource").json()["resource"]

        answer = program.redeem(program.code(alice, resource=resource), resource=f"{resource}/v1")

        assert answer.status_code == 200
        assert claims_of(answer.json()["access_token"])["aud"] == resource

    def test_a_code_is_its_clients_alone(self, product: Product, program: Program, alice: Person) -> None:
        code = program.code(alice)

        with Program(product) as thief:
            thief.verifier = program.verifier
            assert thief.redeem(code).json()["error"] == "invalid_grant"

        assert program.redeem(code).status_code == 200

    def test_a_code_that_comes_twice_ends_what_it_began(self, program: Program, alice: Person) -> None:
        code = program.code(alice)
        tokens = program.redeem(code).json()
        assert program.seen_by(tokens["access_token"]) == 200

        assert program.redeem(code).json()["error"] == "invalid_grant"

        assert program.seen_by(tokens["access_token"]) == 401
        assert program.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b'{"grant_type": "authorization_code"}', "application/json"),
            (b"grant_type=authorization_code&grant_type=password", "application/x-www-form-urlencoded"),
            (b"\xff\xfe=%", "application/x-www-form-urlencoded"),
            (b"&".join(b"a%d=1" % number for number in range(100)), "application/x-www-form-urlencoded"),
            (b"code=" + b"x" * 30_000, "application/x-www-form-urlencoded"),
            (b"", "application/x-www-form-urlencoded"),
        ],
        ids=["JSON", "twice", "no text", "many", "long", "nothing"],
    )
    def test_what_is_no_form_is_refused(self, nobody: httpx.Client, body: bytes, kind: str) -> None:
        answer = nobody.post("/v1/oauth/token", content=body, headers={"Content-Type": kind})

        assert answer.status_code == 400, answer.text
        assert answer.json()["error"] in {"invalid_request", "unsupported_grant_type"}

    @pytest.mark.parametrize("value", ["Basic", "Basic ==", "Basic /w==", "Basic AAA6QUE=", "Bearer x", "\xff"])
    def test_whatever_a_client_shows_of_itself_is_no_failure_of_ours(
        self, program: Program, alice: Person, value: str
    ) -> None:
        code = program.code(alice)
        form = {"grant_type": "authorization_code", "code": code}

        answer = program.post("/v1/oauth/token", data=form, headers={b"Authorization": value.encode("latin-1")})

        assert answer.status_code in {400, 401}
        assert answer.json()["error"] in {"invalid_client", "invalid_request"}


class TestSecrets:
    @pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
    def test_a_client_with_one_must_show_it(self, product: Product, alice: Person, method: str) -> None:
        with Program(product, token_endpoint_auth_method=method) as program:
            secret = program.registered["client_secret"]
            code = program.code(alice)
            form: dict[str, Any] = {"grant_type": "authorization_code", "code": code}
            form |= {"code_verifier": program.verifier, "redirect_uri": CALLBACK}

            refused = [
                program.redeem(code),
                program.redeem(code, client_secret="wrong"),
                program.post("/v1/oauth/token", data=form, auth=(program.id, "wrong")),
            ]
            if method == "client_secret_basic":
                accepted = program.post("/v1/oauth/token", data=form, auth=(program.id, secret))
            else:
                accepted = program.redeem(code, client_secret=secret)

        assert [answer.json()["error"] for answer in refused] == ["invalid_client"] * 3
        assert accepted.status_code == 200, accepted.text

    def test_a_proof_key_is_needed_all_the_same(self, product: Product, alice: Person) -> None:
        with Program(product, token_endpoint_auth_method="client_secret_post") as program:
            query = program.query(code_challenge=None, code_challenge_method=None)
            answer = alice.get("/v1/oauth/authorizations/preview", params={"asked": query})

        assert "error=invalid_request" in answer.json()["redirect_to"]


class TestRefreshing:
    def test_each_refresh_token_leads_to_the_next(self, program: Program, alice: Person) -> None:
        first = program.connect(alice)

        second = program.refresh(first["refresh_token"]).json()
        third = program.refresh(second["refresh_token"]).json()

        assert len({each["refresh_token"] for each in (first, second, third)}) == 3
        assert program.seen_by(third["access_token"]) == 200

    def test_it_can_give_less_and_never_more(self, program: Program, alice: Person) -> None:
        tokens = program.connect(alice)

        less = program.refresh(tokens["refresh_token"], scope="profile").json()
        again = program.refresh(less["refresh_token"]).json()
        more = program.refresh(again["refresh_token"], scope="profile todos:write")

        assert (less["scope"], again["scope"]) == ("profile", "profile todos:read")
        assert more.json()["error"] == "invalid_scope"

    def test_it_is_its_clients_alone(self, product: Product, program: Program, alice: Person) -> None:
        tokens = program.connect(alice)

        with Program(product) as thief:
            assert thief.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"

        assert program.refresh(tokens["refresh_token"]).status_code == 200

    def test_that_of_a_session_is_none(self, program: Program, alice: Person) -> None:
        assert program.refresh(alice.refresh_token).json()["error"] == "invalid_grant"

    def test_who_did_not_register_for_them_gets_none(self, product: Product, alice: Person) -> None:
        with Program(product, grant_types=["authorization_code"]) as program:
            tokens = program.redeem(program.code(alice)).json()

        assert "refresh_token" not in tokens


class TestRevoking:
    @pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
    @pytest.mark.parametrize("hint", [None, "access_token", "nonsense"])
    def test_a_client_ends_what_it_was_given(
        self, program: Program, alice: Person, kind: str, hint: str | None
    ) -> None:
        tokens = program.connect(alice)
        form = {"token": tokens[kind], "token_type_hint": hint, "client_id": program.id}

        answer = program.ask("revocation", form)

        assert (answer.status_code, answer.json()) == (200, {})
        assert program.seen_by(tokens["access_token"]) == 401
        assert program.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
        assert alice.get("/v1/me/applications").json()["items"] == []

    @pytest.mark.parametrize("token", ["", "nonsense", "eyJ.eyJ.x", "vtp_" + "0" * 36])
    def test_what_is_no_token_has_ended_before(self, program: Program, token: str) -> None:
        assert program.ask("revocation", {"token": token, "client_id": program.id}).status_code == 200

    def test_another_client_cannot(self, product: Product, program: Program, alice: Person) -> None:
        tokens = program.connect(alice)

        with Program(product) as other:
            answer = other.ask("revocation", {"token": tokens["refresh_token"], "client_id": other.id})

        assert answer.json()["error"] == "invalid_grant"
        assert program.seen_by(tokens["access_token"]) == 200

    def test_no_client_ends_a_session(self, program: Program, alice: Person) -> None:
        for token in (alice.access_token, alice.refresh_token):
            program.ask("revocation", {"token": token, "client_id": program.id})

        assert alice.get("/v1/me").status_code == 200

    def test_without_a_token_there_is_nothing_to_end(self, program: Program) -> None:
        assert program.ask("revocation", {"client_id": program.id}).json()["error"] == "invalid_request"


class TestApplications:
    def test_are_listed_with_what_they_may(self, program: Program, alice: Person, charlie: Person) -> None:
        program.connect(alice)
        program.redeem(program.code(alice, scopes=["profile"]))
        program.code(charlie)  # agreed, and never redeemed

        (listed,) = alice.get("/v1/me/applications").json()["items"]

        assert (listed["client_id"], listed["name"]) == (program.id, "Widget")
        assert (listed["scopes"], listed["destinations"]) == (["profile", "todos:read"], ["app.example"])
        assert charlie.get("/v1/me/applications").json()["items"] == []

    def test_may_do_nothing_any_more_once_they_are_disconnected(
        self, program: Program, alice: Person, bob: Person
    ) -> None:
        mine, his = [program.connect(alice), program.connect(alice)], program.connect(bob)

        assert alice.delete(f"/v1/me/applications/{program.id}").status_code == 204

        for tokens in mine:
            assert program.seen_by(tokens["access_token"]) == 401
            assert program.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
        assert program.seen_by(his["access_token"]) == 200
        assert alice.get("/v1/me/applications").json()["items"] == []

    def test_of_others_are_not_there(self, program: Program, alice: Person, charlie: Person) -> None:
        program.connect(alice)

        for client_id in (program.id, "nobody-at-all-who-is-known", "%00"):
            assert charlie.delete(f"/v1/me/applications/{client_id}").status_code == 404

    def test_a_code_not_yet_redeemed_is_disconnected_too(self, program: Program, alice: Person) -> None:
        code = program.code(alice)

        alice.delete(f"/v1/me/applications/{program.id}")

        assert program.redeem(code).json()["error"] == "invalid_grant"
