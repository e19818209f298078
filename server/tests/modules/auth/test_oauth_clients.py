"""Anybody may register a program; nothing it says of itself can lead anybody astray."""

from typing import Any

import httpx
import pytest
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata

from tests.fixtures.product import Person, Product
from tests.modules.auth.oauth_program import CALLBACK, Program
from voicetodo.modules.auth.model.redirect_uris import check_redirect_uri, is_same_redirect_uri

METADATA: dict[str, Any] = {"redirect_uris": [CALLBACK], "token_endpoint_auth_method": "none"}


class TestRedirectUris:
    @pytest.mark.parametrize(
        "uri",
        [
            "https://app.example/callback",
            "https://app.example:8443/a/b?c=d&e=f",
            "http://127.0.0.1/cb",
            "http://127.0.0.1:51004/cb",
            "http://[::1]:51004/cb",
            "http://localhost:3000/cb",
            "com.example.app:/oauth/callback",
            "com.example.app://oauth",
        ],
    )
    def test_those_of_sites_and_of_apps_will_do(self, uri: str) -> None:
        assert check_redirect_uri(uri) == uri

    @pytest.mark.parametrize(
        "uri",
        [
            "",
            "app.example/callback",
            "/callback",
            "//app.example/callback",
            "http://app.example/callback",
            "http://127.0.0.1.evil.example/cb",
            "http://localhost.evil.example/cb",
            "http://127.0.0.1@evil.example/cb",
            "https://app.example@evil.example/cb",
            "https://evil.example\\@app.example/cb",
            "https:///cb",
            "https://app.example:port/cb",
            "https://app.example/#",
            "https://app.example/cb#x",
            "https://app.example/ cb",
            "https://app.example/\ncb",
            "https://app.example/\u202ecb",
            "HTTPS://app.example/cb",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://app.example/x",
            "about:blank",
            "ftp://app.example/x",
            "ws://app.example/x",
            "intent:x",
            "app:/cb",
            "com..app:/cb",
            ".app:/cb",
            "https://app.example/" + "x" * 500,
        ],
    )
    def test_those_that_lead_astray_will_not(self, uri: str) -> None:
        with pytest.raises(ValueError, match=r"redirect URI|scheme"):
            check_redirect_uri(uri)

    @pytest.mark.parametrize(
        ("registered", "asked", "is_same"),
        [
            (CALLBACK, CALLBACK, True),
            (CALLBACK, "https://app.example:8443/callback", False),
            (CALLBACK, "https://APP.example/callback", False),
            (CALLBACK, "https://app.example/callback/../evil", False),
            ("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb", True),
            ("http://127.0.0.1:3000/cb", "http://127.0.0.1:51004/cb", True),
            ("http://[::1]/cb", "http://[::1]:51004/cb", True),
            ("http://127.0.0.1/cb", "http://127.0.0.1:51004/other", False),
            ("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb?x=1", False),
            ("http://127.0.0.1/cb", "http://127.0.0.1:51004/cb#x", False),
            ("http://127.0.0.1/cb", "http://x@127.0.0.1:51004/cb", False),
            ("http://127.0.0.1/cb", "https://127.0.0.1:51004/cb", False),
            ("http://127.0.0.1/cb", "http://127.0.0.1:port/cb", False),
            ("http://127.0.0.1/cb", "http://[::1]:51004/cb", False),
            ("http://localhost/cb", "http://localhost:51004/cb", False),
            ("com.example.app:/cb", "com.example.app:/cb?x", False),
        ],
    )
    def test_only_the_port_of_this_machine_may_differ(self, registered: str, asked: str, is_same: bool) -> None:
        assert is_same_redirect_uri(registered, asked) is is_same


