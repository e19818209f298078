"""What the other routes tell somebody, to be held against what sync told."""

from typing import Any

from tests.fixtures.product import Person
from tests.modules.todo.sync.client import Json


def everything(person: Person) -> dict[str, dict[str, Json]]:
    """By kind and id."""
    found = {kind: person.get(f"/v1/{kind}").json()["items"] for kind in ("filters", "labels", "sections")}
    found["categories"] = person.get("/v1/categories", params={"status": "all"}).json()["items"]
    found["todos"] = pages(person, "/v1/todos", status="all")
    for kind in ("comments", "attachments"):
        found[kind] = [each for todo in found["todos"] for each in pages(person, f"/v1/todos/{todo['id']}/{kind}")]
    return {kind: {value["id"]: value for value in values} for kind, values in found.items()}


def pages(person: Person, path: str, **query: Any) -> list[Json]:
    found: list[Json] = []
    cursor: str | None = None
    while True:
        page = person.get(path, params={**query, "limit": 200, **({"cursor": cursor} if cursor else {})}).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found
