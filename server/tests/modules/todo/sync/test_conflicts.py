"""Two devices that were offline at once: what each did, and what stands in the end on both."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.sync.client import Client

Json = dict[str, Any]
WEEKLY: Json = {"due": {"date": "2126-01-07"}, "recurrence": {"rrule": "FREQ=WEEKLY"}}


@pytest.fixture
def agree(phone: Client, laptop: Client) -> Callable[[], None]:
    """Both send what they did, the phone first, and end up with the same."""

    def agree() -> None:
        phone.sync()
        laptop.sync()
        phone.sync()
        assert phone.store == laptop.store

    return agree


@pytest.fixture
def milk(phone: Client, agree: Callable[[], None]) -> str:
    """A todo that both know."""
    todo_id = phone.add("buy milk")
    agree()
    return todo_id


class TestEdits:
    def test_of_different_fields_both_stand(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        phone.do("update_todo", milk, title="buy oat milk")
        laptop.do("update_todo", milk, priority=1)

        agree()

        assert phone.store["todos"][milk]["title"] == "buy oat milk"
        assert phone.store["todos"][milk]["priority"] == 1

    def test_of_one_field_the_last_to_arrive_stands_and_the_other_is_in_the_journal(
        self, alice: Person, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        laptop.do("update_todo", milk, title="buy soy milk")
        phone.do("update_todo", milk, title="buy oat milk")

        agree()

        assert laptop.store["todos"][milk]["title"] == "buy soy milk"
        entries = alice.get(f"/v1/todos/{milk}/activity").json()["items"]
        assert entries[0]["changes"]["title"] == ["buy oat milk", "buy soy milk"]

    def test_labels_put_on_by_both_are_both_there(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        home = phone.do("create_label", name="home")
        urgent = laptop.do("create_label", name="urgent")
        phone.do("update_todo", milk, add_label_ids=[home])
        laptop.do("update_todo", milk, add_label_ids=[urgent])

        agree()

        assert set(phone.store["todos"][milk]["label_ids"]) == {home, urgent}

    def test_of_a_label_taken_off_leaves_what_the_other_put_on(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        home, urgent = phone.do("create_label", name="home"), phone.do("create_label", name="urgent")
        milk = phone.add("buy milk", label_ids=[home])
        agree()
        phone.do("update_todo", milk, remove_label_ids=[home])
        laptop.do("update_todo", milk, add_label_ids=[urgent])

        agree()

        assert phone.store["todos"][milk]["label_ids"] == [urgent]


class TestDeletions:
    def test_an_edit_of_what_was_deleted_is_kept_in_the_trash(
        self, alice: Person, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        phone.do("delete_todo", milk)
        laptop.do("update_todo", milk, title="buy oat milk", notes="the one in the blue bottle")

        agree()

        assert laptop.last["status"] == "in_trash"
        assert milk not in laptop.store["todos"]
        [lying] = alice.get("/v1/trash").json()["items"]
        assert (lying["title"], lying["notes"]) == ("buy oat milk", "the one in the blue bottle")

    def test_a_restoration_brings_back_what_both_did(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        phone.do("delete_todo", milk)
        laptop.do("update_todo", milk, title="buy oat milk")
        agree()

        phone.do("restore_todo", milk)
        agree()

        assert laptop.store["todos"][milk]["title"] == "buy oat milk"

    def test_a_deletion_after_an_edit_takes_it_along(
        self, alice: Person, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        phone.do("update_todo", milk, title="buy oat milk")
        laptop.do("delete_todo", milk)

        agree()

        assert milk not in phone.store["todos"]
        assert alice.get("/v1/trash").json()["items"][0]["title"] == "buy oat milk"

    def test_an_edit_of_what_was_purged_is_told_and_kept(
        self, alice: Person, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        phone.do("delete_todo", milk)
        phone.sync()
        alice.delete("/v1/trash")
        laptop.do("update_todo", milk, notes="an hour's work")

        agree()

        assert laptop.last["status"] == "not_found"
        assert alice.get("/v1/sync/refusals").json()["items"][0]["mutation"]["notes"] == "an hour's work"

    def test_twice_is_once(self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]) -> None:
        phone.do("delete_todo", milk)
        laptop.do("delete_todo", milk)

        agree()

        assert laptop.last["status"] == "unchanged"

    def test_a_completion_of_what_lies_in_the_trash_says_where_it_lies(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        phone.do("delete_todo", milk)
        laptop.do("complete_todo", milk)

        agree()

        assert laptop.last["status"] == "not_found"
        assert "trash" in laptop.last["message"]


class TestCompletions:
    def test_of_the_same_occurrence_by_both_move_it_once(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        plants = phone.add("water the plants", **WEEKLY)
        agree()
        for client in (phone, laptop):
            client.do("complete_todo", plants, occurrence="2126-01-07")

        agree()

        assert phone.store["todos"][plants]["due"]["date"] == "2126-01-14"
        assert laptop.last["status"] == "unchanged"

    @pytest.mark.parametrize("kind", ["complete_todo", "skip_occurrence"])
    def test_of_an_occurrence_that_the_other_moved_is_not_lost(
        self, phone: Client, laptop: Client, agree: Callable[[], None], kind: str
    ) -> None:
        plants = phone.add("water the plants", **WEEKLY)
        agree()
        phone.do("update_todo", plants, due={"date": "2126-01-08"})
        laptop.do(kind, plants, occurrence="2126-01-07")

        agree()

        assert phone.store["todos"][plants]["due"]["date"] == "2126-01-14"

    def test_and_a_skip_of_the_same_occurrence_move_it_once(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        plants = phone.add("water the plants", **WEEKLY)
        agree()
        phone.do("complete_todo", plants, occurrence="2126-01-07")
        laptop.do("skip_occurrence", plants, occurrence="2126-01-07")

        agree()

        assert phone.store["todos"][plants]["due"]["date"] == "2126-01-14"

    def test_by_both_keep_the_first_date(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        phone.do("complete_todo", milk)
        phone.sync()
        first = phone.store["todos"][milk]["completed_at"]
        laptop.do("complete_todo", milk)

        agree()

        assert phone.store["todos"][milk]["completed_at"] == first


class TestParents:
    def test_a_move_under_what_was_deleted_leaves_the_todo_where_it_is(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        shopping = phone.add("go shopping")
        agree()
        phone.do("delete_todo", shopping)
        laptop.do("update_todo", milk, parent_id=shopping, priority=1)

        agree()

        assert laptop.last["left_out"] == ["parent_id"]
        assert phone.store["todos"][milk]["parent_id"] is None
        assert phone.store["todos"][milk]["priority"] == 1

    def test_a_subtask_of_what_was_deleted_stands_at_the_top(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        phone.do("delete_todo", milk)
        oats = laptop.add("the one with oats", parent_id=milk)

        agree()

        assert phone.store["todos"][oats]["parent_id"] is None
        assert laptop.last["left_out"] == ["parent_id"]

    def test_two_that_are_put_under_each_other_make_no_circle(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        bread = phone.add("buy bread")
        agree()
        phone.do("update_todo", milk, parent_id=bread)
        laptop.do("update_todo", bread, parent_id=milk)

        agree()

        assert phone.store["todos"][milk]["parent_id"] == bread
        assert phone.store["todos"][bread]["parent_id"] is None
        assert laptop.last["status"] == "refused"


class TestNames:
    def test_categories_of_one_name_become_one(self, phone: Client, laptop: Client, agree: Callable[[], None]) -> None:
        ours = phone.do("create_category", name="Groceries")
        phone.add("buy milk", category_id=ours)
        theirs = laptop.do("create_category", name="groceries")
        laptop.add("buy bread", category_id=theirs)

        agree()

        assert theirs not in laptop.store["categories"]
        assert {todo["category_id"] for todo in phone.store["todos"].values()} == {ours}

    def test_later_mutations_may_use_the_id_that_came_to_nothing(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        ours = phone.do("create_label", name="home")
        theirs = laptop.do("create_label", name="Home")
        agree()
        milk = laptop.add("buy milk", label_ids=[theirs])
        laptop.do("update_label", theirs, color="#aabbcc")

        agree()

        assert phone.store["todos"][milk]["label_ids"] == [ours]
        assert phone.store["labels"][ours]["color"] == "#aabbcc"

    def test_a_name_that_was_taken_meanwhile_is_left_out_of_a_change(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        house = phone.do("create_category", name="House")
        agree()
        phone.do("create_category", name="Garden")
        laptop.do("update_category", house, name="Garden", color="#aabbcc")

        agree()

        assert phone.store["categories"][house]["name"] == "House"
        assert phone.store["categories"][house]["color"] == "#aabbcc"
        assert laptop.last["left_out"] == ["name"]

    def test_filters_of_one_name_are_not_one(
        self, alice: Person, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        phone.do("create_filter", name="soon", query="7 days")
        laptop.do("create_filter", name="soon", query="tomorrow")

        agree()

        assert laptop.last["status"] == "refused"
        assert alice.get("/v1/sync/refusals").json()["items"][0]["mutation"]["query"] == "tomorrow"


class TestGone:
    def test_a_todo_for_a_category_that_was_deleted_is_in_the_inbox(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        house = phone.do("create_category", name="House")
        agree()
        phone.do("delete_category", house, todos="trash")
        milk = laptop.add("buy milk", category_id=house)

        agree()

        assert phone.store["todos"][milk]["category_id"] is None
        assert laptop.last["left_out"] == ["category_id"]

    def test_labels_that_were_deleted_are_left_out_alone(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        home, urgent = phone.do("create_label", name="home"), phone.do("create_label", name="urgent")
        agree()
        phone.do("delete_label", home)
        milk = laptop.add("buy milk", label_ids=[home, urgent])

        agree()

        assert phone.store["todos"][milk]["label_ids"] == [urgent]
        assert laptop.last["left_out"] == ["label_ids"]

    def test_a_place_beside_what_is_gone_is_one_beside_what_is_there(
        self, phone: Client, laptop: Client, milk: str, agree: Callable[[], None]
    ) -> None:
        bread, eggs = phone.add("buy bread"), phone.add("buy eggs")
        agree()
        phone.do("delete_todo", milk)
        laptop.do("move_todo", eggs, after_id=milk, before_id=bread)

        agree()

        todos = phone.store["todos"]
        assert todos[eggs]["position"] < todos[bread]["position"]
        assert laptop.last["left_out"] == ["after_id"]


class TestArchive:
    def test_an_edit_of_what_was_archived_is_made_there(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        house = phone.do("create_category", name="House")
        paint = phone.add("paint it", category_id=house)
        agree()
        phone.do("archive_category", house)
        laptop.do("update_todo", paint, title="paint it blue")

        agree()

        assert phone.store["categories"][house]["archived_at"] is not None
        assert phone.store["todos"][paint]["title"] == "paint it blue"
        assert laptop.last["status"] == "done"

    def test_a_completion_of_what_was_archived_is_told_and_kept(
        self, alice: Person, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        house = phone.do("create_category", name="House")
        paint = phone.add("paint it", category_id=house)
        agree()
        phone.do("archive_category", house)
        laptop.do("complete_todo", paint)

        agree()

        assert laptop.last["status"] == "refused"
        assert len(alice.get("/v1/sync/refusals").json()["items"]) == 1

    def test_a_category_below_one_that_was_merged_stands_below_the_other(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        ours = phone.do("create_category", name="House")
        theirs = laptop.do("create_category", name="house")
        garden = laptop.do("create_category", name="Garden", parent_id=theirs)

        agree()

        assert phone.store["categories"][garden]["parent_id"] == ours


class TestSections:
    def test_of_one_name_become_one(self, phone: Client, laptop: Client, agree: Callable[[], None]) -> None:
        house = phone.do("create_category", name="House")
        agree()
        ours = phone.do("create_section", category_id=house, name="Kitchen")
        theirs = laptop.do("create_section", category_id=house, name="kitchen")
        tap = laptop.add("mend the tap", section_id=theirs)

        agree()

        assert list(phone.store["sections"]) == [ours]
        assert phone.store["todos"][tap]["section_id"] == ours

    def test_a_todo_for_one_that_was_deleted_stays_in_the_category(
        self, phone: Client, laptop: Client, agree: Callable[[], None]
    ) -> None:
        house = phone.do("create_category", name="House")
        kitchen = phone.do("create_section", category_id=house, name="Kitchen")
        agree()
        phone.do("delete_section", kitchen)
        tap = laptop.add("mend the tap", category_id=house, section_id=kitchen)

        agree()

        assert phone.store["todos"][tap]["category_id"] == house
        assert laptop.last["left_out"] == ["section_id"]
