"""What the audit log tells over HTTP."""

from typing import Any

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until

Json = dict[str, Any]


def acts_of(admin: Person, person: Person, **wanted: Any) -> list[Json]:
    answer = admin.get("/v1/admin/audit", params={"person_id": person.id, "limit": 200, **wanted})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def wait_for(admin: Person, person: Person, action: str, **wanted: Any) -> Json:
    """The latest such act, once it is kept."""
    wait_until(lambda: bool(acts_of(admin, person, action=action, **wanted)))
    return acts_of(admin, person, action=action, **wanted)[0]
