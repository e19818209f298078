"""Nobody reaches what is another's, whichever way they name it: every operation, asked with everybody's ids.

Generated from the product's own document, so that no operation is forgotten. One whose path names something that the
scene has nothing for fails here: give `scene.py` one of Alice's.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import httpx
import msgspec
import pytest

from tests.fixtures.product import Person
from tests.security.answers import told
from tests.security.document import Operation
from tests.security.findings import Findings
from tests.security.scene import BRIEFLY, ask, completed, key_of, path_of, scene_of
from tests.security.world import World, check_paths, compare
from voicetodo.kit.ids import new_id

#: What ids mean by the name of their field; under any other name they may mean anything.
_MEANT: Final = {
    "id": ("todo_id", "category_id", "label_id", "section_id", "filter_id", "comment_id"),
    "category_id": ("category_id",),
    "section_id": ("section_id",),
    "parent_id": ("todo_id", "category_id"),
    "label_ids[]": ("label_id",),
    "label_id": ("label_id",),
    "comment_id": ("comment_id",),
    "mentions[]": ("user_id",),
    "assignee_id": ("user_id",),
    "user_id": ("user_id",),
    "after_id": ("todo_id", "category_id", "section_id", "filter_id"),
    "before_id": ("todo_id",),
}


class TestPaths:
    def test_everything_a_path_may_name_is_in_the_scene(self, world: World) -> None:
        unknown = sorted(
            f"{each.name}: {place}"
            for each in world.operations
            for place in each.places
            if key_of(each, place) not in world.hers
        )

        assert unknown == [], "give scene.py one of Alice's"

    @pytest.mark.parametrize("who", ["bob", "charlie"])
    def test_what_is_hers_is_answered_like_what_never_was(self, world: World, who: str) -> None:
        before, findings = world.everything(), Findings()

        check_paths(world, getattr(world, who), findings)

        findings.close(at_least=250)
        assert world.everything() == before

    def test_something_of_ones_own_beside_it_does_not_help(self, world: World) -> None:
        before, findings = world.everything(), Findings()

        for operation in [each for each in world.operations if len(each.places) > 1]:
            for place in operation.places:
                key = key_of(operation, place)
                if world.hers[key] != world.nobodys[key]:
                    mixed = tuple({**world.his, key: scene[key]} for scene in (world.hers, world.nobodys))
                    compare(world, world.charlie, operation, (mixed[0], mixed[1]), findings)

        findings.close(at_least=50)
        assert world.everything() == before

    def test_its_version_opens_nothing(self, world: World) -> None:
        before, findings = world.everything(), Findings()

        for operation in [each for each in world.operations if each.takes("If-Match") and each.places]:
            answers = {
                str(told(world.asked(world.charlie, operation, scene, headers={"If-Match": version})))
                for scene in (world.hers, world.nobodys)
                for version in (_version(world, operation), '"0"', "*")
            }
            findings.check(f"{operation.name} {answers}", holds=len(answers) == 1)

        findings.close(at_least=20)
        assert world.everything() == before


class TestBodies:
    def test_what_is_hers_is_answered_like_what_never_was(self, world: World) -> None:
        before, findings = world.everything(), Findings()

        for operation, place, body in _places(world):
            if not _makes(place):
                nobodys = _sent(world, operation, body, str(new_id()))
                for kind, theirs in _meant(world, place).items():
                    answer = _sent(world, operation, body, theirs)
                    _compare(f"{operation.name} {place} = {kind}", answer, nobodys, findings)
                    fault = f"{operation.name} {place} = {kind} tells {answer.text}"
                    findings.check(fault, holds=not _is_told(answer, world, theirs))

        findings.close(at_least=400)
        assert world.everything() == before

    def test_whoever_makes_something_cannot_find_out_which_ids_are_taken(
        self, world: World, register: Callable[[str], Person]
    ) -> None:
        before, findings = world.everything(), Findings()
        frank = msgspec.structs.replace(world, charlie=register("Frank"))
        frank.his = scene_of(world.product, frank.charlie, register("Dora"))  # type: ignore[arg-type]
        ids = {name: value for name, value in world.hers.items() if name.endswith("_id")}

        for operation, place, body in _places(world):
            if _makes(place):
                # one of the same kind, if there is one yet: each can be made once
                kind = next((name for name in ids if name.removesuffix("_id") in operation.name), next(iter(ids)))
                answers = [_sent(frank, operation, body, each) for each in (ids.pop(kind), str(new_id()))]
                _compare(f"{operation.name} {place} = {kind}", answers[0], answers[1], findings)

        findings.close(at_least=10)
        assert world.everything() == before


class TestQueries:
    def test_what_is_hers_is_answered_like_what_never_was(self, world: World) -> None:
        before, findings = world.everything(), Findings()

        for operation in world.operations:
            for name in set(operation.query(of_ids=True)) - {"id"}:
                nobodys = world.asked(world.charlie, operation, world.his, query={name: str(new_id())})
                for kind, theirs in _meant(world, name).items():
                    answer = world.asked(world.charlie, operation, world.his, query={name: theirs})
                    _compare(f"{operation.name}?{name}={kind}", answer, nobodys, findings)

        findings.close(at_least=30)
        assert world.everything() == before

    def test_a_page_of_hers_goes_on_nowhere(self, world: World) -> None:
        findings, pages = Findings(), 0

        for operation in [each for each in world.operations if "cursor" in each.query()]:
            page = world.asked(world.alice, operation, world.hers, query={"limit": 1})
            cursor = page.json().get("next_cursor") if page.is_success else None
            if cursor is not None:
                pages += 1
                for scene in (world.his, world.hers):
                    answer = world.asked(world.charlie, operation, scene, query={"cursor": cursor})
                    known = {each["id"] for each in page.json()["items"] if isinstance(each.get("id"), str)}
                    is_hers = any(each in answer.text for each in known) or _is_told(answer, world)
                    findings.check(f"{operation.name} {answer.text}", holds=not is_hers)

        findings.close(at_least=10)
        assert pages >= 5


class TestWhatStandsForOthers:
    def test_how_far_her_copy_has_come_tells_him_nothing(self, world: World) -> None:
        token = world.alice.post("/v1/sync", json={}).json()["sync_token"]

        answer = world.charlie.post("/v1/sync", json={"sync_token": token})

        assert not _is_told(answer, world), answer.text

    def test_her_mutation_once_more_is_one_of_his_own(self, world: World) -> None:
        wish = {"mutation_id": str(new_id()), "kind": "create_todo", "id": str(new_id()), "title": "a secret plan"}
        results = [
            person.post("/v1/sync", json={"mutations": [wish], "kinds": ["todo"]}).json()
            for person in (world.alice, world.charlie)
        ]

        assert [each["results"][0]["status"] for each in results] == ["done", "done"]
        assert not _is_told(httpx.Response(200, json=results[1]), world)
        assert world.alice.delete(f"/v1/todos/{wish['id']}").status_code == 204

    def test_her_key_for_a_repeat_repeats_nothing_of_hers(self, world: World) -> None:
        body, key = {"title": "a secret plan"}, {"Idempotency-Key": str(new_id())}
        made = world.alice.post("/v1/todos", json=body, headers=key)

        answer = world.charlie.post("/v1/todos", json=body, headers=key)

        assert (made.status_code, answer.status_code) == (201, 201)
        assert "idempotency-replayed" not in answer.headers
        assert answer.json()["id"] != made.json()["id"]
        assert world.alice.delete(f"/v1/todos/{made.json()['id']}").status_code == 204

    def test_what_she_holds_already_is_not_confirmed_to_him(self, world: World) -> None:
        findings = Findings()

        for operation in [each for each in world.operations if each.method == "GET" and world.names_hers(each)]:
            etag = world.asked(world.alice, operation, world.hers).headers.get("etag")
            if etag is not None:
                answer = world.asked(world.charlie, operation, world.hers, headers={"If-None-Match": etag})
                findings.check(f"{operation.name} → {answer.status_code}", holds=answer.status_code in {403, 404})

        findings.close(at_least=10)


def _compare(where: str, answer: httpx.Response, nobodys: httpx.Response, findings: Findings) -> None:
    findings.check(f"{where}: {told(answer)} is not {told(nobodys)}", holds=told(answer) == told(nobodys))


def _places(world: World) -> Iterator[tuple[Operation, str, Any]]:
    """Everywhere in a body that an id may stand, but for that of the wish itself."""
    for operation in world.operations:
        yield from ((operation, *each) for each in operation.with_ids() if not each[0].endswith(".mutation_id"))


def _makes(place: str) -> bool:
    """Whether the id is that of something new."""
    return place == ".id" or (place.endswith(".id") and "Create" in place)


def _sent(world: World, operation: Operation, body: Any, theirs: str) -> httpx.Response:
    """Charlie's, in which all is his own or new but for what stands in the place that is looked at."""
    whole = {**completed(body, theirs), **BRIEFLY.get(operation.name, {})}
    return ask(world.charlie, operation, path_of(operation, world.his), whole)


def _version(world: World, operation: Operation) -> str:
    found = next((each for each in world.operations if each.method == "GET" and each.path == operation.path), None)
    return '"1"' if found is None else world.asked(world.alice, found, world.hers).headers.get("etag", '"1"')


def _meant(world: World, place: str) -> dict[str, str]:
    ids = {kind: value for kind, value in world.hers.items() if kind.endswith("_id") and kind != "client_id"}
    return {kind: ids[kind] for kind in _MEANT.get(place.rpartition(".")[2], ids)}


def _is_told(answer: httpx.Response, world: World, *asked: str) -> bool:
    """Whether it names anything of hers that it was not asked with."""
    ids = {value for name, value in world.hers.items() if name.endswith("_id")} - {*asked, *world.his.values()}
    return any(each in answer.text for each in ids)
