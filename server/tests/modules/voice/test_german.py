"""A command in German is understood, done and answered in German."""

import pytest

from tests.fixtures.product import Person
from tests.modules.voice.speaking import add, reply, say, take_back, titles
from voicetodo.modules.voice.wording import sentences_of


class TestGerman:
    @pytest.mark.parametrize("language", ["de", "de-DE", "de-AT"])
    def test_a_todo_is_added_and_told(self, alice: Person, language: str) -> None:
        outcome = say(alice, "erinnere mich morgen um neun daran, Mama anzurufen", language=language)

        assert outcome["reply"] == "„Mama anrufen“ für morgen um 9:00 hinzugefügt."
        assert titles(alice) == ["Mama anrufen"]

    def test_a_question_is_answered(self, alice: Person) -> None:
        assert say(alice, "was steht heute an", language="de")["reply"] == "Heute steht nichts an."

        add(alice, "Miete zahlen")
        assert say(alice, "zeig mir alle Aufgaben", language="de")["reply"] == "1 Aufgabe: Miete zahlen."

    def test_a_list_that_is_missing_is_asked_for_and_the_answer_understood(self, alice: Person) -> None:
        asked = say(alice, "setz Milch auf die Einkaufsliste", language="de")
        assert asked["clarification"]["question"] == "Es gibt noch keine Liste „Einkauf“. Soll ich sie anlegen?"

        made = reply(alice, asked, text="ja bitte")

        assert made["reply"] == "„Milch“ zu Einkauf hinzugefügt."

    def test_it_is_taken_back(self, alice: Person) -> None:
        outcome = say(alice, "Küche putzen", language="de")

        assert take_back(alice, outcome)["reply"] == "Rückgängig gemacht."
        assert titles(alice) == []

    def test_a_dry_run_reads_german_too(self, alice: Person) -> None:
        answer = alice.post("/v1/voice/interpretations", json={"text": "hak die Milch ab", "language": "de"})

        assert answer.json()["actions"][0]["intent"] == "task.complete"


def test_what_is_not_known_is_answered_in_english() -> None:
    assert sentences_of("fr").yes == "Yes"
    assert sentences_of("de_CH").yes == "Ja"
