"""What people do with imports, over HTTP."""

from typing import Any
from uuid import UUID

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until

CSV = """id,title,list,labels,due,priority,parent,recurrence,completed_at
1,Paint the fence,House,"garden, summer",2026-05-02,1,,,
2,Buy paint,House,,,4,1,,2026-01-03T08:00:00Z
3,Bins out,House,,2026-05-04,3,,FREQ=WEEKLY;INTERVAL=2,
"""


def bring(person: Person, text: str | bytes = CSV, *, file_name: str = "todos.csv", **said: str) -> dict[str, Any]:
    """Brought, and read: ready to be looked at, or refused."""
    data = text.encode() if isinstance(text, str) else text
    answer = person.post("/v1/imports", files={"file": (file_name, data)}, data={"timezone": "Europe/Berlin", **said})
    assert answer.status_code == 201, answer.text
    return settled(person, answer.json()["id"])


def approve(person: Person, brought: dict[str, Any]) -> dict[str, Any]:
    """Approved, and done."""
    answer = person.put(f"/v1/imports/{brought['id']}/approval")
    assert answer.status_code == 200, answer.text
    return settled(person, brought["id"])


def withdraw(person: Person, brought: dict[str, Any]) -> dict[str, Any]:
    """Taken back, and undone."""
    answer = person.delete(f"/v1/imports/{brought['id']}/approval")
    assert answer.status_code == 200, answer.text
    return settled(person, brought["id"])


def settled(person: Person, import_id: str) -> dict[str, Any]:
    def is_settled() -> bool:
        return person.get(f"/v1/imports/{import_id}").json()["state"] not in {"reading", "running", "undoing"}

    wait_until(is_settled, within_seconds=30)
    return person.get(f"/v1/imports/{import_id}").json()


def rows(person: Person, brought: dict[str, Any], **asked: str) -> list[dict[str, Any]]:
    return person.get(f"/v1/imports/{brought['id']}/rows", params=asked).json()["items"]


def todos(person: Person) -> dict[str, dict[str, Any]]:
    """All there are, by their titles."""
    found = person.get("/v1/todos", params={"status": "all", "limit": 200}).json()["items"]
    return {todo["title"]: todo for todo in found}


def names(person: Person, what: str) -> set[str]:
    return {each["name"] for each in person.get(f"/v1/{what}").json()["items"]}


async def nobody(_user_id: UUID) -> None:
    """How somebody is called whose name is not known."""
