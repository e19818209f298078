"""What an admin does in one process holds in another: who is suspended is so there, and maintenance is there too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import clone
from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.admin.acts import wait_for
from tests.modules.realtime.devices import Device
from voicetodo.kit.db import EmbeddedPostgres

#: Promised for both.
SOON = 5.0


class Two:
    """`here` runs auth and admin, `there` todos and live connections: two processes that share a database."""

    def __init__(self, url: str, folder: Path) -> None:
        self.here = Product(url, folder, names=("auth", "admin"))
        self.here.start()
        urls = f"auth={self.here.url},admin={self.here.url}"
        self.there = Product(url, folder, names=("todo", "realtime"), module_urls=urls)
        self.there.start()
        self.ada = self.here.register("Ada")

    def stop(self) -> None:
        self.ada.close()
        self.there.stop()
        self.here.stop()


@pytest.fixture(scope="module")
def two(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    for url in clone(postgres, template):
        pair = Two(url, tmp_path_factory.mktemp("two"))
        yield pair
        pair.stop()


@pytest.fixture
def alice(two: Two) -> Iterator[Person]:
    with two.here.register("Alice") as person:
        yield person


@pytest.fixture
def there(two: Two, alice: Person) -> Iterator[httpx.Client]:
    """Alice, speaking with the other process."""
    headers = {"Authorization": f"Bearer {alice.access_token}"}
    with httpx.Client(base_url=two.there.url, headers=headers, trust_env=False, verify=NO_CERTIFICATES) as client:
        yield client


def test_who_is_suspended_is_out_there_too(two: Two, alice: Person, there: httpx.Client) -> None:
    assert there.get("/v1/todos").status_code == 200
    with Device(two.there.url, alice.access_token) as device:
        assert two.ada.put(f"/v1/admin/users/{alice.id}/suspension").status_code == 200

        device.wait(lambda: device.heard("disconnect"), within_seconds=SOON)
        wait_until(lambda: there.get("/v1/todos").status_code == 401, within_seconds=SOON)


def test_what_is_done_there_is_audited_here(two: Two, alice: Person, there: httpx.Client) -> None:
    assert there.get("/v1/exports/csv").status_code == 200

    act = wait_for(two.ada, alice, "todo.exported")

    assert (act["actor_id"], act["origin"]["address"]) == (alice.id, "127.0.0.1")


def test_maintenance_reaches_all_and_admins_go_on(two: Two, alice: Person, there: httpx.Client) -> None:
    sentence = "We are moving to a larger machine."
    with Device(two.there.url, alice.access_token) as device:
        begun = two.ada.put("/v1/admin/maintenance", json={"message": sentence, "until": "2999-01-01T00:00:00Z"})
        assert (begun.status_code, begun.json()["is_on"]) == (200, True)
        try:
            wait_until(lambda: there.get("/v1/todos").status_code == 503, within_seconds=SOON)
            device.wait(lambda: device.heard("disconnect"), within_seconds=SOON)
            assert device.heard("maintenance")[0]["message"] == sentence
            _check_refusal(there.get("/v1/todos"), sentence)
            _check_refusal(alice.get("/v1/me"), sentence)
            _check_refusal(_register(two), sentence)
            _check_refusal(
                httpx.request("PROPFIND", f"{two.there.url}/dav/", trust_env=False, verify=NO_CERTIFICATES), sentence
            )
            _check_what_goes_on(two, alice)
        finally:
            assert two.ada.delete("/v1/admin/maintenance").status_code == 204
    wait_until(lambda: there.get("/v1/todos").status_code == 200, within_seconds=SOON)
    assert wait_for(two.ada, two.ada, "admin.maintenance_ended")["role"] == "admin"


def _check_refusal(answer: httpx.Response, sentence: str) -> None:
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["detail"]) == (503, sentence)
    assert problem["type"] == "/problems/under-maintenance"
    assert answer.headers["retry-after"] == "600"


def _check_what_goes_on(two: Two, alice: Person) -> None:
    """Health, signing in, and all that admins do, in either process."""
    for process in (two.here, two.there):
        for path in ("/healthz", "/readyz"):
            assert httpx.get(process.url + path, trust_env=False, verify=NO_CERTIFICATES).status_code == 200
    body = {"email": alice.user["email"], "password": PASSWORD, "client": "native"}
    assert alice.post("/v1/auth/login", json=body).status_code == 200
    assert two.ada.get("/v1/me").status_code == 200
    token = {"Authorization": f"Bearer {two.ada.access_token}"}
    todos = httpx.get(f"{two.there.url}/v1/todos", headers=token, trust_env=False, verify=NO_CERTIFICATES)
    assert todos.status_code == 200


def _register(two: Two) -> httpx.Response:
    body = {"email": "late@example.org", "password": PASSWORD}
    return httpx.post(f"{two.here.url}/v1/auth/register", json=body, trust_env=False, verify=NO_CERTIFICATES)


class TestMaintenanceRoutes:
    @pytest.mark.parametrize(
        "body",
        [{"message": ""}, {"message": "x" * 301}, {"message": "a\nb"}, {"until": "tomorrow"},
         {"until": "2020-01-01T00:00:00Z"}, {"until": "2999-01-01T00:00:00"}, {"reason": "x"}, []],
    )  # fmt: skip
    def test_what_cannot_be_said_is_refused(self, two: Two, body: object) -> None:
        answer = two.ada.put("/v1/admin/maintenance", json=body)

        assert answer.status_code in {400, 422}, answer.text
        assert two.ada.get("/v1/admin/maintenance").json()["is_on"] is False

    def test_nobody_else_may(self, two: Two, alice: Person) -> None:
        for method, body in (("GET", None), ("PUT", {}), ("DELETE", None)):
            assert alice.request(method, "/v1/admin/maintenance", json=body).status_code == 403
            nobody = httpx.request(
                method, f"{two.here.url}/v1/admin/maintenance", json=body, trust_env=False, verify=NO_CERTIFICATES
            )
            assert nobody.status_code == 401

    def test_ending_what_has_not_begun_is_no_act(self, two: Two) -> None:
        assert two.ada.delete("/v1/admin/maintenance").status_code == 204
