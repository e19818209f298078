"""What members read of what happened: since they joined, of what they see, and nothing that is the owner's alone."""

from typing import Any

from tests.fixtures.product import Person
from tests.modules.todo.people import category, made, share, todo, unshare


def told(person: Person, path: str = "/v1/activity", **wanted: str) -> list[dict[str, Any]]:
    return made(person.get(path, params=wanted))["items"]


def verbs(person: Person, entity_id: str) -> list[str]:
    return [each["verb"] for each in told(person, entity_id=entity_id)]


def patch(person: Person, todo_id: str, **fields: Any) -> None:
    made(person.patch(f"/v1/todos/{todo_id}", json=fields))


class TestSince:
    def test_what_happened_before_they_joined_is_not_theirs_to_read(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        cake = todo(alice, "surprise for Bob", category_id=party["id"])
        patch(alice, cake["id"], title="bake a cake")
        share(alice, party["id"], bob)
        patch(alice, cake["id"], priority=1)

        assert verbs(bob, cake["id"]) == ["changed"]
        assert verbs(alice, cake["id"]) == ["changed", "changed", "created"]

    def test_a_todo_to_which_nothing_happened_since_is_there_all_the_same(
        self, alice: Person, bob: Person, charlie: Person
    ) -> None:
        party = category(alice)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        share(alice, party["id"], bob)

        assert told(bob, f"/v1/todos/{cake['id']}/activity") == []
        assert charlie.get(f"/v1/todos/{cake['id']}/activity").status_code == 404

    def test_who_comes_back_does_not_read_what_happened_meanwhile(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)
        unshare(alice, party["id"], bob)
        cake = todo(alice, "surprise for Bob", category_id=party["id"])
        share(alice, party["id"], bob)
        patch(alice, cake["id"], title="bake a cake", priority=1)
        patch(alice, cake["id"], priority=2)

        assert [each["changes"] for each in told(bob, entity_id=cake["id"])] == [
            {"priority": [1, 2]},
            {"priority": [4, 1], "title": ["surprise for Bob", "bake a cake"]},
        ]


class TestSeen:
    def test_nothing_is_told_of_a_todo_that_went_where_they_may_not_look(self, alice: Person, bob: Person) -> None:
        party, diary = category(alice), category(alice, "Diary")
        share(alice, party["id"], bob)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        said = made(alice.post(f"/v1/todos/{cake['id']}/comments", json={"body": "with cherries"}))
        assert (verbs(bob, cake["id"]), verbs(bob, said["id"])) == (["created"], ["created"])

        patch(alice, cake["id"], category_id=diary["id"])

        assert (verbs(bob, cake["id"]), verbs(bob, said["id"])) == ([], [])
        assert bob.get(f"/v1/todos/{cake['id']}/activity").status_code == 404
        assert told(bob, category_id=diary["id"]) == []

    def test_a_category_is_asked_for_as_its_owner_asks(self, alice: Person, bob: Person) -> None:
        party = category(alice)
        share(alice, party["id"], bob)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        made(bob.put(f"/v1/todos/{cake['id']}/completion"))

        assert [each["verb"] for each in told(bob, category_id=party["id"])] == ["completed", "created", "shared"]
        assert told(bob, category_id=party["id"]) == told(alice, category_id=party["id"])[:3]


class TestOwnersAlone:
    def test_where_the_owner_keeps_the_category_is_not_told(self, alice: Person, bob: Person) -> None:
        party, private = category(alice), category(alice, "Private")
        share(alice, party["id"], bob)
        made(alice.patch(f"/v1/categories/{party['id']}", json={"parent_id": private["id"]}))
        made(alice.patch(f"/v1/categories/{party['id']}", json={"is_favorite": True, "color": "#aa0000"}))
        made(alice.put(f"/v1/categories/{party['id']}/position", json={"after_id": None}))

        assert [each["changes"] for each in told(bob, entity_id=party["id"])][:-1] == [{"color": [None, "#aa0000"]}]
        assert len(told(alice, entity_id=party["id"])) == 5

    def test_a_todo_that_came_from_where_they_may_not_look_has_no_before(self, alice: Person, bob: Person) -> None:
        party, diary = category(alice), category(alice, "Diary")
        share(alice, party["id"], bob)
        secret = made(alice.post("/v1/labels", json={"name": "secret"}))
        entry = todo(alice, "what Bob did", category_id=diary["id"], label_ids=[secret["id"]])
        patch(alice, entry["id"], title="thank Bob", label_ids=[], category_id=party["id"])

        [moved] = told(bob, entity_id=entry["id"])
        assert moved["changes"] == {
            "title": [None, "thank Bob"],
            "label_ids": [None, []],
            "category_id": [None, party["id"]],
        }
        assert told(alice, entity_id=entry["id"])[0]["changes"]["category_id"] == [diary["id"], party["id"]]

    def test_between_two_categories_they_see_both_ends_are_told(self, alice: Person, bob: Person) -> None:
        party, trip = category(alice), category(alice, "Trip")
        share(alice, party["id"], bob)
        share(alice, trip["id"], bob)
        cake = todo(alice, "bake a cake", category_id=party["id"])
        patch(alice, cake["id"], category_id=trip["id"])

        assert told(bob, entity_id=cake["id"])[0]["changes"] == {"category_id": [party["id"], trip["id"]]}


class TestCrossing:
    def test_what_somebody_brings_along_does_not_tell_where_it_was(
        self, alice: Person, bob: Person, charlie: Person
    ) -> None:
        diary, party = category(alice, "Diary"), category(bob)
        secret = made(alice.post("/v1/labels", json={"name": "secret"}))
        share(bob, party["id"], alice)
        share(bob, party["id"], charlie)
        entry = todo(alice, "what Bob did", category_id=diary["id"], label_ids=[secret["id"]])
        patch(alice, entry["id"], category_id=party["id"])

        for reader in (bob, charlie):
            [arrived] = [each for each in told(reader, entity_id=entry["id"]) if each["verb"] == "arrived"]
            assert {before for before, _ in arrived["changes"].values()} == {None}
            assert diary["id"] not in str(arrived)
            assert secret["id"] not in str(arrived)
        [known] = [each for each in told(alice, entity_id=entry["id"]) if each["verb"] == "arrived"]
        assert known["changes"]["category_id"] == [diary["id"], party["id"]]
