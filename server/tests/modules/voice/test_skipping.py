"""The next date of what repeats is passed over, told, and can be taken back."""

from tests.fixtures.product import Person
from tests.modules.voice.speaking import Json, add, reply, say, statuses, take_back, titles, todo

_DUE = {"date": "2030-05-01", "time": None, "timezone": "Europe/Berlin"}
#: The first of May 2030 is a Wednesday.
_WEEKLY = {"rrule": "FREQ=WEEKLY;BYDAY=WE"}


def weekly(person: Person, title: str) -> Json:
    return add(person, title, due=_DUE, recurrence=_WEEKLY)


def due(person: Person, one: Json) -> str:
    return todo(person, one["id"])["due"]["date"]


class TestSkipping:
    def test_a_repeating_task_moves_on_without_being_done(self, alice: Person) -> None:
        plants = weekly(alice, "Water the plants")

        outcome = say(alice, "skip water the plants this time")

        assert statuses(outcome) == ["done"]
        assert outcome["reply"] == "Skipped “Water the plants”. It is due again 8 May 2030."
        assert (due(alice, plants), titles(alice, "completed")) == ("2030-05-08", [])

    def test_the_activity_says_that_it_was_skipped(self, alice: Person) -> None:
        plants = weekly(alice, "Water the plants")

        say(alice, "skip water the plants")

        entries = alice.get("/v1/activity", params={"entity_id": plants["id"]}).json()["items"]
        assert [entry["verb"] for entry in entries] == ["skipped", "created"]

    def test_said_again_under_its_id_it_is_skipped_once(self, alice: Person) -> None:
        plants = weekly(alice, "Water the plants")
        outcome = say(alice, "skip water the plants")

        again = say(alice, "skip water the plants", id=outcome["id"])

        assert again["reply"] == outcome["reply"]
        assert due(alice, plants) == "2030-05-08"

    def test_taken_back_it_is_due_when_it_was(self, alice: Person) -> None:
        plants = weekly(alice, "Water the plants")
        outcome = say(alice, "skip water the plants")

        take_back(alice, outcome)

        assert due(alice, plants) == "2030-05-01"

    def test_the_day_that_is_named_must_be_the_next_one(self, alice: Person) -> None:
        plants = weekly(alice, "Water the plants")

        outcome = say(alice, "skip water the plants on May 8 2030")

        assert statuses(outcome) == ["refused"]
        assert "is not due then, but 1 May 2030" in outcome["reply"]
        assert due(alice, plants) == "2030-05-01"

    def test_the_next_date_may_be_named(self, alice: Person) -> None:
        plants = weekly(alice, "Water the plants")

        outcome = say(alice, "skip water the plants on May 1 2030")

        assert statuses(outcome) == ["done"]
        assert due(alice, plants) == "2030-05-08"

    def test_what_does_not_repeat_is_left_and_that_is_said(self, alice: Person) -> None:
        rent = add(alice, "Pay rent", due=_DUE)

        outcome = say(alice, "skip pay rent")

        assert statuses(outcome) == ["refused"]
        assert outcome["reply"].startswith("“Pay rent” does not repeat")
        assert (due(alice, rent), outcome["is_undoable"]) == ("2030-05-01", False)

    def test_of_two_of_a_name_the_one_that_repeats_is_meant(self, alice: Person) -> None:
        once, again = add(alice, "Gym bag", due=_DUE), weekly(alice, "Gym class")

        say(alice, "skip gym")

        assert (due(alice, once), due(alice, again)) == ("2030-05-01", "2030-05-08")

    def test_of_two_that_repeat_one_is_asked_for(self, alice: Person) -> None:
        bag, class_ = weekly(alice, "Gym bag"), weekly(alice, "Gym class")
        asked = say(alice, "skip gym")

        outcome = reply(alice, asked, text="gym class")

        assert statuses(asked) == ["needs_answer"]
        assert statuses(outcome) == ["done"]
        assert (due(alice, bag), due(alice, class_)) == ("2030-05-01", "2030-05-08")

    def test_it_is_told_in_german(self, alice: Person) -> None:
        plants = weekly(alice, "Blumen gießen")
        add(alice, "Miete zahlen", due=_DUE)

        outcome = say(alice, "Blumen gießen diesmal auslassen", language="de")
        refused = say(alice, "überspringe Miete zahlen", language="de")

        assert outcome["reply"] == "„Blumen gießen“ übersprungen. Wieder fällig: 8. Mai 2030."
        assert due(alice, plants) == "2030-05-08"
        assert refused["reply"].startswith("„Miete zahlen“ wiederholt sich nicht")

    def test_what_is_anothers_is_not_found(self, alice: Person, charlie: Person) -> None:
        plants = weekly(alice, "Water the plants")

        outcome = say(charlie, "skip water the plants this time")

        assert statuses(outcome) == ["not_found"]
        assert due(alice, plants) == "2030-05-01"

    def test_something_else_is_done_in_the_same_breath(self, alice: Person) -> None:
        plants = weekly(alice, "Water the plants")
        dishes = weekly(alice, "Geschirr spülen")

        english = say(alice, "skip watering the plants and add buy milk")
        german = say(alice, "überspring Geschirr spülen und setz Mehl auf die Liste", language="de")

        assert statuses(english) == statuses(german) == ["done", "done"]
        assert (due(alice, plants), due(alice, dishes)) == ("2030-05-08", "2030-05-08")
        assert titles(alice) == ["Buy milk", "Geschirr spülen", "Mehl", "Water the plants"]

    def test_that_there_is_no_such_task_is_told_and_the_rest_is_done(self, alice: Person) -> None:
        english = say(alice, "skip breakfast and add milk")
        german = say(alice, "überspring Frühstück und notier Mehl", language="de")

        assert statuses(english) == statuses(german) == ["not_found", "done"]
        assert english["reply"] == "I found no task like “breakfast”. Added “Milk”."
        assert german["reply"] == "Ich habe keine Aufgabe wie „Frühstück“ gefunden. „Mehl“ hinzugefügt."
        assert titles(alice) == ["Mehl", "Milk"]
