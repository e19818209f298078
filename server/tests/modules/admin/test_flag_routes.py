"""`/v1/admin/flags` and `/v1/me/flags` over real HTTP."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.admin.test_user_routes import late, problem
from voicetodo.kit.db import Database
from voicetodo.main.assembly import Assembly

Json = dict[str, Any]
ADDRESS = "/v1/admin/flags"
_numbers = count(1)
#: Promised for every process.
SOON = 5.0


def flag(**changes: Any) -> Json:
    return {
        "description": "A greeting on the first page",
        "kind": "string",
        "variants": {"warm": "Hello", "plain": "Hi"},
        "default_variant": "plain",
        "killed_variant": "plain",
        "is_visible": True,
        **changes,
    }


@pytest.fixture
def key(ada: Person) -> Iterator[str]:
    """Of a flag that is gone after the test."""
    name = f"test.greeting_{next(_numbers)}"
    yield name
    ada.delete(f"{ADDRESS}/{name}")


def got(person: Person, key: str) -> Any:
    answer = person.get("/v1/me/flags")
    assert answer.status_code == 200, answer.text
    return answer.json()["flags"].get(key)


def acts_on(ada: Person, key: str) -> list[str]:
    found = ada.get("/v1/admin/audit", params={"object_kind": "flag", "object_id": key}).json()["items"]
    return [act["action"] for act in reversed(found)]


class TestPut:
    def test_what_is_put_is_there_for_everybody_soon(self, ada: Person, alice: Person, key: str) -> None:
        answer = ada.put(f"{ADDRESS}/{key}", json=flag())

        assert answer.status_code == 201, answer.text
        assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
        assert ada.get(f"{ADDRESS}/{key}").json() == answer.json()
        wait_until(lambda: got(alice, key) == "Hi", within_seconds=SOON)

    def test_rules_decide_in_their_order(self, ada: Person, alice: Person, bob: Person, key: str) -> None:
        rules = [{"variant": "plain", "user_ids": [bob.id]}, {"variant": "warm", "roles": ["user"]}]

        ada.put(f"{ADDRESS}/{key}", json=flag(rules=rules))

        wait_until(lambda: got(alice, key) == "Hello", within_seconds=SOON)
        assert got(bob, key) == "Hi"

    def test_nobody_writes_over_a_change_they_have_not_seen(self, ada: Person, key: str) -> None:
        first = ada.put(f"{ADDRESS}/{key}", json=flag())
        second = ada.put(f"{ADDRESS}/{key}", json=flag(), headers={"If-Match": first.headers["etag"]})
        assert second.status_code == 200

        late_one = ada.put(f"{ADDRESS}/{key}", json=flag(), headers={"If-Match": first.headers["etag"]})
        twice = ada.put(f"{ADDRESS}/{key}", json=flag(), headers={"If-None-Match": "*"})
        gone = ada.delete(f"{ADDRESS}/{key}", headers={"If-Match": first.headers["etag"]})

        assert [problem(each) for each in (late_one, twice, gone)] == [(412, "precondition-failed")] * 3

    @pytest.mark.parametrize(
        "changes",
        [
            {"kind": "colour"},
            {"variants": {"plain": 1}},
            {"variants": []},
            {"default_variant": "loud"},
            {"killed_variant": None},
            {"rules": [{"variant": "warm", "percentage": 101}]},
            {"rules": [{"variant": "warm", "plans": ["gold"]}]},
            {"rules": [{"variant": "warm", "city": "Berlin"}]},
            {"rules": [{}]},
            {"variants": {"plain": "a\x00b"}},
            {"is_killed": True},
        ],
    )
    def test_what_cannot_be_kept_is_refused(self, ada: Person, key: str, changes: Json) -> None:
        answer = ada.put(f"{ADDRESS}/{key}", json=flag(**changes))

        assert answer.status_code in {400, 422}, answer.text
        assert ada.get(f"{ADDRESS}/{key}").status_code == 404

    @pytest.mark.parametrize("name", ["Voice", "a.b.", "a" * 65, "%00", "a%20b", "ä"])
    def test_nor_under_such_a_key(self, ada: Person, name: str) -> None:
        assert ada.put(f"{ADDRESS}/{name}", json=flag()).status_code == 422
        assert ada.get(f"{ADDRESS}/{name}").status_code == 404


class TestKillSwitch:
    def test_it_holds_whatever_the_rules_say_and_can_be_taken_back(self, ada: Person, alice: Person, key: str) -> None:
        ada.put(f"{ADDRESS}/{key}", json=flag(rules=[{"variant": "warm", "percentage": 100}]))
        wait_until(lambda: got(alice, key) == "Hello", within_seconds=SOON)

        killed = ada.put(f"{ADDRESS}/{key}/kill-switch")
        assert (killed.status_code, killed.json()["flag"]["is_killed"]) == (200, True)
        wait_until(lambda: got(alice, key) == "Hi", within_seconds=SOON)
        assert ada.put(f"{ADDRESS}/{key}", json=flag()).json()["flag"]["is_killed"] is True

        restored = ada.delete(f"{ADDRESS}/{key}/kill-switch")
        assert (restored.status_code, restored.json()["flag"]["is_killed"]) == (200, False)

    def test_twice_is_once(self, ada: Person, key: str) -> None:
        ada.put(f"{ADDRESS}/{key}", json=flag())

        one, other = (ada.put(f"{ADDRESS}/{key}/kill-switch").json() for _ in range(2))

        assert one == other

    def test_it_takes_somebody_who_has_proven_lately_who_they_are(
        self, product: Product, ada: Person, key: str
    ) -> None:
        with late(product):
            answer = ada.put(f"{ADDRESS}/{key}/kill-switch")

        assert problem(answer) == (401, "reauthentication-required")


class TestPreview:
    def test_it_says_what_somebody_gets_and_why(self, ada: Person, alice: Person, bob: Person, key: str) -> None:
        rules = [{"variant": "warm", "user_ids": [alice.id]}, {"variant": "warm", "percentage": 0}]
        ada.put(f"{ADDRESS}/{key}", json=flag(rules=rules))

        of = {
            person.id: ada.get(f"{ADDRESS}/{key}/preview", params={"user_id": person.id}).json()
            for person in (alice, bob)
        }

        assert (of[alice.id]["value"], of[alice.id]["reason"], of[alice.id]["rule"]) == ("Hello", "rule", 1)
        assert (of[bob.id]["value"], of[bob.id]["reason"], of[bob.id]["rule"]) == ("Hi", "default", None)
        assert 0 <= of[bob.id]["position"] < 100

    def test_nobody_in_particular_and_nobody_at_all(self, ada: Person, key: str) -> None:
        ada.put(f"{ADDRESS}/{key}", json=flag())
        nobody = "00000000-0000-7000-8000-000000000000"

        assert ada.get(f"{ADDRESS}/{key}/preview").json()["position"] is None
        assert problem(ada.get(f"{ADDRESS}/{key}/preview", params={"user_id": nobody})) == (404, "user-not-found")


class TestTelling:
    def test_each_change_is_audited_once(self, ada: Person, key: str) -> None:
        address = f"{ADDRESS}/{key}"
        ada.put(address, json=flag())
        ada.put(address, json=flag(is_visible=False))
        ada.put(f"{address}/kill-switch")
        ada.put(f"{address}/kill-switch")
        ada.delete(f"{address}/kill-switch")
        ada.delete(address)

        expected = [f"admin.flag_{change}" for change in ("created", "changed", "killed", "restored", "deleted")]
        wait_until(lambda: acts_on(ada, key) == expected)

    def test_pages_follow_one_another_by_key(self, ada: Person, key: str) -> None:
        ada.put(f"{ADDRESS}/{key}", json=flag())
        keys: list[str] = []
        cursor: str | None = None
        while True:
            params = {"limit": 1} | ({"cursor": cursor} if cursor else {})
            page = ada.get(ADDRESS, params=params).json()
            keys += [item["flag"]["key"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break

        assert keys == sorted(keys)
        assert {key, "auth.registration", "auth.client_registration"} <= set(keys)


class TestRights:
    @pytest.mark.parametrize(
        ("method", "rest", "may_support"),
        [
            ("GET", "", True),
            ("GET", "/preview", True),
            ("PUT", "", False),
            ("DELETE", "", False),
            ("PUT", "/kill-switch", False),
            ("DELETE", "/kill-switch", False),
        ],
    )
    def test_charlie_may_nothing_and_support_looks(  # noqa: PLR0917 - fixtures
        self,
        charlie: Person,
        sue: Person,
        ada: Person,
        nobody: httpx.Client,
        key: str,
        method: str,
        rest: str,
        may_support: bool,
    ) -> None:
        ada.put(f"{ADDRESS}/{key}", json=flag())
        body = flag() if (method, rest) == ("PUT", "") else None
        address = f"{ADDRESS}/{key}{rest}"

        assert nobody.request(method, address, json=body).status_code == 401
        assert charlie.request(method, address, json=body).status_code == 403
        assert (sue.request(method, address, json=body).status_code < 300) == may_support

    def test_what_is_not_visible_is_told_to_nobody(self, ada: Person, charlie: Person, key: str) -> None:
        ada.put(f"{ADDRESS}/{key}", json=flag(is_visible=True))
        wait_until(lambda: got(charlie, key) == "Hi", within_seconds=SOON)

        ada.put(f"{ADDRESS}/{key}", json=flag(is_visible=False))

        wait_until(lambda: got(charlie, key) is None, within_seconds=SOON)

    def test_nobody_has_flags_who_has_not_signed_in(self, nobody: httpx.Client) -> None:
        assert nobody.get("/v1/me/flags").status_code == 401


def test_the_database_knows_no_more_versions_than_there_were_changes(product: Product, ada: Person, key: str) -> None:
    """A change that was refused leaves nothing."""

    async def version(process: Assembly) -> int:
        database: Database = process.database("admin")
        async with database.connection() as connection:
            return await connection.fetchval("select version from flag_changes")

    ada.put(f"{ADDRESS}/{key}", json=flag())
    before = product.run(version)

    assert ada.put(f"{ADDRESS}/{key}", json=flag(), headers={"If-Match": '"0"'}).status_code == 412

    assert product.run(version) == before
