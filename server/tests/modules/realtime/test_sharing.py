"""What is shared is told to all who may see it, at once; and from the moment somebody may not any more, nothing is."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.fixtures.product import Person, Product
from tests.modules.realtime.devices import Device
from tests.modules.realtime.test_live import settle
from tests.modules.todo.people import category, join, made, share, share_with_team, team, titles, todo, unshare

Connect = Callable[..., Device]


@pytest.fixture
def connect(product: Product) -> Iterator[Connect]:
    """`connect(bob)`: one more device of his, caught up."""
    with ExitStack() as stack:

        def one_more(person: Person, *, since: int | None = None) -> Device:
            settle(product, person)
            return stack.enter_context(Device(product.url, person.access_token, since=since))

        yield one_more


def test_members_hear_what_others_do_and_strangers_do_not(
    alice: Person, bob: Person, charlie: Person, connect: Connect
) -> None:
    party = category(alice)
    share(alice, party["id"], bob)
    hers, his, charlies = connect(alice), connect(bob), connect(charlie)

    todo(alice, "bake a cake", category_id=party["id"])
    todo(alice, "hide the present")
    crisps = todo(bob, "buy crisps", category_id=party["id"])
    todo(charlie, "stay at home")

    hers.wait(lambda: "buy crisps" in hers.titles())
    his.wait(lambda: "buy crisps" in his.titles())
    charlies.wait(lambda: "stay at home" in charlies.titles())
    told = next(each for each in hers.changes if each["data"].get("todo", {}).get("id") == crisps["id"])
    assert told["data"]["origin"]["actor_id"] == bob.id
    assert his.titles() == ["bake a cake", "buy crisps"]
    assert charlies.titles() == ["stay at home"]


def test_who_is_sent_away_is_told_so_and_nothing_more(alice: Person, bob: Person, connect: Connect) -> None:
    party = category(alice)
    share(alice, party["id"], bob)
    his, hers = connect(bob), connect(alice)
    todo(alice, "bake a cake", category_id=party["id"])
    his.wait(lambda: "bake a cake" in his.titles())
    before = len(his.changes)
    assert titles(bob) == ["bake a cake"]

    unshare(alice, party["id"], bob)
    assert titles(bob) == []
    todo(alice, "a surprise for Bob", category_id=party["id"])
    hers.wait(lambda: "a surprise for Bob" in hers.titles())
    todo(bob, "buy crisps")
    his.wait(lambda: "buy crisps" in his.titles())

    after = his.changes[before:]
    assert [each["name"] for each in after] == ["todo.category_unshared.v1", "todo.todo_created.v1"]
    assert after[0]["data"]["category_id"] == party["id"]


def test_what_was_told_before_is_not_told_again_to_who_was_sent_away(
    alice: Person, bob: Person, connect: Connect
) -> None:
    party = category(alice)
    share(alice, party["id"], bob)
    first = connect(bob)
    todo(alice, "a secret recipe", category_id=party["id"])
    first.wait(lambda: "a secret recipe" in first.titles())
    before = next(each["seq"] for each in first.changes if each["data"].get("todo")) - 1

    unshare(alice, party["id"], bob)
    first.wait(lambda: "todo.category_unshared.v1" in [each["name"] for each in first.changes])
    again = connect(bob, since=before)

    assert again.titles() == []
    assert again.heard("resync")
    assert made(bob.get("/v1/todos"))["items"] == []


def _by_whom(change: dict[str, Any]) -> tuple[str, str]:
    return change["name"], change["data"]["origin"]["actor_id"]


def test_who_joins_a_team_and_leaves_it_is_told_of_all_that_is_shared_with_it(
    alice: Person, bob: Person, connect: Connect
) -> None:
    bakers, party = team(alice), category(alice)
    share_with_team(alice, party["id"], bakers["id"])
    hers, his = connect(alice), connect(bob)

    join(alice, bakers["id"], bob)
    todo(alice, "bake a cake", category_id=party["id"])
    his.wait(lambda: "bake a cake" in his.titles())
    assert bob.delete(f"/v1/teams/{bakers['id']}/members/{bob.id}").status_code == 204
    his.wait(lambda: {"todo.category_unshared.v1", "todo.team_left.v1"} <= {each["name"] for each in his.changes})
    todo(alice, "a surprise for Bob", category_id=party["id"])
    hers.wait(lambda: "a surprise for Bob" in hers.titles())
    todo(bob, "buy crisps")
    his.wait(lambda: "buy crisps" in his.titles())

    assert his.titles() == ["bake a cake", "buy crisps"]
    assert sorted(each["name"].split(".")[1] for each in his.changes) == [
        "category_shared",
        "category_unshared",
        "team_changed",
        "team_left",
        "todo_created",
        "todo_created",
    ]
    # that she made the team may be heard, too
    by_him = [("todo.team_changed.v1", bob.id)] * 2
    hers.wait(lambda: [each for each in map(_by_whom, hers.changes) if each == by_him[0]] == by_him)
