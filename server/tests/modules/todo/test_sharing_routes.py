"""Every route of this module, asked by everybody who could ask: the owner, members of each role, and a stranger.

A route without a row in the table fails. The stranger's answers are those of ids that never were, and hold no word of
anybody else's.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, Literal
from uuid import UUID

import httpx
import msgspec
import pytest

from tests.fixtures.product import Person, Product
from tests.modules.todo.people import category, invitation, join, made, share, share_with_team, team, todo
from voicetodo.kit.ids import new_id
from voicetodo.main.assembly import Assembly

#: What a row lets do: `anybody` asks for no more than their own; `private` is never shared; of what is `unmade` nothing
#: is in the scene, so that nobody finds it.
Access = Literal["anybody", "see", "comment", "change", "own", "private", "unmade"]
Scene = dict[str, str]

_ALLOWED: Final[dict[Access, frozenset[str]]] = {
    "anybody": frozenset({"owner", "editor", "commenter", "viewer", "stranger"}),
    "see": frozenset({"owner", "editor", "commenter", "viewer"}),
    "comment": frozenset({"owner", "editor", "commenter"}),
    "change": frozenset({"owner", "editor"}),
    "own": frozenset({"owner"}),
    "private": frozenset({"owner"}),
    "unmade": frozenset(),
}


class Row(msgspec.Struct, frozen=True):
    """`body` and `query` may name things of the scene in braces. `nobodys` is the status for what one cannot see."""

    access: Access
    body: dict[str, Any] | None = None
    query: dict[str, str] = {}
    nobodys: int = 404


ROWS: Final = {
    "GET /v1/activity": Row("anybody"),
    "GET /v1/categories": Row("anybody"),
    "POST /v1/categories": Row("anybody", {"name": "{new}"}),
    "GET /v1/categories/{category_id}": Row("see"),
    "PATCH /v1/categories/{category_id}": Row("change", {"color": "#aabbcc"}),
    "DELETE /v1/categories/{category_id}": Row("own"),
    "PUT /v1/categories/{category_id}/archive": Row("own"),
    "POST /v1/categories/{category_id}/duplicates": Row("private", {"name": "{new}"}),
    "PUT /v1/change-sets/{change_set_id}/reversion": Row("unmade"),
    "DELETE /v1/categories/{category_id}/archive": Row("own"),
    "PUT /v1/categories/{category_id}/position": Row("see", {"after_id": None}),
    "GET /v1/categories/{category_id}/members": Row("see"),
    "PATCH /v1/categories/{category_id}/members/{member_id}": Row("own", {"role": "viewer"}),
    "DELETE /v1/categories/{category_id}/members/{member_id}": Row("own"),
    "GET /v1/categories/{category_id}/invitations": Row("own"),
    "POST /v1/categories/{category_id}/invitations": Row("own", {"role": "editor"}),
    "DELETE /v1/categories/{category_id}/invitations/{invitation_id}": Row("own"),
    "GET /v1/categories/{category_id}/teams": Row("see"),
    "PUT /v1/categories/{category_id}/teams/{team_id}": Row("own", {"role": "viewer"}),
    "DELETE /v1/categories/{category_id}/teams/{team_id}": Row("own"),
    "GET /v1/teams": Row("anybody"),
    "POST /v1/teams": Row("anybody", {"name": "{new}"}),
    "GET /v1/teams/{team_id}": Row("private"),
    "PATCH /v1/teams/{team_id}": Row("private", {"name": "{new}"}),
    "DELETE /v1/teams/{team_id}": Row("private"),
    "GET /v1/teams/{team_id}/categories": Row("private"),
    "PUT /v1/teams/{team_id}/owner": Row("private", {"user_id": "{member_id}"}),
    "GET /v1/teams/{team_id}/members": Row("private"),
    "PATCH /v1/teams/{team_id}/members/{member_id}": Row("private", {"role": "admin"}),
    "DELETE /v1/teams/{team_id}/members/{member_id}": Row("private"),
    "GET /v1/teams/{team_id}/invitations": Row("private"),
    "POST /v1/teams/{team_id}/invitations": Row("private", {}),
    "DELETE /v1/teams/{team_id}/invitations/{team_invitation_id}": Row("private"),
    "GET /v1/invitations": Row("anybody"),
    "POST /v1/invitations/acceptance": Row("private", {"token": "{token}"}),
    "PUT /v1/invitations/{invitation_id}/acceptance": Row("private"),
    "DELETE /v1/invitations/{invitation_id}": Row("private"),
    "GET /v1/exports/{kind}": Row("anybody"),
    "GET /v1/imports": Row("anybody"),
    "POST /v1/imports": Row("unmade", nobodys=415),
    "GET /v1/imports/{import_id}": Row("unmade"),
    "DELETE /v1/imports/{import_id}": Row("unmade"),
    "PUT /v1/imports/{import_id}/approval": Row("unmade"),
    "DELETE /v1/imports/{import_id}/approval": Row("unmade"),
    "GET /v1/imports/{import_id}/rows": Row("unmade"),
    "GET /v1/filters": Row("anybody"),
    "POST /v1/filters": Row("anybody", {"name": "{new}", "query": "today"}),
    "POST /v1/filters/check": Row("anybody", {"query": "#Secret* & @secret*"}),
    "GET /v1/filters/counts": Row("anybody"),
    "GET /v1/filters/{filter_id}": Row("private"),
    "PATCH /v1/filters/{filter_id}": Row("private", {"is_favorite": True}),
    "DELETE /v1/filters/{filter_id}": Row("private"),
    "PUT /v1/filters/{filter_id}/position": Row("private", {"after_id": None}),
    "GET /v1/filters/{filter_id}/todos": Row("private"),
    "GET /v1/sections": Row("anybody"),
    "POST /v1/sections": Row("change", {"name": "one more", "category_id": "{category_id}"}, nobodys=422),
    "GET /v1/sections/{section_id}": Row("see"),
    "PATCH /v1/sections/{section_id}": Row("change", {"name": "another"}),
    "DELETE /v1/sections/{section_id}": Row("change"),
    "PUT /v1/sections/{section_id}/position": Row("change", {"after_id": None}),
    "GET /v1/labels": Row("anybody"),
    "POST /v1/labels": Row("anybody", {"name": "{new}"}),
    "GET /v1/labels/{label_id}": Row("see"),
    "PATCH /v1/labels/{label_id}": Row("own", {"color": "#aabbcc"}),
    "DELETE /v1/labels/{label_id}": Row("own"),
    "POST /v1/sync": Row("anybody", {}),
    "GET /v1/sync/refusals": Row("anybody"),
    "GET /v1/preferences": Row("anybody"),
    "PATCH /v1/preferences": Row("anybody", {"first_weekday": 6}),
    "GET /v1/search": Row("anybody", query={"q": "secret"}),
    "GET /v1/todos": Row("anybody", query={"query": "#Secret* | @secret* | search: secret", "status": "all"}),
    "POST /v1/todos": Row("change", {"title": "one more", "category_id": "{category_id}"}, nobodys=422),
    "POST /v1/todos/batch": Row("change", {"operations": [{"op": "complete", "id": "{todo_id}"}]}, nobodys=422),
    "GET /v1/todos/counts": Row("anybody"),
    "POST /v1/todos/occurrences": Row(
        "anybody", {"due": {"date": "2026-01-05"}, "recurrence": {"rrule": "FREQ=WEEKLY"}}
    ),
    "GET /v1/todos/{todo_id}": Row("see"),
    "PATCH /v1/todos/{todo_id}": Row("change", {"notes": "more"}),
    "DELETE /v1/todos/{todo_id}": Row("change"),
    "GET /v1/todos/{todo_id}/activity": Row("see"),
    "GET /v1/todos/{todo_id}/comments": Row("see"),
    "POST /v1/todos/{todo_id}/comments": Row("comment", {"body": "one more"}),
    "GET /v1/comments/{comment_id}": Row("see"),
    "PATCH /v1/comments/{comment_id}": Row("own", {"body": "another"}),
    "DELETE /v1/comments/{comment_id}": Row("own"),
    "GET /v1/todos/{todo_id}/attachments": Row("see"),
    "POST /v1/todos/{todo_id}/attachments": Row("comment", {"any": "bytes"}, query={"name": "one more"}),
    "GET /v1/attachments/{attachment_id}": Row("see"),
    "GET /v1/attachments/{attachment_id}/content": Row("see"),
    "DELETE /v1/attachments/{attachment_id}": Row("own"),
    "PUT /v1/todos/{todo_id}/completion": Row("change"),
    "DELETE /v1/todos/{todo_id}/completion": Row("change"),
    "GET /v1/todos/{todo_id}/occurrences": Row("see"),
    "PUT /v1/todos/{todo_id}/position": Row("change", {"after_id": None}),
    "PUT /v1/todos/{todo_id}/skips/{occurrence}": Row("change"),
    "GET /v1/todos/{todo_id}/subtasks": Row("see"),
    "GET /v1/trash": Row("anybody"),
    "DELETE /v1/trash": Row("anybody"),
    "DELETE /v1/trash/{deleted_id}": Row("own"),
    "POST /v1/trash/{deleted_id}/restoration": Row("change"),
}
STRANGERS_ADDRESS: Final = "somebody.else@example.org"
#: Refused as a whole, with the sentence of the operation at fault.
_BATCHES: Final = frozenset({"POST /v1/todos/batch"})


def test_every_route_has_a_row(product: Product) -> None:
    async def documented(process: Assembly) -> set[str]:
        paths = process.api.openapi_schema.to_schema()["paths"]
        return {
            f"{method.upper()} {_as_in_scene(path)}"
            for path, item in paths.items()
            for method, operation in item.items()
            if "todo" in operation["tags"]
        }

    assert product.run(documented) == set(ROWS)


@pytest.mark.parametrize("role", ["editor", "commenter", "viewer"])
def test_members_may_what_their_role_says(
    alice: Person, bob: Person, register: Callable[[str], Person], role: str
) -> None:
    dora, owners = register("Dora"), [alice, register("Alicia")]
    found: dict[str, int] = {}

    def share_with_bob(owner: Person, scene: Scene) -> None:
        share(owner, scene["category_id"], bob, role=role)

    for route, row, _, scene in scenes(owners, dora, prepare=share_with_bob):
        found[route] = _kind(asked(bob, route, row, scene))

    assert found == {route: _expected(route, row, role) for route, row in ROWS.items()}


def test_owners_may_everything(alice: Person, register: Callable[[str], Person]) -> None:
    dora, owners = register("Dora"), [alice, register("Alicia")]
    found: dict[str, int] = {}

    for route, row, owner, scene in scenes(owners, dora, address=dora.user["email"]):
        by = dora if "/v1/invitations/" in route else owner
        found[route] = _kind(asked(by, route, row, scene))

    assert found == {route: _expected(route, row, "owner") for route, row in ROWS.items()}


def test_a_stranger_cannot_tell_it_from_what_never_was(
    alice: Person, charlie: Person, register: Callable[[str], Person]
) -> None:
    dora = register("Dora")
    scene = scene_of(alice, dora, address=dora.user["email"])
    nothing = {name: str(new_id()) if _is_id(value) else value for name, value in scene.items()}
    nothing["token"] = "A" * len(scene["token"])
    told: dict[str, tuple[int, Any]] = {}
    never: dict[str, tuple[int, Any]] = {}

    for route, row in ROWS.items():
        answer = asked(charlie, route, row, scene)
        assert "secret" not in answer.text.lower().replace("secret*", ""), (route, answer.text)
        if row.access != "anybody":
            told[route] = answer.status_code, _without_request(answer)
            other = asked(charlie, route, row, nothing)
            never[route] = other.status_code, _without_request(other)

    assert told == never
    assert {route: status for route, (status, _) in told.items()} == {route: ROWS[route].nobodys for route in told}


def scenes(
    owners: list[Person],
    dora: Person,
    *,
    address: str = STRANGERS_ADDRESS,
    prepare: Callable[[Person, Scene], None] = lambda _owner, _scene: None,
) -> Iterator[tuple[str, Row, Person, Scene]]:
    """Each row with a scene of its own, whose owner is one of several: nobody may invite as many people in a day.

    Those that only read share one.
    """
    reading = scene_of(owners[0], dora, address=address)
    prepare(owners[0], reading)
    for nth, (route, row) in enumerate(ROWS.items()):
        if route.startswith("GET "):
            yield route, row, owners[0], reading
        else:
            owner = owners[nth % len(owners)]
            scene = scene_of(owner, dora, address=address, has_offer="invitation" in route, has_team="team" in route)
            prepare(owner, scene)
            yield route, row, owner, scene


def scene_of(
    alice: Person,
    dora: Person,
    *,
    address: str = STRANGERS_ADDRESS,
    has_offer: bool = True,
    has_team: bool = True,
) -> Scene:
    """Something of Alice's of every kind, every name of it telling that it is secret; Dora is a member."""
    new = str(new_id())
    shared = category(alice, f"Secret {new}")
    label = made(alice.post("/v1/labels", json={"name": f"secret-{new}"}))
    section = made(alice.post("/v1/sections", json={"name": "secret part", "category_id": shared["id"]}))
    weekly = {"due": {"date": "2026-01-05"}, "recurrence": {"rrule": "FREQ=WEEKLY"}}
    kept = todo(alice, "a secret", category_id=shared["id"], label_ids=[label["id"]], **weekly)
    deleted = todo(alice, "an old secret", category_id=shared["id"])
    assert alice.delete(f"/v1/todos/{deleted['id']}").status_code == 204
    kept_filter = made(alice.post("/v1/filters", json={"name": f"secret {new}", "query": "search: secret"}))
    made(alice.post("/v1/todos", json={"title": "a part of it", "parent_id": kept["id"]}))
    said = made(alice.post(f"/v1/todos/{kept['id']}/comments", json={"body": "a secret word"}))
    file = made(alice.post(f"/v1/todos/{kept['id']}/attachments", params={"name": "secret"}, content=b"secret"))
    share(alice, shared["id"], dora)
    offer = invitation(alice, shared["id"], address=address) if has_offer else {"id": new, "token": "-"}
    there = _team_of(alice, dora, shared["id"]) if has_team else {"team_id": new, "team_invitation_id": new}
    return {
        **there,
        "category_id": shared["id"],
        "label_id": label["id"],
        "section_id": section["id"],
        "import_id": new,
        "change_set_id": new,
        "todo_id": kept["id"],
        "comment_id": said["id"],
        "attachment_id": file["id"],
        "deleted_id": deleted["id"],
        "filter_id": kept_filter["id"],
        "member_id": dora.id,
        "invitation_id": offer["id"],
        "token": offer["token"],
        "occurrence": "2026-01-05",
        "kind": "csv",
        "new": new,
    }


