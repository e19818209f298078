"""What an admin does in one process holds in another: who is suspended is so there, and maintenance is there too."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import clone
from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from tests.fixtures.program import free_port
from tests.kit.db.processes import wait_until
from tests.modules.admin.acts import wait_for
from tests.modules.realtime.devices import Device
from tests.privacy.archives import ask, download, wait
from voicetodo.kit.db import EmbeddedPostgres
from voicetodo.modules.auth.flags import CLIENT_REGISTRATION

#: Promised for both.
SOON = 5.0


class Two:
    """`here` runs auth and admin, `there` todos and live connections: two processes that share a database."""

    def __init__(self, url: str, folder: Path) -> None:
        # known before it is started, as each is to be told of the other
        port = free_port()
        self.here = Product(url, folder, names=("auth", "admin"), module_urls=f"todo=http://127.0.0.1:{port}")
        self.here.start()
        urls = f"auth={self.here.url},admin={self.here.url}"
        self.there = Product(url, folder, names=("todo", "realtime"), module_urls=urls, served_at=port)
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
        assert two.ada.put(f"/v1/admin/users/{alice.id}/suspension", json={"reason": "misuse"}).status_code == 200

        device.wait(lambda: device.heard("disconnect"), within_seconds=SOON)
        wait_until(lambda: there.get("/v1/todos").status_code == 401, within_seconds=SOON)


def test_what_is_done_there_is_audited_here(two: Two, alice: Person, there: httpx.Client) -> None:
    assert there.get("/v1/exports/csv").status_code == 200

    act = wait_for(two.ada, alice, "todo.exported")

    assert (act["actor_id"], act["origin"]["address"]) == (alice.id, "127.0.0.1")


def test_what_is_used_there_is_told_here(two: Two, alice: Person, there: httpx.Client) -> None:
    assert there.post("/v1/todos", json={"title": "buy milk"}).status_code == 201

    for told in (alice.get("/v1/me/plan"), two.ada.get(f"/v1/admin/users/{alice.id}/plan")):
        used = {each["name"]: each["used"] for each in told.json()["limits"]}
        assert (used["todos"], used["attachment_bytes"]) == (1, 0)
        # nobody runs `voice` there
        assert used["voice_commands_a_day"] is None


def test_both_are_listed_and_the_index_is_asked_of_where_it_is(two: Two) -> None:
    told = two.ada.get("/v1/admin/health").json()

    assert [each["modules"] for each in told["processes"]] == [["auth", "admin"], ["todo", "realtime"]]
    assert {each["shape"] for each in told["processes"]} == {"distributed"}
    states = {part["name"]: part["state"] for part in told["parts"]}
    assert (states["processes"], states["search_index"]) == ("ok", "ok")


def test_a_download_that_would_lack_a_module_is_not_made_and_says_which(alice: Person) -> None:
    made = wait(alice, ask(alice), "failed")

    assert "What you said" in made["reason"]
    assert "Your tasks and lists" not in made["reason"]
    assert download(alice, made).status_code == 409


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


def test_a_flag_that_is_killed_here_is_off_there(two: Two) -> None:
    flags = two.there.assembly.host.flags
    assert flags.is_on(CLIENT_REGISTRATION)

    assert two.ada.put(f"/v1/admin/flags/{CLIENT_REGISTRATION.key}/kill-switch").status_code == 200
    wait_until(lambda: not flags.is_on(CLIENT_REGISTRATION), within_seconds=SOON)

    assert two.ada.delete(f"/v1/admin/flags/{CLIENT_REGISTRATION.key}/kill-switch").status_code == 200
    wait_until(lambda: flags.is_on(CLIENT_REGISTRATION), within_seconds=SOON)


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
