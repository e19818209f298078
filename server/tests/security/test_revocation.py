"""What was revoked ends within five seconds everywhere: in a connection that is open, in a token that was verified
before, in one process and in four, each a program of its own, which share a database and nothing else.
"""

import base64
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any, Final, TypeAlias

import httpx
import pytest

from tests.conftest import clone
from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from tests.fixtures.program import Serving, free_port
from tests.kit.db.processes import wait_until
from tests.modules.auth.oauth_program import Program
from tests.modules.realtime.devices import Device
from tests.modules.todo.people import made
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import EmbeddedPostgres

#: Promised.
SOON: Final = 5.0
SHAPES: Final = ("one process", "four processes")
#: Anybody who asks a hundred times a second is refused for that alone.
_RATES: Final = dict.fromkeys(
    ("rate_user", "rate_address", "rate_sign_in", "rate_client_registration"), "1000000/minute"
)


#: Where a process answers.
Place: TypeAlias = Product | Serving


class Installation:
    """`auth` revokes; all others must hear of it."""

    def __init__(self, *, auth: Place, todo: Sequence[Place], realtime: Place) -> None:
        self.auth, self.todo, self.realtime = auth, todo, realtime
        self.ada = self.register("Ada")

    def register(self, name: str) -> Person:
        body = {"email": f"{name}.{token_hex(4)}@example.org", "password": PASSWORD, "client": "native"}
        answer = httpx.post(
            f"{self.auth.url}/v1/auth/register", json={**body, "timezone": "UTC"}, timeout=60, trust_env=False
        )
        return Person(self.auth.url, made(answer))


@contextmanager
def one_process(url: str, folder: Path) -> Generator[Installation]:
    product = Product(url, folder, names=("auth", "admin", "todo", "realtime"))
    product.start()
    installation = Installation(auth=product, todo=[product], realtime=product)
    yield installation
    installation.ada.close()
    product.stop()


@contextmanager
def four_processes(url: str, folder: Path) -> Generator[Installation]:
    """Started side by side, in whichever order they come up."""
    secret, key, port = folder / "service.secret", folder / "master.key", free_port()
    secret.write_text(token_hex(32))
    Seal.from_file(key)
    address = f"http://127.0.0.1:{port}"
    shared = {
        "database_url": url,
        "service_secret_file": secret,
        "master_key_path": key,
        "module_urls": f"auth={address},admin={address}",
        "public_url": address,
        **_RATES,
    }
    auth = Serving(folder / "auth", "--modules", "auth,admin", **{**shared, "port": port})
    todo = [Serving(folder / f"todo{nth}", "--modules", "todo", **shared) for nth in (1, 2)]
    realtime = Serving(folder / "realtime", "--modules", "realtime", **shared)
    with ExitStack() as stack, ThreadPoolExecutor() as threads:
        list(threads.map(Serving.start, (auth, *todo, realtime)))
        for serving in (auth, *todo, realtime):
            stack.callback(serving.stop)
            serving.wait_until_ready()
        installation = Installation(auth=auth, todo=todo, realtime=realtime)
        stack.enter_context(installation.ada)
        yield installation


class Shown:
    """One credential of somebody's, as it is known in every process, and a device that is connected by it."""

    def __init__(
        self, installation: Installation, authorization: str, *, path: str = "/v1/todos", method: str = "GET"
    ) -> None:
        self._method, self._path = method, path
        headers = {"Authorization": authorization, "Depth": "0"}
        self._clients = [
            httpx.Client(base_url=each.url, headers=headers, timeout=30, trust_env=False, verify=NO_CERTIFICATES)
            for each in installation.todo
        ]

    def statuses(self) -> set[int]:
        return {client.request(self._method, self._path).status_code for client in self._clients}

    def ends_soon(self) -> float:
        """In how many seconds."""
        started = time.monotonic()
        wait_until(lambda: self.statuses() == {401}, within_seconds=SOON)
        return time.monotonic() - started

    def close(self) -> None:
        for client in self._clients:
            client.close()


