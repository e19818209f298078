"""Where rows go: no more lists, sections and labels than there may be, nothing into the archive, nothing astray."""

import json
from typing import Any

from tests.fixtures.product import Person
from tests.modules.todo.transfer.bringing import approve, bring, names, rows, todos
from voicetodo.kit.ids import new_id


def made_id() -> str:
    return str(new_id())


def category(name: str, **fields: Any) -> dict[str, Any]:
    return {"id": made_id(), "name": name, "position": "aV", **fields}


def section(category: dict[str, Any], name: str, **fields: Any) -> dict[str, Any]:
    return {"id": made_id(), "category_id": category["id"], "name": name, "position": "aV", **fields}


def todo(title: str, **fields: Any) -> dict[str, Any]:
    return {"id": made_id(), "title": title, "position": "aV", "created_at": "2026-01-01T08:00:00Z", **fields}


def bring_own(person: Person, **file: list[dict[str, Any]]) -> dict[str, Any]:
    return bring(person, json.dumps({"format": "voicetodo", "version": 1, **file}), file_name="mine.json")


class TestRoom:
    def test_more_lists_than_there_may_be_are_refused(self, alice: Person) -> None:
        brought = bring(alice, "title,list\n" + "".join(f"Todo,List {number}\n" for number in range(1001)))

        assert brought["state"] == "refused"
        assert "1,001 lists" in brought["reason"]

    def test_so_are_more_filters(self, alice: Person) -> None:
        made = {
            "query": "today",
            "position": "aV",
            **dict.fromkeys(("created_at", "updated_at"), "2026-01-01T08:00:00Z"),
        }
        filters = [{"id": made_id(), "name": f"Filter {number}", **made} for number in range(201)]

        assert "201 filters" in bring_own(alice, filters=filters, todos=[todo("Milk")])["reason"]

    def test_so_are_labels_that_can_hardly_be_meant(self, alice: Person) -> None:
        lines = "".join(f"Todo,one of {number},{number}\n" for number in range(2001))

        assert "4,002 labels" in bring(alice, f"title,labels,section\n{lines}")["reason"]

    def test_sections_beyond_what_a_list_holds_become_labels(self, alice: Person) -> None:
        house = category("House")
        parts = [section(house, f"Part {number}") for number in range(201)]
        own = [todo(each["name"], category_id=house["id"], section_id=each["id"]) for each in parts[-2:]]

        approve(alice, bring_own(alice, categories=[house], sections=parts, todos=own))

        found = todos(alice)
        assert (found["Part 199"]["section_id"], found["Part 200"]["section_id"]) == (parts[199]["id"], None)
        assert names(alice, "labels") == {"Part 200"}

    def test_a_todo_with_too_many_labels_is_told_of_before(self, alice: Person) -> None:
        brought = bring(alice, "title,labels\nMilk,{}\nBread,\n".format(";".join(f"label {n}" for n in range(51))))

        assert [row["outcome"] for row in rows(alice, brought)] == ["error", "create"]


class TestArchive:
    def test_a_list_that_was_archived_since_gets_nothing_new(self, alice: Person) -> None:
        house = category("House")
        approve(alice, bring_own(alice, categories=[house], todos=[todo("Tap", category_id=house["id"])]))
        alice.put(f"/v1/categories/{house['id']}/archive")

        approve(alice, bring_own(alice, categories=[house], todos=[todo("Bulb", category_id=house["id"])]))

        assert todos(alice)["Bulb"]["category_id"] not in {None, house["id"]}

    def test_a_list_that_is_archived_in_the_file_too_is_made_whole_again(self, alice: Person) -> None:
        house = category("House", archived_at="2026-01-02T08:00:00Z")
        tap, bulb = (todo(title, category_id=house["id"]) for title in ("Tap", "Bulb"))
        approve(alice, bring_own(alice, categories=[house], todos=[tap]))

        approve(alice, bring_own(alice, categories=[house], todos=[tap, bulb]))

        categories = alice.get("/v1/categories", params={"status": "archived"}).json()["items"]
        assert [each["id"] for each in categories] == [house["id"]]

    def test_nothing_is_hung_on_a_todo_that_is_archived(self, alice: Person) -> None:
        approve(alice, bring(alice, "id,title,list,parent\n1,Roof,House,\n"))
        alice.put(f"/v1/categories/{todos(alice)['Roof']['category_id']}/archive")

        brought = bring(alice, "id,title,list,parent\n1,Roof,House,\n2,Tiles,House,1\n3,Clay,House,2\n4,Post,,\n")
        done = approve(alice, brought)

        assert done["counts"] == {"create": 1, "update": 0, "skip": 1, "error": 2}
        assert "archive" in rows(alice, brought, outcome="error")[0]["reason"]


class TestSections:
    def test_a_section_of_another_list_is_kept_as_a_label(self, alice: Person) -> None:
        house, work = category("House"), category("Work")
        kitchen = section(work, "Kitchen")
        own = [todo("Tap", category_id=house["id"], section_id=kitchen["id"])]

        approve(alice, bring_own(alice, categories=[house, work], sections=[kitchen], todos=own))

        tap = todos(alice)["Tap"]
        assert tap["section_id"] is None
        assert names(alice, "labels") == {"Kitchen"}

    def test_a_section_that_stands_elsewhere_by_now_stays_there(self, alice: Person) -> None:
        first, second = category("First"), category("Second")
        kitchen = section(first, "Kitchen")
        approve(alice, bring_own(alice, categories=[first], sections=[kitchen], todos=[todo("Milk")]))
        moved = {**kitchen, "category_id": second["id"]}
        own = [todo("Tap", category_id=second["id"], section_id=kitchen["id"])]

        approve(alice, bring_own(alice, categories=[second], sections=[moved], todos=own))

        assert todos(alice)["Tap"]["section_id"] not in {None, kitchen["id"]}

    def test_a_list_and_a_section_of_one_id_are_two_things(self, alice: Person) -> None:
        house = category("House")
        kitchen = section(house, "Kitchen", id=house["id"])
        own = [todo("Tap", category_id=house["id"], section_id=kitchen["id"])]

        approve(alice, bring_own(alice, categories=[house], sections=[kitchen], todos=own))

        assert todos(alice)["Tap"]["section_id"] == house["id"]


def test_names_that_only_the_database_takes_for_the_same_are_the_same(alice: Person) -> None:
    """Of a word that ends in a sigma Python and PostgreSQL make different small letters."""
    approve(alice, bring(alice, "title,list,labels\nOne,ΟΔΟΣ,ΟΔΟΣ\nTwo,οδοσ,οδοσ\n"))

    one, two = todos(alice)["One"], todos(alice)["Two"]
    assert (one["category_id"], one["label_ids"]) == (two["category_id"], two["label_ids"])
