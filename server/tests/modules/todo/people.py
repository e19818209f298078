"""What people do with each other: share a category, accept, and be in a team."""

from typing import Any

from tests.fixtures.product import Person


def made(answer: Any) -> dict[str, Any]:
    """What was made or changed."""
    assert answer.status_code < 300, answer.text
    return answer.json()


def category(owner: Person, name: str = "Party") -> dict[str, Any]:
    return made(owner.post("/v1/categories", json={"name": name}))


def todo(person: Person, title: str, **fields: Any) -> dict[str, Any]:
    return made(person.post("/v1/todos", json={"title": title, **fields}))


def invitation(owner: Person, category_id: str, *, role: str = "editor", **fields: Any) -> dict[str, Any]:
    return made(owner.post(f"/v1/categories/{category_id}/invitations", json={"role": role, **fields}))


def accept(person: Person, token: str) -> dict[str, Any]:
    return made(person.post("/v1/invitations/acceptance", json={"token": token}))


def share(owner: Person, category_id: str, member: Person, *, role: str = "editor") -> dict[str, Any]:
    """The category as it is to the new member."""
    return accept(member, invitation(owner, category_id, role=role)["token"])


def unshare(owner: Person, category_id: str, member: Person) -> None:
    answer = owner.delete(f"/v1/categories/{category_id}/members/{member.id}")
    assert answer.status_code == 204, answer.text


def team(owner: Person, name: str = "Bakers") -> dict[str, Any]:
    return made(owner.post("/v1/teams", json={"name": name}))


def join(inviter: Person, team_id: str, member: Person, *, role: str = "member") -> dict[str, Any]:
    """The team as it is to the new member."""
    return accept(member, made(inviter.post(f"/v1/teams/{team_id}/invitations", json={"role": role}))["token"])


def share_with_team(owner: Person, category_id: str, team_id: str, *, role: str = "editor") -> dict[str, Any]:
    return made(owner.put(f"/v1/categories/{category_id}/teams/{team_id}", json={"role": role}))


def titles(person: Person, path: str = "/v1/todos", **params: Any) -> list[str]:
    return [each["title"] for each in made(person.get(path, params=params))["items"]]