@pytest.fixture(scope="module", params=SHAPES)
def installation(
    request: pytest.FixtureRequest, postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    for url in clone(postgres, template):
        shape = one_process if request.param == "one process" else four_processes
        with shape(url, tmp_path_factory.mktemp("revocation")) as running:
            yield running


@pytest.fixture
def alice(installation: Installation) -> Iterator[Person]:
    with installation.register("Alice") as person:
        yield person


@pytest.fixture
def shown(installation: Installation) -> Iterator[Callable[..., Shown]]:
    """`shown("Bearer …")`: verified, and remembered, by every process that has todos."""
    with ExitStack() as stack:

        def show(authorization: str, **how: str) -> Shown:
            one = Shown(installation, authorization, **how)
            stack.callback(one.close)
            assert one.statuses() <= {200, 207}
            return one

        yield show


def test_who_signs_out_is_out(installation: Installation, alice: Person, shown: Callable[..., Shown]) -> None:
    _check(installation, shown, alice.access_token, lambda: _done(alice.post("/v1/auth/logout", json=_refresh(alice))))


def test_another_session_that_is_ended_is_out(
    installation: Installation, alice: Person, shown: Callable[..., Shown]
) -> None:
    body = {"email": alice.user["email"], "password": PASSWORD, "client": "native"}
    lost = made(alice.post("/v1/auth/login", json=body))["access_token"]

    _check(installation, shown, lost, lambda: _done(alice.delete("/v1/me/sessions")))


def test_a_refresh_token_that_comes_twice_ends_what_it_began(
    installation: Installation, alice: Person, shown: Callable[..., Shown]
) -> None:
    first = alice.refresh_token
    token = first
    for _ in range(3):
        token = made(alice.post("/v1/auth/refresh", json={"refresh_token": token}))["refresh_token"]

    _check(
        installation,
        shown,
        alice.access_token,
        lambda: alice.post("/v1/auth/refresh", json={"refresh_token": first}).status_code == 401,
    )


def test_a_personal_token_that_is_revoked_is_out(
    installation: Installation, alice: Person, shown: Callable[..., Shown]
) -> None:
    token = made(alice.post("/v1/me/tokens", json={"name": "script", "scopes": ["todos:read"]}))

    _check(installation, shown, token["token"], lambda: _done(alice.delete(f"/v1/me/tokens/{token['id']}")))


def test_an_application_that_is_disconnected_is_out(
    installation: Installation, alice: Person, shown: Callable[..., Shown]
) -> None:
    with Program(installation.auth) as program:
        token = program.connect(alice)["access_token"]

        _check(installation, shown, token, lambda: _done(alice.delete(f"/v1/me/applications/{program.id}")))


def test_an_app_password_that_is_revoked_is_out(alice: Person, shown: Callable[..., Shown]) -> None:
    password = made(alice.post("/v1/me/app-passwords", json={"name": "phone"}))
    basic = shown(_basic(password), method="PROPFIND", path="/dav/")

    assert _done(alice.delete(f"/v1/me/app-passwords/{password['id']}"))

    assert basic.ends_soon() < SOON


def test_who_is_suspended_is_out_with_all_they_have(
    installation: Installation, alice: Person, shown: Callable[..., Shown]
) -> None:
    password = made(alice.post("/v1/me/app-passwords", json={"name": "phone"}))
    token = made(alice.post("/v1/me/tokens", json={"name": "script", "scopes": ["todos:read"]}))["token"]
    basic, personal = shown(_basic(password), method="PROPFIND", path="/dav/"), shown(f"Bearer {token}")

    _check(
        installation,
        shown,
        alice.access_token,
        lambda: _done(installation.ada.put(f"/v1/admin/users/{alice.id}/suspension", json={"reason": "misuse"})),
    )

    for each in (basic, personal):
        assert each.ends_soon() < SOON


def test_nobody_else_is(installation: Installation, alice: Person, shown: Callable[..., Shown]) -> None:
    with installation.register("Bob") as bob:
        his = shown(f"Bearer {bob.access_token}")
        with Device(installation.realtime.url, bob.access_token) as device:
            hers = shown(f"Bearer {alice.access_token}")
            assert _done(alice.post("/v1/auth/logout", json=_refresh(alice)))
            hers.ends_soon()

            assert his.statuses() == {200}
            assert device.heard("disconnect") == []


def _check(installation: Installation, shown: Callable[..., Shown], token: str, revoke: Callable[[], bool]) -> None:
    """Known in every process and connected, it is revoked: soon no process takes it, and the connection has ended."""
    held = shown(f"Bearer {token}")
    with Device(installation.realtime.url, token) as device:
        assert revoke()

        device.wait(lambda: device.heard("disconnect"), within_seconds=SOON)
        assert device.heard("signed_out") == [{}]
    assert held.ends_soon() < SOON


def _basic(password: dict[str, Any]) -> str:
    return "Basic " + base64.b64encode(f"{password['username']}:{password['password']}".encode()).decode()


def _refresh(person: Person) -> dict[str, str]:
    return {"refresh_token": person.refresh_token}


def _done(answer: httpx.Response) -> bool:
    return answer.is_success
