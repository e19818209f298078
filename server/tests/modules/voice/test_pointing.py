"""What was just made or changed is what "that" is."""

import pytest

from tests.fixtures.product import Person
from tests.modules.voice.speaking import lists, say, statuses, titles, todo

_TEN_MINUTES_BEFORE = {"minutes_before": 10, "at": None}


class TestThat:
    @pytest.mark.parametrize(
        ("language", "first", "then"),
        [("en", "add call mom", "set that to p3"), ("de", "erinnere mich an Mama", "setz das auf p3")],
    )
    def test_it_is_as_urgent_as_is_said_of_it(self, alice: Person, language: str, first: str, then: str) -> None:
        made = say(alice, first, language=language)["results"][0]["todo"]

        outcome = say(alice, then, language=language)

        assert statuses(outcome) == ["done"]
        assert todo(alice, made["id"])["priority"] == 3
        assert len(titles(alice)) == 1

    @pytest.mark.parametrize(
        ("language", "first", "then"),
        [
            ("en", "remind me to call mom", "put that on my {name} list"),
            ("de", "erinnere mich an Mama", "setz das auf die Liste {name}"),
        ],
    )
    def test_it_goes_to_another_list(self, alice: Person, language: str, first: str, then: str) -> None:
        name, list_id = next(iter(lists(alice).items()))
        made = say(alice, first, language=language)["results"][0]["todo"]

        outcome = say(alice, then.format(name=name), language=language)

        assert statuses(outcome) == ["done"]
        assert todo(alice, made["id"])["category_id"] == list_id
        assert len(titles(alice)) == 1

    def test_it_is_reminded_of_before(self, alice: Person) -> None:
        made = say(alice, "call mom tomorrow at 5")["results"][0]["todo"]

        outcome = say(alice, "remind me 10 minutes before that")

        assert outcome["reply"] == "“Call mom” has a reminder 10 minutes before."
        assert todo(alice, made["id"])["reminders"] == [_TEN_MINUTES_BEFORE]

    def test_where_nothing_was_said_before_it_is_asked_what_to_add(self, alice: Person) -> None:
        name = next(iter(lists(alice)))

        outcome = say(alice, f"put that on my {name} list")

        assert outcome["reply"] == "What should I add?"
        assert titles(alice) == []
