"""`/v1/admin/audit` over real HTTP: what people do is there for those who look after them, and for nobody else."""

import csv
import json
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import PASSWORD, Person
from tests.modules.admin.acts import acts_of, wait_for


class TestList:
    def test_signing_in_is_told_with_who_and_from_where(self, ada: Person, alice: Person) -> None:
        act = wait_for(ada, alice, "auth.signed_in")

        assert (act["result"], act["role"], act["actor_id"], act["owner_id"]) == ("done", "user", alice.id, alice.id)
        assert (act["object_kind"], act["facts"]) == ("session", {"client": "native"})
        assert act["origin"]["address"] == "127.0.0.1"
        assert act["origin"]["user_agent"].startswith("python-httpx/")

    def test_a_wrong_password_is_told_with_the_request_that_brought_it(
        self, ada: Person, alice: Person, nobody: httpx.Client
    ) -> None:
        body = {"email": alice.user["email"], "password": f"not {PASSWORD}"}
        refused = nobody.post("/v1/auth/login", json=body, headers={"X-Request-Id": f"wrong-{alice.id}"})
        assert refused.status_code == 401

        act = wait_for(ada, alice, "auth.signed_in", result="refused")

        assert (act["role"], act["actor_id"], act["owner_id"]) == ("anonymous", None, alice.id)
        assert acts_of(ada, alice, request_id=f"wrong-{alice.id}") == [act]

    def test_what_somebody_asks_for_by_a_token_names_their_session(self, ada: Person, alice: Person) -> None:
        made = alice.post("/v1/me/app-passwords", json={"name": "Phone"}).json()

        act = wait_for(ada, alice, "auth.app_password_created")

        session = wait_for(ada, alice, "auth.signed_in")["object_id"]
        assert (act["object_id"], act["credential_id"]) == (made["id"], session)

    def test_pages_follow_one_another(self, ada: Person, alice: Person) -> None:
        wait_for(ada, alice, "auth.signed_in")

        first = ada.get("/v1/admin/audit", params={"person_id": alice.id, "limit": 1}).json()
        rest = ada.get("/v1/admin/audit", params={"person_id": alice.id, "cursor": first["next_cursor"]}).json()

        actions = [act["action"] for act in (*first["items"], *rest["items"])]
        assert actions == ["auth.signed_in", "auth.registered"]
        assert rest["next_cursor"] is None

    @pytest.mark.parametrize(
        "query",
        [
            "cursor=x",
            "limit=0",
            "limit=1000",
            "role=owner",
            "result=perhaps",
            "actor_id=alice",
            "since=yesterday",
            "since=0001-01-01T00:00:00%2B14:00",
            "until=2026-01-01T00:00:00",
            "colour=red",
        ],
    )
    def test_what_cannot_be_asked_is_refused(self, ada: Person, query: str) -> None:
        assert ada.get(f"/v1/admin/audit?{query}").status_code == 422

    @pytest.mark.parametrize("value", ["'; drop table audit_entries; --", "a" * 41, "é", "%"])
    def test_strange_words_find_nothing(self, ada: Person, value: str) -> None:
        for name in ("action", "object_kind", "object_id", "address", "request_id"):
            answer = ada.get("/v1/admin/audit", params={name: value})
            assert (answer.status_code, answer.json().get("items")) == (200, [])


class TestRights:
    PATHS = ("/v1/admin/audit", "/v1/admin/audit/verification", "/v1/admin/audit/exports/jsonl")

    @pytest.mark.parametrize("path", PATHS)
    def test_charlie_sees_nothing(self, charlie: Person, nobody: httpx.Client, path: str) -> None:
        assert charlie.get(path).status_code == 403
        assert nobody.get(path).status_code == 401

    def test_support_may_look(self, sue: Person, alice: Person) -> None:
        assert wait_for(sue, alice, "auth.registered")["owner_id"] == alice.id


class TestVerification:
    def test_the_log_is_whole(self, ada: Person, alice: Person) -> None:
        wait_for(ada, alice, "auth.signed_in")

        checked = ada.get("/v1/admin/audit/verification").json()

        assert (checked["is_whole"], checked["problem"]) == (True, None)
        assert checked["head"].startswith(f"{checked['entries']}:")


class TestExport:
    def test_lines_of_json_hold_every_entry(self, ada: Person, alice: Person) -> None:
        act = wait_for(ada, alice, "auth.signed_in")

        answer = ada.get("/v1/admin/audit/exports/jsonl", params={"since": act["at"]})

        lines = [json.loads(line) for line in answer.text.splitlines()]
        assert answer.headers["content-type"] == "application/jsonl"
        assert answer.headers["content-disposition"].endswith('.jsonl"')
        assert [line["seq"] for line in lines] == sorted(line["seq"] for line in lines)
        line = next(line for line in lines if line["seq"] == act["seq"])
        assert (line["actor_id"], line["address"], len(line["hash"])) == (alice.id, "127.0.0.1", 64)

    def test_a_table_cannot_run_what_a_client_calls_itself(self, ada: Person, alice: Person) -> None:
        alice.post("/v1/me/app-passwords", json={"name": "Phone"}, headers={"User-Agent": "=cmd|' /C calc'!A0"})
        act = wait_for(ada, alice, "auth.app_password_created")

        answer = ada.get("/v1/admin/audit/exports/csv", params={"since": act["at"]})

        row = next(row for row in csv.DictReader(answer.text.splitlines()) if row["seq"] == str(act["seq"]))
        assert row["user_agent"] == "'=cmd|' /C calc'!A0"
        assert UUID(row["actor_id"]) == UUID(alice.id)

    def test_a_table_may_be_of_somebody_and_of_one_kind_of_act(self, ada: Person, alice: Person, bob: Person) -> None:
        for person in (alice, bob):
            wait_for(ada, person, "auth.signed_in")

        answer = ada.get("/v1/admin/audit/exports/csv", params={"person_id": alice.id, "action": "auth.signed_in"})

        rows = list(csv.DictReader(answer.text.splitlines()))
        assert {(row["actor_id"], row["action"]) for row in rows} == {(alice.id, "auth.signed_in")}

    @pytest.mark.parametrize("query", ["action=auth.signed_in", f"person_id={UUID(int=1)}", "result=refused"])
    def test_lines_that_shall_be_verified_have_no_gaps(self, ada: Person, query: str) -> None:
        answer = ada.get(f"/v1/admin/audit/exports/jsonl?{query}")

        assert (answer.status_code, answer.json()["type"]) == (422, "/problems/export-gapped")

    def test_that_it_was_taken_is_an_act(self, ada: Person, alice: Person) -> None:
        headers = {"X-Request-Id": f"export-{alice.id}"}
        ada.get("/v1/admin/audit/exports/csv", params={"since": "2999-01-01T00:00:00Z"}, headers=headers)

        act = wait_for(ada, ada, "admin.audit_exported", request_id=f"export-{alice.id}")

        assert (act["role"], act["facts"]) == ("admin", {"kind": "csv"})


def test_there_is_no_way_to_change_it(ada: Person) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert ada.request(method, "/v1/admin/audit").status_code == 405


@pytest.mark.parametrize(
    "query", ["audit?action=a%00b", "audit?object_id=%00", "audit?address=%00", "users?text=a%00b", "users?text=%00"]
)
def test_what_is_no_text_is_no_failure_of_ours(ada: Person, query: str) -> None:
    answers = [ada.get(f"/v1/admin/{query}") for _ in range(2)]

    assert [(answer.status_code, answer.json()["type"]) for answer in answers] == [(400, "/problems/malformed")] * 2
