"""What people do with what is theirs, as the audit log tells of it: that they did, and nothing of what it holds."""

import json

import httpx

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until
from tests.modules.admin.acts import Json, acts_of, wait_for

#: Where nobody else's app password opens nothing.
ELSEWHERE = "127.0.0.55"


def test_sharing_is_told_from_the_invitation_to_the_end(ada: Person, alice: Person, bob: Person) -> None:
    category_id = alice.post("/v1/categories", json={"name": "Secret plans"}).json()["id"]
    members = f"/v1/categories/{category_id}/members/{bob.id}"
    body = {"role": "editor", "address": bob.user["email"]}
    invitation = alice.post(f"/v1/categories/{category_id}/invitations", json=body).json()
    assert bob.put(f"/v1/invitations/{invitation['id']}/acceptance").status_code == 200
    assert alice.patch(members, json={"role": "viewer"}).status_code == 200
    assert bob.delete(members).status_code == 204

    wait_for(ada, bob, "todo.category_unshared")
    told = acts_of(ada, alice, object_kind="category", object_id=category_id)

    assert [(act["action"], act["actor_id"], act["facts"]) for act in reversed(told)] == [
        ("todo.category_shared", bob.id, {"member": bob.id, "role": "editor"}),
        ("todo.member_role_changed", alice.id, {"member": bob.id, "role": "viewer"}),
        ("todo.category_unshared", bob.id, {"member": bob.id}),
    ]
    assert {act["owner_id"] for act in told} == {alice.id}
    assert wait_for(ada, alice, "todo.invitation_created")["facts"] == {"role": "editor"}
    assert "Secret plans" not in json.dumps(acts_of(ada, alice))


def test_taking_everything_away_is_told(ada: Person, alice: Person) -> None:
    assert alice.get("/v1/exports/csv").status_code == 200

    act = wait_for(ada, alice, "todo.exported")

    assert (act["facts"], act["owner_id"], act["actor_id"]) == ({"format": "csv"}, alice.id, alice.id)


def test_bringing_a_file_in_and_out_again_is_told(ada: Person, alice: Person) -> None:
    made = alice.post("/v1/imports", files={"file": ("todo.txt", b"(A) Call Mum +Family\n")}).json()
    path = f"/v1/imports/{made['id']}"
    for method, state in (("PUT", "ready"), ("DELETE", "done")):
        wait_until(lambda state=state: alice.get(path).json()["state"] == state)
        assert alice.request(method, f"{path}/approval").status_code == 200

    wait_for(ada, alice, "todo.import_withdrawn")

    told = [act["action"] for act in reversed(acts_of(ada, alice, object_kind="import"))]
    assert told == ["todo.import_created", "todo.import_approved", "todo.import_withdrawn"]


def test_app_passwords_that_open_nothing_are_told_of_once_in_a_while(ada: Person, alice: Person) -> None:
    def refused() -> list[Json]:
        wanted = {"action": "todo.calendars_opened", "result": "refused"}
        acts = ada.get("/v1/admin/audit", params=wanted).json()["items"]
        return [act for act in acts if act["origin"]["address"] == ELSEWHERE]

    with httpx.Client(base_url=alice.base_url, transport=httpx.HTTPTransport(local_address=ELSEWHERE)) as guessing:
        for number in range(3):
            guess = httpx.BasicAuth(alice.user["email"], f"wrong {number}")
            assert guessing.request("PROPFIND", "/dav/", auth=guess).status_code == 401

    wait_until(lambda: bool(refused()))
    [told] = refused()
    assert (told["object_kind"], told["role"], told["facts"]) == ("app_password", "anonymous", {"times": "1"})
    assert alice.user["email"] not in json.dumps(told)
