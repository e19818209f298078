"""A command in German is understood, done and answered in German."""

from datetime import datetime
from typing import TypeGuard

import pytest

from tests.architecture.test_field_codes import SOURCES, codes_in
from tests.fixtures.product import Person
from tests.modules.voice.speaking import add, reply, say, take_back, titles
from voicetodo.kit.errors import DomainError
from voicetodo.kit.plans import PlanLimit
from voicetodo.modules.todo import errors as todo_errors
from voicetodo.modules.todo.recurrence import NeverTrue, RuleError
from voicetodo.modules.voice import errors
from voicetodo.modules.voice.wording import Wording, sentences_of


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


def test_why_something_was_not_done_is_never_told_in_english() -> None:
    now = datetime.fromisoformat("2030-05-01T09:00")
    wording = Wording("de", now)

    assert wording.refused("plan-limit", "Your plan allows no more.") == "Mehr davon erlaubt dein Tarif nicht."
    assert wording.refused("weather-bad", "It rains.") == wording.refused(None, None) == "Das geht nicht."
    assert Wording("en", now).refused("weather-bad", "It rains.") == "It rains."


def test_whatever_has_german_words_can_be_refused() -> None:
    codes = {code for path in SOURCES for code in codes_in(path)}
    slugs = {kind.slug() for kind in (*vars(errors).values(), *vars(todo_errors).values()) if is_problem(kind)}

    assert set(sentences_of("de").refusals) <= codes | slugs | {PlanLimit.slug(), RuleError("").code, NeverTrue().code}


def is_problem(kind: object) -> TypeGuard[type[DomainError]]:
    return isinstance(kind, type) and issubclass(kind, DomainError)
