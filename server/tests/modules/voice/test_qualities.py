"""Questions and commands by what is on todos, their labels and priority, are about those todos only."""

import pytest

from tests.fixtures.product import Person
from tests.modules.voice.speaking import add, lists, reply, say, statuses, titles


@pytest.fixture
def busy(alice: Person) -> Person:
    """Of everything something, and one todo that has nothing."""
    phone, errands = (_label(alice, name) for name in ("phone", "errands"))
    add(alice, "Call mom", label_ids=[phone], priority=1)
    add(alice, "Post office", label_ids=[errands], category_id=lists(alice)["Work"])
    add(alice, "Call the shop", label_ids=[phone, errands])
    add(alice, "Tax return", priority=1, category_id=lists(alice)["Work"])
    add(alice, "Read")
    return alice


def _label(person: Person, name: str) -> str:
    answer = person.post("/v1/labels", json={"name": name})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def shown(person: Person, question: str, **said: str) -> list[str]:
    """The titles that a question brings, in alphabetical order."""
    (result,) = say(person, question, **said)["results"]
    return sorted(each["title"] for each in result["todos"])


class TestPriorities:
    @pytest.mark.parametrize(
        "question",
        ["what are my p1 tasks", "show my urgent tasks", "which tasks have priority 1", "what's urgent"],
    )
    def test_only_what_is_pressing_is_shown(self, busy: Person, question: str) -> None:
        assert shown(busy, question) == ["Call mom", "Tax return"]

    @pytest.mark.parametrize(
        "question",
        ["was ist dringend", "welche Aufgaben haben Priorität 1", "was ist mit Wichtig", "zeig mir die p1 Aufgaben"],
    )
    def test_in_german_too(self, busy: Person, question: str) -> None:
        assert shown(busy, question, language="de") == ["Call mom", "Tax return"]

    def test_a_list_narrows_it_down(self, busy: Person) -> None:
        assert shown(busy, "urgent tasks on my work list") == ["Tax return"]

    def test_they_are_counted(self, busy: Person) -> None:
        assert say(busy, "how many urgent tasks do I have")["reply"] == "2 tasks."

    def test_that_there_is_none_is_told(self, busy: Person) -> None:
        assert say(busy, "which tasks have priority 2")["reply"] == "Nothing has high priority."
        assert say(busy, "welche Aufgaben haben Priorität 2", language="de")["reply"] == "Nichts hat hohe Priorität."
        assert say(busy, "what's urgent today")["reply"] == "I found no such task."


class TestLabels:
    @pytest.mark.parametrize("question", ["what's labelled errands", "which tasks have the label errands"])
    def test_only_what_has_the_label_is_shown(self, busy: Person, question: str) -> None:
        assert shown(busy, question) == ["Call the shop", "Post office"]

    @pytest.mark.parametrize("question", ["was ist mit dem Etikett phone", "welche Aufgaben sind mit phone markiert"])
    def test_in_german_too(self, busy: Person, question: str) -> None:
        assert shown(busy, question, language="de") == ["Call mom", "Call the shop"]

    def test_of_two_labels_both_are_asked_for(self, busy: Person) -> None:
        assert shown(busy, "show everything tagged errands and phone") == ["Call the shop"]

    def test_a_label_that_is_unknown_is_told_so(self, busy: Person) -> None:
        outcome = say(busy, "what's labelled garden")

        assert (statuses(outcome), outcome["reply"]) == (["not_found"], "There is no label “garden”.")
        german = say(busy, "zeig alles mit dem Etikett Garten", language="de")
        assert german["reply"] == "Es gibt kein Etikett „Garten“."

    def test_that_nothing_has_it_is_told(self, busy: Person) -> None:
        _label(busy, "garden")

        assert say(busy, "what is tagged garden")["reply"] == "Nothing is labelled “garden”."

    @pytest.mark.usefixtures("busy")
    def test_what_is_somebody_elses_is_not_shown(self, charlie: Person) -> None:
        _label(charlie, "errands")

        assert shown(charlie, "what's labelled errands") == []
        assert shown(charlie, "what are my p1 tasks") == []


class TestCommands:
    @pytest.mark.parametrize("command", ["complete all urgent tasks", "complete all p1 tasks"])
    def test_those_of_a_priority_are_meant_and_asked_about(self, busy: Person, command: str) -> None:
        asked = say(busy, command)
        assert asked["clarification"]["question"] == "Complete 2 tasks?"

        reply(busy, asked, text="yes")

        assert titles(busy, "completed") == ["Call mom", "Tax return"]

    @pytest.mark.parametrize(
        ("command", "language"),
        [("delete everything labelled errands", "en"), ("lösche alles mit dem Etikett errands", "de")],
    )
    def test_those_of_a_label_are(self, busy: Person, command: str, language: str) -> None:
        reply(busy, say(busy, command, language=language), option_id="1")

        assert titles(busy) == ["Call mom", "Read", "Tax return"]

    def test_a_list_narrows_it_down(self, busy: Person) -> None:
        say(busy, "delete all p1 tasks on my work list")

        assert titles(busy) == ["Call mom", "Call the shop", "Post office", "Read"]

    def test_of_two_labels_both_are_meant_and_of_two_priorities_either(self, busy: Person) -> None:
        say(busy, "complete everything tagged errands and phone")
        assert titles(busy, "completed") == ["Call the shop"]

        assert say(busy, "complete all p1 and p2 tasks")["clarification"]["question"] == "Complete 2 tasks?"

    def test_a_priority_is_changed_to_another(self, busy: Person) -> None:
        reply(busy, say(busy, "set all p1 tasks to p3"), text="yes")

        assert shown(busy, "which tasks have priority 3") == ["Call mom", "Tax return"]

    def test_what_is_done_is_open_again(self, busy: Person) -> None:
        reply(busy, say(busy, "complete all tasks"), text="yes")

        reply(busy, say(busy, "reopen all urgent tasks"), text="yes")

        assert titles(busy) == ["Call mom", "Tax return"]

    def test_where_there_is_none_nothing_happens(self, busy: Person) -> None:
        assert say(busy, "delete all p2 tasks")["reply"] == "I found no such task."
        assert say(busy, "delete everything labelled garden")["reply"] == "There is no label “garden”."
        assert len(titles(busy)) == 5

    def test_a_task_that_is_called_so_is_meant_itself(self, busy: Person) -> None:
        add(busy, "Sort urgent tasks")

        say(busy, "complete sort urgent tasks")

        assert titles(busy, "completed") == ["Sort urgent tasks"]

    def test_what_is_somebody_elses_is_left_alone(self, busy: Person, charlie: Person) -> None:
        _label(charlie, "errands")

        for command in ("complete all urgent tasks", "delete everything labelled errands", "set all p1 tasks to p2"):
            assert statuses(say(charlie, command)) == ["not_found"]

        assert len(titles(busy)) == 5
