"""Talks to a server as the person who signed in, with the refresh token kept in a file only they can read."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from voicetodo.main.cli.terminal import Failure

DEFAULT_SERVER = "http://127.0.0.1:8321"
#: What this machine is known by at its next sign-in, kept past a sign-out; stands behind the server's address.
_DEVICE = "#device"


def server_address() -> str:
    """`VOICETODO_SERVER`, or this machine."""
    return os.environ.get("VOICETODO_SERVER", DEFAULT_SERVER).rstrip("/")


def credentials_file() -> Path:
    """Below `XDG_CONFIG_HOME` (XDG Base Directory Specification)."""
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "voicetodo" / "credentials.json"


class Client:
    """One person's connection to one server. Failures become one sentence."""

    def __init__(self, server: str) -> None:
        self.server = server
        try:
            self._http = httpx.Client(base_url=server, timeout=httpx.Timeout(60, connect=5), trust_env=False)
        except httpx.InvalidURL as error:
            raise Failure(f"“{server}” is no address of a server.") from error
        self._token: str | None = os.environ.get("VOICETODO_TOKEN")

    def sign_in(self, *, email: str, password: str) -> dict[str, Any]:
        fields = _native(email=email, password=password)
        device = self._stored(_DEVICE)
        if device is not None:
            fields["device_token"] = device
        return self._signed(self._send("POST", "/v1/auth/login", json=fields))

    def sign_up(self, *, email: str, password: str, timezone: str, language: str | None = None) -> dict[str, Any]:
        body = _native(email=email, password=password, timezone=timezone)
        headers = {} if language is None else {"Accept-Language": language}
        return self._signed(self._send("POST", "/v1/auth/register", json=body, headers=headers))

    def sign_out(self) -> None:
        stored = self._stored()
        if stored is not None:
            self._send("POST", "/v1/auth/logout", json={"refresh_token": stored})
        self._store(None)

    def ask(self, method: str, path: str, **options: Any) -> Any:
        """The JSON answer of a route, as the signed-in person. Raises Failure."""
        headers = {"Authorization": f"Bearer {self._access_token()}", **options.pop("headers", {})}
        answer = self._send(method, path, headers=headers, **options)
        return self._read(answer) if answer.content else None

    def fetch(self, path: str) -> Iterator[bytes]:
        """A file, in pieces, as the signed-in person. Raises Failure, also where it ends early."""
        headers = {"Authorization": f"Bearer {self._access_token()}"}
        try:
            with self._http.stream("GET", path, headers=headers) as answer:
                if not answer.is_success:
                    answer.read()
                    raise Failure(_sentence(answer))
                yield from answer.iter_bytes()
        except httpx.ConnectError as error:
            raise self._nobody() from error
        except httpx.HTTPError as error:
            raise Failure("The connection broke before all of it was there. Try again.") from error

    def _access_token(self) -> str:
        if self._token is None:
            stored = self._stored()
            if stored is None:
                raise Failure(f"You are not signed in to {self.server}. Run: voicetodo sign-in")
            self._signed(self._send("POST", "/v1/auth/refresh", json={"refresh_token": stored}))
        assert self._token is not None  # noqa: S101 - _signed has set it
        return self._token

    def _signed(self, answer: httpx.Response) -> dict[str, Any]:
        body = self._read(answer)
        self._token = body["access_token"]
        self._store(body["refresh_token"])
        if body.get("device_token"):
            self._store(body["device_token"], _DEVICE)
        return body["user"]

    def _read(self, answer: httpx.Response) -> Any:
        try:
            return answer.json()
        except ValueError as error:
            raise Failure(f"What answers at {self.server} is no Voice Todo.") from error

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise self._nobody() from error
        if answer.is_success:
            return answer
        raise Failure(_sentence(answer))

    def _nobody(self) -> Failure:
        return Failure(f"No server answers at {self.server}. Start one with: make run")

    def _stored(self, kind: str = "") -> str | None:
        return _read_credentials().get(self.server + kind)

    def _store(self, token: str | None, kind: str = "") -> None:
        known = _read_credentials()
        known.pop(self.server + kind, None)
        if token is not None:
            known[self.server + kind] = token
        file = credentials_file()
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump(known, out)
        draft.replace(file)


def _native(**fields: str) -> dict[str, str]:
    return {**fields, "client": "native"}


def _read_credentials() -> dict[str, str]:
    """By server; none where the file is not there, or is none of ours."""
    try:
        known = json.loads(credentials_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _sentence(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
        detail = problem["detail"]
    except (ValueError, KeyError, TypeError):
        return f"The server answered {answer.status_code} and no reason."
    fields = "; ".join(f"{each['field']}: {each['message']}" for each in problem.get("errors", []))
    return f"{detail}{f' ({fields})' if fields else ''}"
