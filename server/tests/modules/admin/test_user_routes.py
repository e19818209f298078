"""`/v1/admin/users` over real HTTP: what those who look after an installation may do with accounts, and others not."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any, ClassVar, Final, Self

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.admin.acts import wait_for
from tests.modules.admin.conftest import log_in, promoted
from tests.modules.auth.oauth_program import Program
from tests.modules.realtime.devices import Device
from voicetodo.kit.clock import Clock, FixedClock, SystemClock
from voicetodo.main.api import guard_of
from voicetodo.main.assembly import Assembly

Json = dict[str, Any]
NOBODY = "00000000-0000-7000-8000-000000000000"
MISUSE: Final = {"reason": "misuse"}
#: Promised for everything that a suspension ends.
SOON = 5.0


@contextmanager
def late(product: Product) -> Iterator[None]:
    """Everybody has signed in some time ago, for what is sensitive."""

    async def set_clock(process: Assembly, clock: Clock) -> None:
        guard_of(process.api)._clock = clock

    product.run(lambda process: set_clock(process, FixedClock(SystemClock().now() + timedelta(minutes=11))))
    yield
    product.run(lambda process: set_clock(process, SystemClock()))


def at(person: Person, rest: str = "") -> str:
    return f"/v1/admin/users/{person.id}{rest}"


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("/")[2]


@pytest.fixture
def programs(product: Product, alice: Person) -> Iterator["Programs"]:
    with Programs(product, alice) as programs:
        yield programs


class Programs:
    """A calendar, by an app password, and a script, by a token of its own."""

    def __init__(self, product: Product, owner: Person) -> None:
        made = owner.post("/v1/me/app-passwords", json={"name": "Phone"}).json()
        script = {"name": "Script", "scopes": ["todos:read"]}
        self.token: str = owner.post("/v1/me/tokens", json=script).json()["token"]
        self._basic = (made["username"], made["password"])
        self._client = httpx.Client(base_url=product.url, timeout=30, trust_env=False, verify=NO_CERTIFICATES)

    def __enter__(self) -> Self:
        self._client.__enter__()
        return self

    def __exit__(self, *failure: object) -> None:
        self._client.close()

    def get_in(self) -> tuple[bool, bool]:
        calendar = self._client.request("PROPFIND", "/dav/", auth=self._basic, headers={"Depth": "0"})
        script = self._client.get("/v1/todos", headers={"Authorization": f"Bearer {self.token}"})
        assert {calendar.status_code, script.status_code} <= {207, 200, 401}
        return calendar.status_code != 401, script.status_code != 401


class TestSuspension:
    def test_everything_ends_within_seconds(
        self, product: Product, ada: Person, alice: Person, programs: Programs
    ) -> None:
        assert programs.get_in() == (True, True)
        with ExitStack() as stack:
            browser = stack.enter_context(Device(product.url, alice.access_token))
            script = stack.enter_context(Device(product.url, programs.token))

            answer = ada.put(at(alice, "/suspension"), json=MISUSE)

            begun = time.monotonic()
            assert answer.status_code == 200
            assert answer.json()["suspended_at"] is not None
            assert answer.json()["sessions"] == 0
            for device in (browser, script):
                device.wait(lambda device=device: device.heard("disconnect"), within_seconds=SOON)
            wait_until(lambda: programs.get_in() == (False, False), within_seconds=SOON)
            wait_until(lambda: alice.get("/v1/me").status_code == 401, within_seconds=SOON)
            assert time.monotonic() - begun < SOON
        assert log_in(product, alice).status_code == 401

    def test_applications_of_others_are_disconnected(self, product: Product, ada: Person, alice: Person) -> None:
        with Program(product) as program:
            tokens, code = program.connect(alice), program.code(alice)
            assert program.seen_by(tokens["access_token"]) == 200

            ada.put(at(alice, "/suspension"), json=MISUSE)

            wait_until(lambda: program.seen_by(tokens["access_token"]) == 401, within_seconds=SOON)
            assert program.refresh(tokens["refresh_token"]).status_code == 400
            assert program.redeem(code).status_code == 400

    def test_the_answer_at_the_door_tells_nothing(self, product: Product, ada: Person, alice: Person) -> None:
        ada.put(at(alice, "/suspension"), json=MISUSE)

        suspended = log_in(product, alice)
        alice.user["email"] = f"nobody.{alice.user['email']}"
        unknown = log_in(product, alice)

        assert _without_request(suspended) == _without_request(unknown)
        assert suspended.status_code == 401

    def test_it_can_be_ended(
        self, ada: Person, alice: Person, programs: Programs, again: Callable[[Person], Person]
    ) -> None:
        ada.put(at(alice, "/suspension"), json=MISUSE)
        wait_until(lambda: programs.get_in() == (False, False), within_seconds=SOON)

        answer = ada.delete(at(alice, "/suspension"))

        assert (answer.status_code, answer.json()["suspended_at"]) == (200, None)
        assert again(alice).get("/v1/me").status_code == 200
        assert programs.get_in() == (True, True)

    def test_it_takes_somebody_who_has_proven_lately_who_they_are(
        self, product: Product, ada: Person, alice: Person
    ) -> None:
        with late(product):
            answer = ada.put(at(alice, "/suspension"), json=MISUSE)

        assert problem(answer) == (401, "reauthentication-required")

    def test_it_is_audited_with_who_did_it(self, ada: Person, alice: Person) -> None:
        ada.put(at(alice, "/suspension"), json=MISUSE, headers={"User-Agent": "Ada's browser"})

        act = wait_for(ada, alice, "auth.suspended")

        assert (act["role"], act["actor_id"], act["object_id"], act["owner_id"]) == (
            "admin",
            ada.id,
            alice.id,
            alice.id,
        )
        assert (act["origin"]["user_agent"], act["facts"]) == ("Ada's browser", MISUSE)
        assert wait_for(ada, alice, "auth.session_revoked")["facts"] == {"reason": "suspended"}

    @pytest.mark.parametrize("body", [None, {}, {"reason": "because"}, {"reason": "misuse", "note": "x"}])
    def test_it_takes_a_reason_that_there_is(self, ada: Person, alice: Person, body: Json | None) -> None:
        assert ada.put(at(alice, "/suspension"), json=body).status_code in {400, 422}

        assert ada.get(at(alice)).json()["suspended_at"] is None

    def test_nobody_suspends_themselves(self, ada: Person) -> None:
        assert problem(ada.put(at(ada, "/suspension"), json=MISUSE)) == (409, "not-on-yourself")


class TestSignOut:
    def test_support_may_sign_somebody_out(self, product: Product, sue: Person, alice: Person) -> None:
        assert sue.delete(at(alice, "/sessions")).status_code == 204

        wait_until(lambda: alice.get("/v1/me").status_code == 401, within_seconds=SOON)
        assert log_in(product, alice).status_code == 200

    def test_but_no_admin(self, sue: Person, ada: Person) -> None:
        assert problem(sue.delete(at(ada, "/sessions"))) == (403, "admins-only")


class TestRoles:
    def test_a_role_is_given_and_taken(self, ada: Person, alice: Person, again: Callable[[Person], Person]) -> None:
        given = ada.put(at(alice, "/roles"), json={"roles": ["support"]})
        assert given.json()["roles"] == ["user", "support"]
        helping = again(alice)
        assert helping.get("/v1/admin/users").status_code == 200

        taken = ada.put(at(alice, "/roles"), json={"roles": []})

        assert taken.json()["roles"] == ["user"]
        wait_until(lambda: helping.get("/v1/admin/users").status_code == 401, within_seconds=SOON)
        assert again(alice).get("/v1/admin/users").status_code == 403

    @pytest.mark.parametrize("body", [{}, {"roles": ["owner"]}, {"roles": "admin"}, {"roles": ["user"], "plan": "x"}])
    def test_other_roles_are_refused(self, ada: Person, alice: Person, body: Json) -> None:
        assert ada.put(at(alice, "/roles"), json=body).status_code == 422

    def test_nobody_degrades_themselves(self, ada: Person) -> None:
        assert problem(ada.put(at(ada, "/roles"), json={"roles": ["support"]})) == (409, "not-on-yourself")


class TestLook:
    def test_people_are_found_by_their_address_and_by_their_id(self, ada: Person, alice: Person) -> None:
        for text in (alice.user["email"].upper(), alice.user["email"][:-4], alice.id):
            found = ada.get("/v1/admin/users", params={"text": text}).json()["items"]
            assert [account["id"] for account in found] == [alice.id]

    def test_an_account_is_shown_as_it_is_and_nothing_of_what_is_in_it(self, ada: Person, alice: Person) -> None:
        account = ada.get(at(alice)).json()

        assert (account["email"], account["roles"], account["sessions"]) == (alice.user["email"], ["user"], 1)
        assert account["last_used_at"] is not None
        assert set(account) == {
            "id", "email", "name", "timezone", "roles", "created_at", "version", "suspended_at",
            "suspension_reason", "last_used_at", "sessions",
        }  # fmt: skip
        assert wait_for(ada, alice, "admin.user_seen")["actor_id"] == ada.id

    def test_pages_follow_one_another(self, ada: Person, alice: Person, bob: Person) -> None:
        first = ada.get("/v1/admin/users", params={"limit": 1}).json()
        second = ada.get("/v1/admin/users", params={"limit": 1, "cursor": first["next_cursor"]}).json()

        assert [first["items"][0]["id"], second["items"][0]["id"]] == [bob.id, alice.id]

    def test_nobody_is_not_found(self, ada: Person) -> None:
        for method, rest, body in (("GET", "", None), ("PUT", "/suspension", MISUSE), ("PUT", "/roles", {"roles": []})):
            answer = ada.request(method, f"/v1/admin/users/{NOBODY}{rest}", json=body)
            assert problem(answer) == (404, "user-not-found")


class TestRights:
    #: Whether support may.
    CASES: ClassVar = {
        ("GET", ""): True,
        ("PUT", "/suspension"): False,
        ("DELETE", "/suspension"): False,
        ("DELETE", "/sessions"): True,
        ("PUT", "/roles"): False,
    }

    @pytest.mark.parametrize(("method", "rest"), CASES)
    def test_charlie_may_do_nothing_and_support_not_all(
        self, charlie: Person, sue: Person, nobody: httpx.Client, method: str, rest: str
    ) -> None:
        body = {("PUT", "/roles"): {"roles": ["admin"]}, ("PUT", "/suspension"): MISUSE}.get((method, rest))

        assert nobody.request(method, at(charlie, rest), json=body).status_code == 401
        assert charlie.request(method, at(sue, rest), json=body).status_code == 403
        assert charlie.request(method, at(charlie, rest), json=body).status_code == 403
        assert (sue.request(method, at(charlie, rest), json=body).status_code < 300) == self.CASES[method, rest]

    def test_there_is_no_way_to_act_as_somebody_else(self, product: Product, ada: Person, alice: Person) -> None:
        paths = httpx.get(f"{product.url}/openapi.json", trust_env=False, verify=NO_CERTIFICATES).json()["paths"]
        assert [path for path in paths if "impersonat" in path or "act-as" in path] == []

        for header in ("X-User-Id", "X-Act-As", "Impersonate-User"):
            assert ada.get("/v1/me", headers={header: alice.id}).json()["id"] == ada.id


def test_the_last_admin_stays(product: Product, ada: Person, bob: Person) -> None:
    """Two admins here; that of all others one stays is tested where there are no others."""
    with promoted(product, bob, "admin") as other:
        assert problem(other.put(at(bob, "/suspension"), json=MISUSE)) == (409, "not-on-yourself")
        assert ada.put(at(bob, "/roles"), json={"roles": []}).status_code == 200


def _without_request(answer: httpx.Response) -> tuple[int, Json, set[str]]:
    told = {key: value for key, value in answer.json().items() if key != "request_id"}
    return answer.status_code, told, set(answer.headers)
