"""No body sets what it was not made for: each object in each body refuses every field it does not know."""

from typing import Any, Final

import httpx
import msgspec
import pytest

from tests.security.document import Operation, Place
from tests.security.findings import Findings
from tests.security.scene import BRIEFLY, ask, completed, path_of
from tests.security.world import World

#: What somebody would like to set: whose it is, who they are, and what we keep for ourselves.
WISHES: Final[dict[str, Any]] = {
    "user_id": "00000000-0000-7000-8000-000000000001",
    "owner_id": "00000000-0000-7000-8000-000000000001",
    "owner": "alice",
    "created_by": "00000000-0000-7000-8000-000000000001",
    "roles": ["admin"],
    "role": "owner",
    "is_admin": True,
    "is_suspended": False,
    "plan": "premium",
    "version": 999,
    "created_at": "2000-01-01T00:00:00Z",
    "updated_at": "2000-01-01T00:00:00Z",
    "deleted_at": None,
    "completed_at": None,
    "password_hash": "x",
    "email_verified_at": "2000-01-01T00:00:00Z",
    "__proto__": {"is_admin": True},
    "constructor": {},
}
#: Of them, those tried on objects within others: a kind that refuses one unknown field refuses all.
WITHIN: Final = ("user_id", "__proto__")
#: RFC 7591, 2: what is not understood is ignored; and that it is, is looked at beside it.
IGNORING: Final = frozenset({"POST /v1/oauth/clients"})


def test_every_body_refuses_what_it_does_not_know(world: World) -> None:
    findings = Findings()

    check_extra_fields(world, findings)

    findings.close(at_least=700)


def test_what_a_client_says_of_itself_beyond_that_is_kept_nowhere(world: World) -> None:
    body = {"redirect_uris": ["https://app.example/callback"], "token_endpoint_auth_method": "none"}

    answer = world.charlie.post("/v1/oauth/clients", json={**WISHES, **body, "client_id": "mine", "trusted": True})

    assert answer.status_code == 201
    assert not set(answer.json()) & {*WISHES, "trusted"}
    assert answer.json()["client_id"] != "mine"


@pytest.mark.parametrize("query", ["user_id", "owner_id", "is_admin", "role"])
def test_every_operation_refuses_a_parameter_it_does_not_know(world: World, query: str) -> None:
    findings = Findings()

    for operation in world.operations:
        if query not in operation.query():
            answer = world.asked(world.charlie, operation, world.nobodys, query={query: "admin"})
            findings.check(f"{operation.name}?{query} → {answer.text}", holds=answer.status_code in {403, 422})

    findings.close(at_least=100)


def check_extra_fields(world: World, findings: Findings) -> None:
    """Everything else in the bodies is such that nothing but the field can be wrong with their shape."""
    for operation in world.operations:
        if operation.name not in IGNORING:
            for place in operation.objects():
                _check(world, operation, place, findings)


def _check(world: World, operation: Operation, place: Place, findings: Findings) -> None:
    for name in WITHIN if place.name else WISHES:
        if name not in place.known:
            body = {**completed(place.grown({name: WISHES[name]})), **BRIEFLY.get(operation.name, {})}
            answer = ask(world.charlie, operation, path_of(operation, world.nobodys), body)
            fault = f"{operation.name} {place.name} {name} → {answer.text}"
            findings.check(fault, holds=answer.status_code == 403 or _names(answer, name))


def _names(answer: httpx.Response, name: str) -> bool:
    """Refused for this field; as a whole, or where several things were asked for, the one."""
    told = answer.json()
    problem = told["results"][0] if told.get("results") else told
    is_refused = answer.status_code in {400, 422} or problem.get("status") == "refused"
    return is_refused and any(each in msgspec.json.encode(problem).decode() for each in (name, "[...]"))
