"""`/v1/admin/announcements` and `/v1/announcements` over real HTTP: written, read by whom they are for, dismissed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.admin.test_user_routes import problem
from tests.modules.realtime.devices import Device
from voicetodo.kit.ids import new_id

Json = dict[str, Any]
TEXT = "We move to a larger machine **on Friday**."


@pytest.fixture
def address(ada: Person) -> Iterator[str]:
    """Of an announcement that is gone after the test."""
    wanted = f"/v1/admin/announcements/{new_id()}"
    yield wanted
    ada.delete(wanted)


def read(person: Person, address: str) -> list[Json]:
    """What of that announcement they are to read."""
    answer = person.get("/v1/announcements")
    assert answer.status_code == 200, answer.text
    return [each for each in answer.json()["items"] if address.endswith(each["id"])]


def dismiss(person: Person, address: str) -> int:
    return person.put(f"/v1/announcements/{address.rpartition('/')[2]}/dismissal").status_code


def hours(number: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=number)).isoformat()


class TestReading:
    def test_everybody_reads_what_is_said_to_everybody_and_hears_of_it_at_once(
        self, product: Product, ada: Person, alice: Person, bob: Person, address: str
    ) -> None:
        with Device(product.url, alice.access_token) as device:
            answer = ada.put(address, json={"text": TEXT, "severity": "warning"})

            assert answer.status_code == 201, answer.text
            device.wait(lambda: device.heard("announcements"), within_seconds=5)
        for person in (alice, bob):
            assert [(each["text"], each["severity"]) for each in read(person, address)] == [(TEXT, "warning")]

    def test_who_dismissed_it_reads_it_no_more_and_others_do(
        self, ada: Person, alice: Person, bob: Person, address: str
    ) -> None:
        ada.put(address, json={"text": TEXT})

        assert [dismiss(alice, address) for _ in range(2)] == [204, 204]

        assert read(alice, address) == []
        assert len(read(bob, address)) == 1
        found = ada.get("/v1/admin/announcements").json()["items"]
        assert [each["dismissals"] for each in found if address.endswith(each["id"])] == [1]

    def test_other_words_are_new_and_the_same_are_not(self, ada: Person, alice: Person, address: str) -> None:
        ada.put(address, json={"text": TEXT})
        dismiss(alice, address)

        ada.put(address, json={"text": TEXT, "severity": "critical"})
        assert read(alice, address) == []

        ada.put(address, json={"text": "On Saturday, after all."})
        assert len(read(alice, address)) == 1

    @pytest.mark.parametrize(
        ("fields", "is_read"),
        [
            ({"starts_at": hours(-2), "ends_at": hours(1)}, True),
            ({"starts_at": hours(1)}, False),
            ({"starts_at": hours(-2), "ends_at": hours(-1)}, False),
            ({"roles": ["support", "admin"]}, False),
            ({"roles": ["user"]}, True),
            ({"plans": ["free"]}, False),
            ({"plans": ["premium"], "roles": ["user"]}, True),
        ],
    )
    def test_it_is_for_its_time_and_its_audience(
        self, ada: Person, charlie: Person, address: str, fields: Json, is_read: bool
    ) -> None:
        assert ada.put(address, json={"text": TEXT, **fields}).status_code == 201

        assert bool(read(charlie, address)) is is_read

    def test_what_was_deleted_is_read_by_nobody(self, ada: Person, alice: Person, address: str) -> None:
        ada.put(address, json={"text": TEXT})

        assert ada.delete(address).status_code == 204

        assert read(alice, address) == []
        assert dismiss(alice, address) == 404


class TestWriting:
    def test_nobody_writes_over_a_change_they_have_not_seen(self, ada: Person, address: str) -> None:
        first = ada.put(address, json={"text": TEXT})
        ada.put(address, json={"text": "Other words."}, headers={"If-Match": first.headers["etag"]})

        late = ada.put(address, json={"text": TEXT}, headers={"If-Match": first.headers["etag"]})

        assert problem(late) == (412, "precondition-failed")
        assert ada.get(address).json()["text"] == "Other words."

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"text": "  "},
            {"text": "x" * 2001},
            {"text": "a\u0000b"},
            {"text": TEXT, "severity": "loud"},
            {"text": TEXT, "starts_at": "2026-01-01T00:00:00"},
            {"text": TEXT, "starts_at": hours(2), "ends_at": hours(1)},
            {"text": TEXT, "roles": []},
            {"text": TEXT, "plans": ["gold"]},
            {"text": TEXT, "to": "alice"},
        ],
    )
    def test_what_cannot_be_announced_is_refused(self, ada: Person, address: str, body: Json) -> None:
        assert ada.put(address, json=body).status_code in {400, 422}
        assert problem(ada.get(address)) == (404, "announcement-not-found")

    def test_what_is_wrong_with_one_has_a_code(self, ada: Person, address: str) -> None:
        body = {"text": " ", "starts_at": hours(2), "ends_at": hours(1), "plans": ["gold"]}

        errors = ada.put(address, json=body).json()["errors"]

        assert [(error["field"], error["code"]) for error in errors] == [
            ("text", "announcement-text"),
            ("ends_at", "ends-before-start"),
            ("plans", "audience-unknown"),
        ]

    def test_all_are_listed_page_by_page(self, ada: Person, address: str) -> None:
        ada.put(address, json={"text": TEXT, "starts_at": hours(48)})
        page = ada.get("/v1/admin/announcements", params={"limit": 1}).json()

        assert address.endswith(page["items"][0]["id"])
        if page["next_cursor"] is not None:
            cursor = page["next_cursor"]
            following = ada.get("/v1/admin/announcements", params={"limit": 1, "cursor": cursor})
            assert following.status_code == 200

    def test_each_change_is_audited(self, ada: Person, address: str) -> None:
        ada.put(address, json={"text": TEXT})
        ada.put(address, json={"text": "Other words."})
        ada.delete(address)

        def acts() -> list[str]:
            wanted = {"object_kind": "announcement", "object_id": address.rpartition("/")[2]}
            found = ada.get("/v1/admin/audit", params=wanted)
            assert "machine" not in found.text
            return [act["action"].rpartition("_")[2] for act in found.json()["items"]]

        wait_until(lambda: acts() == ["deleted", "changed", "written"])


class TestRights:
    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_nobody_writes_but_admins(
        self, charlie: Person, sue: Person, nobody: httpx.Client, address: str, method: str
    ) -> None:
        body = {"text": TEXT} if method == "PUT" else None

        assert nobody.request(method, address, json=body).status_code == 401
        for person in (charlie, sue):
            assert person.request(method, address, json=body).status_code == 403
            assert person.get("/v1/admin/announcements").status_code == 403

    def test_nobody_reads_who_has_not_signed_in(self, nobody: httpx.Client, address: str) -> None:
        assert nobody.get("/v1/announcements").status_code == 401
        assert nobody.put(f"/v1/announcements/{address.rpartition('/')[2]}/dismissal").status_code == 401
