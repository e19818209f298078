"""What there may be only so many of: several asked for at one moment are no more than that."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.people import category, made, team
from voicetodo.modules.todo.service import belonging, categories, filters, imports, sections, teams

_AT_ONCE = 8
Ask = Callable[[Person, int, dict[str, Any]], Any]

_LIMITS: dict[str, tuple[Any, str, Ask]] = {
    "teams": (teams, "MAX_TEAMS", lambda person, nth, _: person.post("/v1/teams", json={"name": f"Team {nth}"})),
    "lists": (
        categories,
        "MAX_CATEGORIES",
        lambda person, nth, _: person.post("/v1/categories", json={"name": f"List {nth}"}),
    ),
    "sections": (
        sections,
        "MAX_SECTIONS",
        lambda person, nth, place: person.post("/v1/sections", json={"name": str(nth), "category_id": place["id"]}),
    ),
    "filters": (
        filters,
        "MAX_FILTERS",
        lambda person, nth, _: person.post("/v1/filters", json={"name": f"Filter {nth}", "query": "today"}),
    ),
    "imports": (
        imports,
        "MAX_OPEN",
        lambda person, nth, _: person.post("/v1/imports", files={"file": ("a.csv", f"title\nTask {nth}\n".encode())}),
    ),
}


@pytest.mark.parametrize("what", _LIMITS)
def test_as_many_are_made_as_there_may_be(alice: Person, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, limit, ask = _LIMITS[what]
    place = category(alice)
    there = len(alice.get("/v1/categories").json()["items"]) if what == "lists" else 0
    monkeypatch.setattr(module, limit, there + 2)

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        answers = list(threads.map(lambda nth: ask(alice, nth, place), range(_AT_ONCE)))

    assert Counter(each.status_code for each in answers) == {201: 2, 409: _AT_ONCE - 2}, answers[0].text


def test_as_many_teams_are_joined_as_somebody_may_be_in(
    alice: Person, bob: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [team(bob, f"Team {nth}") for nth in range(_AT_ONCE)]
    tokens = [
        made(bob.post(f"/v1/teams/{each['id']}/invitations", json={"role": "member"}))["token"] for each in wanted
    ]
    monkeypatch.setattr(belonging, "MAX_TEAMS", 2)

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        answers = list(
            threads.map(lambda token: alice.post("/v1/invitations/acceptance", json={"token": token}), tokens)
        )

    assert Counter(each.is_success for each in answers) == {True: 2, False: _AT_ONCE - 2}, answers[0].text
