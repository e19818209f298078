"""People's voices, sent as they were recorded, end up as the right todos."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.fixtures.product import Person
from tests.modules.voice.speaking import add, lists, play, reply, say, statuses, titles, todo

BERLIN = "Europe/Berlin"


def next_weekday(day: int) -> date:
    """0 is Monday; today is not the next one."""
    today = datetime.now(ZoneInfo(BERLIN)).date()
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


class TestPeople:
    """Clips of real people. What they say is no request to us, so it is offered as a task, word for word."""

    @pytest.mark.parametrize(
        ("clip", "title"),
        [
            ("living_room_lamp.wav", "Turn on the living room lamp."),
            ("book_a_room.wav", "Book a room"),
            ("weather.wav", "What's the weather like?"),
        ],
    )
    def test_a_sentence_becomes_a_task_with_one_tap(self, alice: Person, clip: str, title: str) -> None:
        heard = play(alice, clip, timezone=BERLIN)

        if heard["clarification"] is not None:
            heard = reply(alice, heard, text="yes")

        assert statuses(heard) == ["done"]
        assert [each.rstrip(".?") for each in titles(alice)] == [title.rstrip(".?")]

    def test_a_day_answers_nothing_by_itself(self, alice: Person) -> None:
        assert play(alice, "today.wav", timezone=BERLIN)["transcript"].strip(".") == "Today"
        assert titles(alice) == []

    def test_a_long_speech_is_heard_to_its_end(self, alice: Person) -> None:
        heard = play(alice, "jfk.wav")["transcript"].lower()

        assert heard.startswith("and so my fellow americans")
        assert heard.rstrip(".").endswith("what you can do for your country")


class TestCommands:
    """Todo commands, spoken."""

    def test_a_task_is_added_to_the_list_that_was_named(self, alice: Person) -> None:
        shopping = lists(alice)["Shopping"]

        (result,) = play(alice, "todo/01.wav", timezone=BERLIN)["results"]

        assert (result["action"], result["status"]) == ("task.create", "done")
        assert result["todo"]["category_id"] == shopping

    def test_a_task_is_completed(self, alice: Person) -> None:
        add(alice, "Pay rent")

        play(alice, "todo/03.wav", timezone=BERLIN)

        assert titles(alice, "completed") == ["Pay rent"]

    def test_a_task_is_deleted(self, alice: Person) -> None:
        add(alice, "Dentist appointment")

        play(alice, "todo/05.wav", timezone=BERLIN)

        assert titles(alice) == []

    def test_a_question_is_answered(self, alice: Person) -> None:
        today = datetime.now(ZoneInfo(BERLIN)).date()
        add(alice, "Call Bob", due={"date": str(today), "timezone": BERLIN})

        assert play(alice, "todo/07.wav", timezone=BERLIN)["reply"] == "1 task: Call Bob (today)."

    def test_a_task_is_moved_to_another_day(self, alice: Person) -> None:
        report = add(alice, "Project report")

        play(alice, "todo/09.wav", timezone=BERLIN)

        assert todo(alice, report["id"])["due"]["date"] == str(next_weekday(4))

    def test_a_list_is_made(self, alice: Person) -> None:
        lists(alice)

        play(alice, "todo/13.wav")

        assert "Vacation packing" in lists(alice)

    def test_the_first_task_is_the_one_that_was_shown_first(self, alice: Person) -> None:
        add(alice, "Milk", category_id=lists(alice)["Shopping"])
        say(alice, "what is on my shopping list")

        play(alice, "todo/15.wav")

        assert titles(alice, "completed") == ["Milk"]

    def test_a_task_is_taken_from_a_list(self, alice: Person) -> None:
        add(alice, "Bananas", category_id=lists(alice)["Shopping"])

        play(alice, "todo/23.wav")

        assert titles(alice) == []

    def test_a_day_and_a_part_of_it_are_understood(self, alice: Person) -> None:
        (result,) = play(alice, "todo/25.wav", timezone=BERLIN)["results"]

        due = result["todo"]["due"]
        assert result["todo"]["title"] == "Email the invoice to the client"
        assert (due["date"], due["time"] is not None) == (str(next_weekday(3)), True)
