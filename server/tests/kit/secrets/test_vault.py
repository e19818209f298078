"""Settings that stand in Vault, which OpenBao, its sister, plays here; and whoever vouches for Kubernetes, a test."""

import base64
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from uuid import uuid4

import certifi
import httpx
import msgspec
import pytest

from tests.kit.aws.clouds import bao
from voicetodo.kit.settings import SettingsError, load

ROOT = "root-of-a-test"


class Example(msgspec.Struct, kw_only=True):
    password: str = ""
    port: int = 0


class Vault:
    """One server; each secret at a path of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.environ = {"VAULT_ADDR": url, "VAULT_TOKEN": ROOT}

    def ask(self, method: str, path: str, wish: object = None) -> httpx.Response:
        headers = {"X-Vault-Token": ROOT}
        answer = httpx.request(method, f"{self.url}/v1/{path}", json=wish, headers=headers, timeout=30, trust_env=False)
        assert answer.is_success, answer.text
        return answer

    def put(self, **fields: object) -> str:
        """The reference to it."""
        path = f"voicetodo/{uuid4()}"
        self.ask("POST", f"secret/data/{path}", {"data": fields})
        return f"vault://secret/{path}"

    def load(self, **settings: str) -> Example:
        return load(Example, self.environ | {f"VOICETODO_{name.upper()}": value for name, value in settings.items()})


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    with bao(ROOT) as url:
        yield url


@pytest.fixture
def vault(running: str) -> Vault:
    return Vault(running)


class TestReading:
    def test_the_fields_of_a_secret(self, vault: Vault) -> None:
        secret = vault.put(password="battery", port=5432)

        assert vault.load(password=f"{secret}#password", port=f"{secret}#port") == Example(
            password="battery", port=5432
        )

    def test_the_only_field_need_not_be_named(self, vault: Vault) -> None:
        assert vault.load(password=vault.put(anything="battery")).password == "battery"

    def test_the_newest_version(self, vault: Vault) -> None:
        secret = vault.put(password="old")
        vault.ask("POST", secret.replace("vault://secret/", "secret/data/"), {"data": {"password": "new"}})

        assert vault.load(password=secret).password == "new"

    def test_a_token_from_a_file(self, vault: Vault, tmp_path: Path) -> None:
        secret = vault.put(password="battery")
        del vault.environ["VAULT_TOKEN"]
        (tmp_path / "token").write_text(f"{ROOT}\n")
        vault.environ["VAULT_TOKEN_FILE"] = str(tmp_path / "token")

        assert vault.load(password=secret).password == "battery"


class TestFaults:
    def test_a_secret_that_is_not_there(self, vault: Vault) -> None:
        with pytest.raises(SettingsError, match=r"VOICETODO_PASSWORD names the secret vault://secret/nothing, .* 404"):
            vault.load(password="vault://secret/nothing")

    def test_a_token_that_is_not_good(self, vault: Vault) -> None:
        secret = vault.put(password="battery")
        vault.environ["VAULT_TOKEN"] = "s.wrong"

        with pytest.raises(SettingsError, match="403") as told:
            vault.load(password=secret)

        assert "s.wrong" not in str(told.value)

    def test_several_fields_and_none_named(self, vault: Vault) -> None:
        with pytest.raises(SettingsError, match="several fields"):
            vault.load(password=vault.put(one="a", two="b"))

    @pytest.mark.parametrize("missing", ["VAULT_ADDR", "VAULT_TOKEN"])
    def test_what_must_be_set_is_named(self, vault: Vault, missing: str) -> None:
        secret = vault.put(password="battery")
        del vault.environ[missing]

        with pytest.raises(SettingsError, match=f"{missing}.* must be set"):
            vault.load(password=secret)

    def test_nobody_answering(self, vault: Vault) -> None:
        vault.environ["VAULT_ADDR"] = "http://127.0.0.1:9"

        with pytest.raises(SettingsError, match="does not answer"):
            vault.load(password="vault://secret/x")


class Reviewer(BaseHTTPRequestHandler):
    """Kubernetes' TokenReview, of one token that is good."""

    good: str

    def do_POST(self) -> None:
        review = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        is_good = review["spec"]["token"] == self.good
        user = {"username": "system:serviceaccount:todo:server", "uid": "1", "groups": ["system:serviceaccounts"]}
        body = json.dumps({**review, "status": {"authenticated": is_good, "user": user if is_good else {}}}).encode()
        self.send_response(201)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - so it is named there
        pass


class TestKubernetes:
    @pytest.fixture
    def jwt(self, vault: Vault, tmp_path: Path) -> Iterator[Path]:
        """Where the service account's token lies, which lets it read everything in `secret`."""
        Reviewer.good = token()
        with ThreadingHTTPServer(("127.0.0.1", 0), Reviewer) as reviewer:
            thread = Thread(target=reviewer.serve_forever, daemon=True)
            thread.start()
            mount = f"kubernetes-{uuid4()}"
            vault.ask("POST", f"sys/auth/{mount}", {"type": "kubernetes"})
            host = f"http://127.0.0.1:{reviewer.server_port}"
            authority = Path(certifi.where()).read_text(encoding="utf-8")
            reviewed = {"kubernetes_host": host, "token_reviewer_jwt": token(), "kubernetes_ca_cert": authority}
            vault.ask("POST", f"auth/{mount}/config", reviewed | {"disable_local_ca_jwt": True})
            vault.ask("PUT", "sys/policies/acl/todo", {"policy": 'path "secret/data/*" { capabilities = ["read"] }'})
            bound = {"bound_service_account_names": "server", "bound_service_account_namespaces": "todo"}
            vault.ask("POST", f"auth/{mount}/role/todo", {**bound, "policies": "todo"})
            file = tmp_path / "token"
            file.write_text(Reviewer.good)
            del vault.environ["VAULT_TOKEN"]
            vault.environ["VOICETODO_VAULT_KUBERNETES_ROLE"] = "todo"
            vault.environ["VOICETODO_VAULT_KUBERNETES_MOUNT"] = mount
            vault.environ["VOICETODO_VAULT_KUBERNETES_JWT_FILE"] = str(file)
            yield file
            reviewer.shutdown()
            thread.join()

    def test_its_service_account_is_let_in(self, vault: Vault, jwt: Path) -> None:
        assert jwt.exists()
        assert vault.load(password=vault.put(password="battery")).password == "battery"

    def test_another_token_is_not(self, vault: Vault, jwt: Path) -> None:
        jwt.write_text(token())

        with pytest.raises(SettingsError, match=r"/login with 403"):
            vault.load(password=vault.put(password="battery"))


def token() -> str:
    """Reads like one of Kubernetes'; only the reviewer says whether it is good."""
    claims = {
        "iss": "kubernetes/serviceaccount",
        "sub": "system:serviceaccount:todo:server",
        "kubernetes.io/serviceaccount/namespace": "todo",
        "kubernetes.io/serviceaccount/service-account.name": "server",
        "kubernetes.io/serviceaccount/service-account.uid": "1",
        "jti": str(uuid4()),
    }
    parts = [json.dumps(part).encode() for part in ({"alg": "RS256", "typ": "JWT"}, claims)]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (*parts, b"signature"))
