"""HashiCorp Vault and OpenBao: their key-value store (KV v2), read with a token, or as a Kubernetes service account.

`VAULT_ADDR`, `VAULT_TOKEN`, `VAULT_NAMESPACE` and `VAULT_CACERT` are those of Vault's own programs.
"""

import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import httpx
import msgspec

from voicetodo.kit.secrets.errors import SecretError

_TIMEOUT: Final = httpx.Timeout(5.0)
_JWT_FILE: Final = "/var/run/secrets/kubernetes.io/serviceaccount/token"


def fetch(name: str, environ: Mapping[str, str]) -> dict[str, object]:
    """The newest version of `mount/path`, with all its fields. Raises SecretError."""
    mount, _, path = name.partition("/")
    if not path:
        raise SecretError("it must read vault://mount/path, such as vault://secret/voicetodo")
    address = environ.get("VAULT_ADDR", "").rstrip("/")
    if not address.startswith(("https://", "http://")):
        raise SecretError("VAULT_ADDR must be set, and read like https://vault:8200")
    headers = {"X-Vault-Request": "true"}
    if namespace := environ.get("VAULT_NAMESPACE"):
        headers["X-Vault-Namespace"] = namespace
    with httpx.Client(base_url=address, timeout=_TIMEOUT, headers=headers, verify=_trust(environ)) as client:
        token = _token(client, environ)
        told = _ask(client, "GET", f"/v1/{quote(mount)}/data/{quote(path)}", headers={"X-Vault-Token": token})
    try:
        return msgspec.convert(told["data"]["data"], dict[str, object])
    except (KeyError, TypeError, msgspec.ValidationError):
        raise SecretError("Vault's answer is not one of a KV v2 store") from None


def _token(client: httpx.Client, environ: Mapping[str, str]) -> str:
    if token := environ.get("VAULT_TOKEN"):
        return token
    if file := environ.get("VAULT_TOKEN_FILE"):
        return _content(file)
    role = environ.get("VOICETODO_VAULT_KUBERNETES_ROLE")
    if not role:
        raise SecretError("VAULT_TOKEN, VAULT_TOKEN_FILE or VOICETODO_VAULT_KUBERNETES_ROLE must be set")
    jwt = _content(environ.get("VOICETODO_VAULT_KUBERNETES_JWT_FILE") or _JWT_FILE)
    mount = environ.get("VOICETODO_VAULT_KUBERNETES_MOUNT") or "kubernetes"
    told = _ask(client, "POST", f"/v1/auth/{quote(mount)}/login", json={"role": role, "jwt": jwt})
    try:
        return str(told["auth"]["client_token"])
    except (KeyError, TypeError):
        raise SecretError("Vault let the service account in without a token") from None


def _ask(client: httpx.Client, method: str, path: str, **options: Any) -> dict[str, Any]:
    try:
        answer = client.request(method, path, **options)
    except httpx.HTTPError as error:
        raise SecretError(f"Vault at {client.base_url} does not answer ({type(error).__name__})") from error
    if not answer.is_success:
        raise SecretError(f"Vault answers {path} with {answer.status_code} {answer.reason_phrase}")
    try:
        return msgspec.json.decode(answer.content, type=dict[str, Any])
    except (msgspec.DecodeError, msgspec.ValidationError):
        raise SecretError(f"Vault answers {path} with something that is no JSON") from None


def _trust(environ: Mapping[str, str]) -> ssl.SSLContext | bool:
    file = environ.get("VAULT_CACERT")
    if not file:
        return True
    try:
        return ssl.create_default_context(cafile=file)
    except OSError as error:
        raise SecretError(f"VAULT_CACERT names {file}, which cannot be read") from error


def _content(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecretError(f"{file} cannot be read") from error
