"""What people do with what is theirs, as the audit log tells of it: that they did, and nothing of what it holds."""

import json

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until
from tests.modules.admin.acts import acts_of, wait_for


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