def _team_of(alice: Person, dora: Person, category_id: str) -> Scene:
    """One of Alice's and Dora's, with which the category is shared, and to which somebody is invited."""
    made_team = team(alice, "Secret team")
    join(alice, made_team["id"], dora)
    share_with_team(alice, category_id, made_team["id"])
    offer = made(alice.post(f"/v1/teams/{made_team['id']}/invitations", json={}))
    return {"team_id": made_team["id"], "team_invitation_id": offer["id"]}


def asked(person: Person, route: str, row: Row, scene: Scene) -> httpx.Response:
    method, path = route.split(" ")
    body = None if row.body is None else msgspec.json.decode(_filled(msgspec.json.encode(row.body).decode(), scene))
    return person.request(method, _filled(path, scene), json=body, params=row.query)


def _filled(text: str, scene: Scene) -> str:
    return re.sub(r"{(\w+)}", lambda found: scene[found[1]], text)


def _as_in_scene(path: str) -> str:
    """With the names that things have there."""
    return path.replace("/trash/{todo_id}", "/trash/{deleted_id}").replace(
        "{team_id}/invitations/{invitation_id}", "{team_id}/invitations/{team_invitation_id}"
    )


def _expected(route: str, row: Row, role: str) -> int:
    if role in _ALLOWED[row.access]:
        return 200
    if row.access in {"private", "unmade"}:
        return row.nobodys
    return 422 if route in _BATCHES else 403


def _kind(answer: httpx.Response) -> int:
    return 200 if answer.is_success else answer.status_code


def _without_request(answer: httpx.Response) -> Any:
    body = answer.json()
    body.pop("request_id", None)
    return body


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
