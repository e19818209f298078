"""Rights, route by route: who lacks what a route asks for gets no further, and the table that tells is the truth."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.architecture.source import SERVER
from tests.architecture.test_routes import address, body_for
from voicetodo.kit.caller import Caller
from voicetodo.kit.clock import SystemClock
from voicetodo.kit.errors import Forbidden, Unauthenticated
from voicetodo.kit.http.guard import Guard, ReauthenticationRequired, SecondFactorMissing
from voicetodo.kit.http.requirements import RequiredBy
from voicetodo.kit.ids import new_id
from voicetodo.main.api import guard_of
from voicetodo.main.assembly import Assembly
from voicetodo.main.cli.operating import permissions_text
from voicetodo.main.document import blueprint
from voicetodo.modules.auth.rights import RIGHTS

#: Whoever opens one has a link from a letter, and no token.
PAGES_OF_LETTERS = ("registration", "password-reset", "email-change", "email-change-undo")
PERMISSIONS = SERVER.parent / "docs" / "security" / "permissions.md"


@pytest.fixture(scope="module")
def process() -> Iterator[Assembly]:
    """Put together but not started: whoever gets as far as the database is told that it is away."""
    with blueprint() as process:
        yield process


@pytest.fixture
def guard(process: Assembly) -> Guard:
    return guard_of(process.api)


class TestRefusals:
    async def test_a_token_that_lacks_the_scope_is_refused_on_every_route(self, process: Assembly) -> None:
        got_further: list[str] = []

        for route in _guarded(process):
            others = frozenset(RIGHTS.scopes) - set(route.requirement.scopes or ())
            answer = await _ask(process, route, Caller(new_id(), new_id(), frozenset(RIGHTS.roles), scopes=others))
            challenge = answer.headers.get("www-authenticate", "")
            if answer.status_code != 403 or 'error="insufficient_scope"' not in challenge:
                got_further.append(f"{_name(route)} → {answer.status_code} {challenge}")

        assert got_further == []

    async def test_each_of_several_scopes_is_needed(self, process: Assembly) -> None:
        got_further: list[str] = []

        for route in _guarded(process):
            for missing in route.requirement.scopes or ():
                scopes = frozenset(RIGHTS.scopes) - {missing}
                answer = await _ask(process, route, Caller(new_id(), new_id(), scopes=scopes))
                if answer.json().get("scope") != " ".join(route.requirement.scopes or ()):
                    got_further.append(f"{_name(route)} → {answer.text}")

        assert got_further == []

    async def test_no_role_gets_further_than_its_permissions(self, process: Assembly) -> None:
        got_further: list[str] = []

        for route in _guarded(process):
            permission = route.requirement.permission
            lacking = [role for role, brings in RIGHTS.roles.items() if permission and permission not in brings]
            for role in lacking:
                answer = await _ask(process, route, Caller(new_id(), new_id(), frozenset({role})))
                if answer.json()["type"] != "/problems/permission-missing":
                    got_further.append(f"{role}: {_name(route)} → {answer.status_code}")

        assert got_further == []


class TestGuard:
    def test_who_brings_what_is_asked_for_passes(self, guard: Guard) -> None:
        refused: list[str] = []
        now = SystemClock().now()

        for route in guard.routes:
            scopes = route.requirement.scopes
            enough = [Caller(new_id(), roles=frozenset({"admin"}), authenticated_at=now)]
            if scopes is not None:
                enough += [Caller(new_id()), Caller(new_id(), scopes=frozenset(scopes))]
            for caller in enough:
                try:
                    guard.check(_scope(route), caller)
                except (Forbidden, Unauthenticated) as error:
                    refused.append(f"{_name(route)} {caller} {error}")

        assert refused == []

    @pytest.mark.parametrize("spelling", [str, str.upper])
    def test_every_address_means_the_route_that_answers_there(self, guard: Guard, spelling: Any) -> None:
        mistaken = [
            _name(route)
            for route in guard.routes
            if guard._find(route.method, _spelt(address(route.template), spelling)) is not route
        ]

        assert mistaken == []

    def test_those_of_anybody_are_known_by_their_address(self, guard: Guard) -> None:
        mistaken = [
            _name(route) for route in guard.routes if guard.is_public(_scope(route)) != route.requirement.is_public
        ]

        assert mistaken == []
        assert not guard.is_public({"method": "GET", "path": "/v1/nowhere"})

    def test_an_address_nobody_answers_at_asks_for_nothing(self, guard: Guard) -> None:
        guard.check({"method": "GET", "path": "/v1/nowhere"}, None)

    def test_rights_of_tokens_for_programs_end_where_accounts_begin(self, guard: Guard) -> None:
        open_to_programs = {_name(route) for route in guard.routes if "auth" in route.tags and route.requirement.scopes}

        assert open_to_programs == {"GET /v1/me"}

    def test_what_looks_after_others_asks_for_a_permission(self, guard: Guard) -> None:
        lacking = [_name(each) for each in guard.routes if "admin" in each.tags and not each.requirement.permission]

        assert lacking == []

    def test_whoever_was_away_for_long_is_asked_again_before_what_is_sensitive(self, guard: Guard) -> None:
        now = SystemClock().now()
        late = Caller(new_id(), roles=frozenset({"admin"}), authenticated_at=now - timedelta(minutes=10))
        asked = dict[str, str]()

        for route in guard.routes:
            try:
                guard.check(_scope(route), late)
            except ReauthenticationRequired as error:
                asked[_name(route)] = error.headers["WWW-Authenticate"]

        assert set(asked) == {_name(each) for each in guard.routes if each.requirement.is_recent}
        assert set(asked) >= {"PUT /v1/me/password", "POST /v1/me/email-changes", "POST /v1/oauth/authorizations"}
        assert set(asked.values()) == {'Bearer error="insufficient_user_authentication", max_age="600"'}
        assert all(each.requirement.is_recent for each in guard.routes if _changes_by_permission(each))

    def test_who_lacks_a_second_factor_gets_no_further_than_to_set_one_up_or_leave(self, guard: Guard) -> None:
        lacking = Caller(
            new_id(), roles=frozenset({"admin"}), authenticated_at=SystemClock().now(), lacks_second_factor=True
        )
        got_through: set[str] = set()

        for route in guard.routes:
            with suppress(SecondFactorMissing):
                guard.check(_scope(route), lacking)
                got_through |= set() if route.requirement.is_public else {_name(route)}

        assert got_through == {
            "GET /v1/me",
            "GET /v1/me/second-factors",
            "POST /v1/me/authenticator-app",
            "POST /v1/me/authenticator-app/confirmation",
            "GET /v1/me/passkeys",
            "POST /v1/me/passkeys",
            "POST /v1/me/passkeys/options",
            "POST /v1/auth/reauthentication",
            "POST /v1/auth/reauthentication/options",
            "POST /v1/auth/reauthentication/visits",
            "GET /v1/me/identities",
            "GET /v1/me/sessions",
            "DELETE /v1/me/sessions",
            "DELETE /v1/me/sessions/{session_id}",
        }

    def test_what_is_in_no_document_is_known_here(self, guard: Guard) -> None:
        assert {_name(each) for each in guard.routes if not each.is_documented} == {
            "GET /",
            "GET /{path}",
            "GET /openapi.json",
            *(f"{method} /confirm/{page}" for method in ("GET", "POST") for page in PAGES_OF_LETTERS),
        }


class TestTable:
    def test_the_committed_one_is_up_to_date(self) -> None:
        assert PERMISSIONS.read_text(encoding="utf-8") == permissions_text(), "Run: make api"

    def test_every_route_of_the_document_is_told(self, process: Assembly) -> None:
        told = PERMISSIONS.read_text(encoding="utf-8")
        paths = process.api.openapi_schema.to_schema()["paths"]

        untold = [
            f"{method.upper()} {path}"
            for path, item in paths.items()
            for method in item
            if f"| `{method.upper()} {path}` |" not in told
        ]

        assert untold == []

    def test_every_role_brings_permissions_that_exist(self) -> None:
        assert set().union(*RIGHTS.roles.values()) <= set(RIGHTS.permissions)


def _changes_by_permission(route: RequiredBy) -> bool:
    return route.requirement.permission is not None and route.method != "GET"


def _guarded(process: Assembly) -> Iterator[RequiredBy]:
    return (each for each in guard_of(process.api).routes if not each.requirement.is_public)


def _name(route: RequiredBy) -> str:
    return f"{route.method} {route.path}"


def _spelt(path: str, spelling: Any) -> str:
    """Only ids may be written in another way."""
    return "/".join(spelling(part) if part.count("-") == 4 else part for part in path.split("/"))


def _scope(route: RequiredBy) -> dict[str, Any]:
    return {"method": route.method, "path": address(route.path)}


async def _ask(process: Assembly, route: RequiredBy, caller: Caller) -> httpx.Response:
    process.tokens._remember("shown", caller, SystemClock().now() + timedelta(minutes=1))
    transport = httpx.ASGITransport(process.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        headers = {"Authorization": "Bearer shown", "Idempotency-Key": "the same"}
        return await client.request(route.method, address(route.path), json=body_for(route.method), headers=headers)