class TestRegistering:
    def test_gives_an_id_and_says_what_was_kept(self, nobody: httpx.Client) -> None:
        told = {**METADATA, "client_name": "Widget", "client_uri": "https://app.example", "scope": "voice openid"}

        answer = nobody.post("/v1/oauth/clients", json=told)

        made = answer.json()
        assert (answer.status_code, answer.headers["cache-control"]) == (201, "no-store")
        assert (made["client_name"], made["client_uri"], made["scope"]) == ("Widget", "https://app.example", "voice")
        assert made["grant_types"] == ["authorization_code"]
        assert "client_secret" not in made

    def test_who_wants_a_secret_sees_it_once(self, product: Product) -> None:
        with Program(product, token_endpoint_auth_method="client_secret_basic") as program:
            assert len(program.registered["client_secret"]) >= 43

    def test_what_we_do_not_know_is_left_out(self, nobody: httpx.Client) -> None:
        told = {**METADATA, "logo_uri": "https://evil.example/track.png", "software_statement": "x", "admin": True}

        made = nobody.post("/v1/oauth/clients", json=told)

        assert made.status_code == 201
        assert not {"logo_uri", "software_statement", "admin"} & made.json().keys()

    def test_an_app_comes_back_to_itself(self, nobody: httpx.Client) -> None:
        uris = ["com.example.app:/oauth/callback", "http://127.0.0.1/cb"]

        made = nobody.post("/v1/oauth/clients", json={**METADATA, "redirect_uris": uris})

        assert (made.status_code, made.json()["redirect_uris"]) == (201, uris)

    def test_a_name_stays_on_its_line(self, nobody: httpx.Client) -> None:
        made = nobody.post("/v1/oauth/clients", json={**METADATA, "client_name": "Bank\n\u202e" + "x" * 200}).json()

        assert made["client_name"] == "Bank" + "x" * 96

    def test_who_has_no_name_is_called_after_where_it_lives(self, nobody: httpx.Client) -> None:
        assert nobody.post("/v1/oauth/clients", json=METADATA).json()["client_name"] == "app.example"

    @pytest.mark.parametrize(
        ("error", "changes"),
        [
            ("invalid_redirect_uri", {"redirect_uris": []}),
            ("invalid_redirect_uri", {"redirect_uris": ["javascript:alert(1)"]}),
            ("invalid_redirect_uri", {"redirect_uris": [CALLBACK, "http://evil.example"]}),
            ("invalid_redirect_uri", {"redirect_uris": [f"{CALLBACK}/{number}" for number in range(11)]}),
            ("invalid_client_metadata", {"redirect_uris": "https://app.example"}),
            ("invalid_client_metadata", {"redirect_uris": [7]}),
            ("invalid_client_metadata", {"redirect_uris": None}),
            ("invalid_client_metadata", {"grant_types": ["password"]}),
            ("invalid_client_metadata", {"grant_types": ['"']}),
            ("invalid_client_metadata", {"grant_types": "authorization_code"}),
            ("invalid_client_metadata", {"response_types": ["token"]}),
            ("invalid_client_metadata", {"token_endpoint_auth_method": "private_key_jwt"}),
            ("invalid_client_metadata", {"client_uri": "javascript:alert(1)"}),
            ("invalid_client_metadata", {"client_uri": "https://app.example/" + "x" * 500}),
            ("invalid_client_metadata", {"client_name": {"en": "Widget"}}),
            ("invalid_client_metadata", {"scope": "everything"}),
        ],
    )
    def test_what_will_not_do_is_told_as_oauth_tells_it(
        self, nobody: httpx.Client, error: str, changes: dict[str, Any]
    ) -> None:
        answer = nobody.post("/v1/oauth/clients", json={**METADATA, **changes})

        assert answer.status_code == 400, answer.text
        assert answer.json()["error"] == error

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 10_000, b'"' + b"x" * 30_000 + b'"'])
    def test_what_is_no_json_is_refused(self, nobody: httpx.Client, body: bytes) -> None:
        answer = nobody.post("/v1/oauth/clients", content=body)

        assert answer.status_code == 400, answer.text
        assert answer.json()["error"] == "invalid_client_metadata"


class TestMetadata:
    def test_is_what_rfc_8414_wants(self, nobody: httpx.Client) -> None:
        found = nobody.get("/.well-known/oauth-authorization-server").json()

        AuthorizationServerMetadata({**found, "issuer": "https://todo.example"}).validate_response_types_supported()
        assert found["code_challenge_methods_supported"] == ["S256"]
        assert found["authorization_response_iss_parameter_supported"] is True
        for name in ("authorization_endpoint", "token_endpoint", "registration_endpoint", "revocation_endpoint"):
            assert found[name].startswith(found["issuer"])

    def test_each_scope_is_told_in_words(self, nobody: httpx.Client) -> None:
        told = {each["name"]: each["description"] for each in nobody.get("/v1/oauth/scopes").json()["items"]}

        assert list(told) == nobody.get("/.well-known/oauth-protected-resource").json()["scopes_supported"]
        assert all(told.values())

    def test_each_endpoint_of_it_is_there(self, nobody: httpx.Client) -> None:
        found = nobody.get("/.well-known/oauth-authorization-server").json()

        paths = [found[f"{name}_endpoint"].removeprefix(found["issuer"]) for name in ("token", "revocation")]
        assert [nobody.post(path).status_code for path in paths] == [400, 400]
        assert nobody.get(found["jwks_uri"].removeprefix(found["issuer"])).status_code == 200

    def test_a_refusal_leads_to_it(self, nobody: httpx.Client, alice: Person) -> None:
        told = [
            nobody.get("/v1/me"),
            nobody.get("/v1/me", headers={"Authorization": "Bearer nonsense"}),
            nobody.get("/v1/me", headers={"Authorization": "Basic eA=="}),
        ]
        made = alice.post("/v1/me/tokens", json={"name": "Script", "scopes": ["voice"]}).json()
        told.append(nobody.get("/v1/me", headers={"Authorization": f"Bearer {made['token']}"}))

        challenges = [answer.headers["www-authenticate"] for answer in told]
        address = nobody.get("/.well-known/oauth-authorization-server").json()["issuer"]
        pointer = f'resource_metadata="{address}/.well-known/oauth-protected-resource"'
        assert challenges == [
            f"Bearer {pointer}",
            f'Bearer error="invalid_token", {pointer}',
            f"Bearer {pointer}",
            f'Bearer error="insufficient_scope", scope="profile", {pointer}',
        ]

    def test_it_says_who_gives_tokens_for_what(self, nobody: httpx.Client) -> None:
        found = nobody.get("/.well-known/oauth-protected-resource").json()

        assert found["authorization_servers"] == [found["resource"]]
        assert found["bearer_methods_supported"] == ["header"]
