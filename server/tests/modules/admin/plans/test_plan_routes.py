"""Plans over real HTTP: given by admins, and told to everybody."""

from typing import Any

import httpx
import pytest

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until
from tests.modules.admin.acts import wait_for
from tests.modules.admin.test_user_routes import NOBODY, problem
from tests.modules.todo.people import todo

Json = dict[str, Any]


class TestStanding:
    def test_everybody_sees_what_they_use_and_may_have(self, free: Person, bob: Person) -> None:
        todo(free, "buy milk")
        standing = free.get("/v1/me/plan").json()

        limits = {each["name"]: (each["allowed"], each["used"]) for each in standing["limits"]}
        assert limits["todos"] == (3, 1)
        assert limits["attachment_bytes"] == (10, 0)
        assert limits["voice_commands_a_day"] == (None, 0)
        assert bob.get("/v1/me/plan").json()["plan"] == "premium"
        assert {each["allowed"] for each in bob.get("/v1/me/plan").json()["limits"]} == {None}

    def test_giving_and_taking_is_audited(self, ada: Person, free: Person) -> None:
        ada.delete(f"/v1/admin/users/{free.id}/plan")

        assert wait_for(ada, free, "admin.plan_given")["facts"] == {"plan": "free"}
        assert wait_for(ada, free, "admin.plan_taken")["actor_id"] == ada.id

    def test_a_flag_may_ask_for_a_plan(self, ada: Person, free: Person, bob: Person) -> None:
        flag = {
            "description": "For who pays",
            "kind": "boolean",
            "variants": {"on": True, "off": False},
            "default_variant": "off",
            "killed_variant": "off",
            "rules": [{"variant": "on", "plans": ["premium"]}],
            "is_visible": True,
        }
        assert ada.put("/v1/admin/flags/test.paid", json=flag).status_code == 201

        wait_until(lambda: bob.get("/v1/me/flags").json()["flags"].get("test.paid") is True)
        assert free.get("/v1/me/flags").json()["flags"]["test.paid"] is False
        preview = ada.get("/v1/admin/flags/test.paid/preview", params={"user_id": free.id}).json()
        assert (preview["value"], preview["reason"]) == (False, "default")


class TestRights:
    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
    def test_charlie_may_nothing_not_even_for_himself(self, charlie: Person, nobody: httpx.Client, method: str) -> None:
        body = {"plan": "premium"} if method == "PUT" else None
        address = f"/v1/admin/users/{charlie.id}/plan"

        assert nobody.request(method, address, json=body).status_code == 401
        assert charlie.request(method, address, json=body).status_code == 403
        assert nobody.get("/v1/me/plan").status_code == 401

    @pytest.mark.parametrize("body", [{}, {"plan": "gold"}, {"plan": None}, {"plan": "free", "todos": 3}])
    def test_other_plans_there_are_none(self, ada: Person, alice: Person, body: Json) -> None:
        assert ada.put(f"/v1/admin/users/{alice.id}/plan", json=body).status_code in {400, 422}

    def test_nobody_is_not_found(self, ada: Person) -> None:
        address = f"/v1/admin/users/{NOBODY}/plan"
        assert problem(ada.get(address)) == (404, "user-not-found")
        assert problem(ada.put(address, json={"plan": "free"})) == (404, "user-not-found")
