"""Where words are not enough, a short question is asked, and its answer is carried out."""

from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest

from tests.fixtures.product import Person, Product
from tests.modules.voice.speaking import Json, add, lists, reply, say, statuses, take_back, titles, todo
from tests.modules.voice.test_repeats import service
from voicetodo.modules.voice.service import VoiceService


@pytest.fixture
def which(alice: Person) -> Json:
    """Alice was asked which of two tasks she means."""
    add(alice, "Pay rent")
    add(alice, "Pay rates")
    return say(alice, "complete pay")


@contextmanager
def meanwhile(running: VoiceService, verb: str, other: Callable[[], Awaitable[object]]) -> Iterator[None]:
    """Once `verb` of the todo module was called and before that is heard of, something else happens."""
    todos: Any = running._performer._todos
    called = getattr(todos, verb)

    async def call(**asked: Any) -> Any:
        delattr(todos, verb)
        answer = await called(**asked)
        await other()
        return answer

    setattr(todos, verb, call)
    yield


def labels(outcome: Json) -> list[str]:
    return [option["label"] for option in outcome["clarification"]["options"]]


class TestWhichOne:
    def test_close_matches_are_asked_about_and_nothing_is_done(self, alice: Person, which: Json) -> None:
        assert statuses(which) == ["needs_answer"]
        assert labels(which) == ["Pay rates", "Pay rent", "Never mind"]
        assert titles(alice, "completed") == []

    @pytest.mark.parametrize(
        "answer",
        [{"option_id": "2"}, {"text": "the second one"}, {"text": "Pay rent."}, {"text": "rent"}, {"text": "number 2"}],
    )
    def test_the_answer_says_which(self, alice: Person, which: Json, answer: dict[str, str]) -> None:
        outcome = reply(alice, which, **answer)

        assert statuses(outcome) == ["done"]
        assert outcome["clarification"] is None
        assert titles(alice, "completed") == ["Pay rent"]

    def test_never_mind_leaves_everything(self, alice: Person, which: Json) -> None:
        outcome = reply(alice, which, text="never mind")

        assert outcome["reply"] == "All right, I left everything as it was."
        assert titles(alice) == ["Pay rates", "Pay rent"]

    def test_what_is_none_of_the_answers_may_be_tried_again(self, alice: Person, which: Json) -> None:
        refused = alice.post(f"/v1/voice/commands/{which['id']}/answer", json={"text": "the blue helicopter"})

        assert refused.status_code == 422
        assert statuses(reply(alice, which, option_id="1")) == ["done"]

    @pytest.mark.parametrize("body", [{}, {"option_id": "1", "text": "yes"}, {"option_id": "99"}, {"text": "a\0"}])
    def test_an_answer_that_is_none_is_refused(self, alice: Person, which: Json, body: dict[str, str]) -> None:
        assert alice.post(f"/v1/voice/commands/{which['id']}/answer", json=body).status_code == 422

    def test_an_answered_question_is_not_answered_again(self, alice: Person, which: Json) -> None:
        reply(alice, which, option_id="1")

        again = alice.post(f"/v1/voice/commands/{which['id']}/answer", json={"option_id": "2"})

        assert again.status_code == 409
        assert titles(alice, "completed") == ["Pay rates"]

    def test_of_two_answers_at_once_one_counts(self, alice: Person, which: Json) -> None:
        url = f"/v1/voice/commands/{which['id']}/answer"

        with ThreadPoolExecutor(2) as both:
            answers = list(both.map(lambda option: alice.post(url, json={"option_id": option}), ("1", "2")))

        assert {answer.status_code for answer in answers} <= {200, 409}
        assert len(titles(alice, "completed")) == 1

    @pytest.mark.parametrize("verb", ["apply", "revert"])
    def test_an_answer_that_comes_while_all_is_undone_is_undone_too(
        self, product: Product, alice: Person, verb: str
    ) -> None:
        """Whichever of the two is further."""
        add(alice, "Pay rent")
        add(alice, "Pay rates")
        asked = say(alice, "add milk, then complete pay")
        user_id, command_id, running = UUID(alice.id), UUID(asked["id"]), service(product.assembly)

        async def undo() -> object:
            return await running.undo(user_id, command_id)

        async def answer() -> object:
            return await running.answer(user_id, command_id, option_id="1", text=None)

        first, second = (answer, undo) if verb == "apply" else (undo, answer)
        with meanwhile(running, verb, second):
            product.run(lambda _: first())

        assert alice.get(f"/v1/voice/commands/{command_id}").json()["undone_at"] is not None
        assert (titles(alice), titles(alice, "completed")) == (["Pay rates", "Pay rent"], [])

    def test_a_stranger_finds_no_such_question(self, charlie: Person, which: Json) -> None:
        answer = charlie.post(f"/v1/voice/commands/{which['id']}/answer", json={"option_id": "1"})

        assert answer.status_code == 404


class TestManyAtOnce:
    def test_many_are_changed_only_after_a_yes(self, alice: Person) -> None:
        add(alice, "Milk")
        add(alice, "Eggs")
        asked = say(alice, "complete everything")
        assert asked["clarification"]["question"] == "Complete 2 tasks?"
        assert titles(alice, "completed") == []

        outcome = reply(alice, asked, text="yes, please")

        assert outcome["reply"] == "Completed 2 tasks."
        assert titles(alice, "completed") == ["Eggs", "Milk"]

    def test_a_no_leaves_them(self, alice: Person) -> None:
        add(alice, "Milk")
        add(alice, "Eggs")

        outcome = reply(alice, say(alice, "delete all tasks"), text="no")

        assert statuses(outcome) == ["refused"]
        assert titles(alice) == ["Eggs", "Milk"]

    def test_what_a_yes_did_is_taken_back_as_a_whole(self, alice: Person) -> None:
        add(alice, "Milk")
        add(alice, "Eggs")
        outcome = reply(alice, say(alice, "complete everything"), option_id="1")

        assert take_back(alice, outcome)["reply"] == "Undone."
        assert titles(alice) == ["Eggs", "Milk"]


class TestUnknownLists:
    def test_a_list_nobody_knows_is_made_after_a_yes_and_written_as_a_name(self, alice: Person) -> None:
        lists(alice)
        asked = say(alice, "add a tent to my camping list")
        assert asked["reply"] == "There is no list “Camping” yet. Shall I make it?"

        outcome = reply(alice, asked, text="yes")

        assert outcome["results"][0]["todo"]["category_id"] == lists(alice)["Camping"]

    def test_the_inbox_is_the_other_answer(self, alice: Person) -> None:
        outcome = reply(alice, say(alice, "add a tent to my camping list"), text="put it in the inbox")

        assert outcome["results"][0]["todo"]["category_id"] is None
        assert "Camping" not in lists(alice)


class TestOwnWords:
    def test_a_task_without_a_name_is_asked_for_and_understood(self, alice: Person) -> None:
        asked = say(alice, "add a task")
        assert asked["clarification"] == {
            "question": "What should I add?",
            "options": [{"id": "no", "label": "Never mind"}],
            "takes_words": True,
        }

        outcome = reply(alice, asked, text="buy paint tomorrow at five")

        added = outcome["results"][0]["todo"]
        assert (added["title"], added["due"]["time"]) == ("Buy paint", "17:00")

    def test_the_list_that_was_named_with_the_question_holds_for_the_answer(self, alice: Person) -> None:
        shopping = lists(alice)["Shopping"]

        outcome = reply(alice, say(alice, "add a task to shopping"), text="milk and eggs")

        assert [result["todo"]["category_id"] for result in outcome["results"]] == [shopping, shopping]
        assert titles(alice) == ["Eggs", "Milk"]


class TestAnsweringByVoice:
    """Who was asked may simply say the answer."""

    def test_a_yes_said_next_answers_the_question(self, alice: Person) -> None:
        add(alice, "Milk")
        add(alice, "Eggs")
        asked = say(alice, "complete everything")

        outcome = say(alice, "yes")

        assert (outcome["id"], outcome["reply"]) == (asked["id"], "Completed 2 tasks.")
        assert titles(alice, "completed") == ["Eggs", "Milk"]

    @pytest.mark.usefixtures("which")
    def test_a_name_said_next_tells_which(self, alice: Person) -> None:
        say(alice, "Pay rent")

        assert titles(alice, "completed") == ["Pay rent"]

    @pytest.mark.parametrize("words", ["the one for tomorrow", "tomorrow", "the one in shopping", "Shopping."])
    def test_what_tells_it_from_the_others_is_enough(self, alice: Person, words: str) -> None:
        say(alice, "buy stamps")
        say(alice, "buy stamps tomorrow for shopping")
        asked = say(alice, "I bought the stamps")
        assert sorted(labels(asked)) == ["Buy stamps (Inbox)", "Buy stamps (Shopping, tomorrow)", "Never mind"]

        say(alice, words)

        (done,) = alice.get("/v1/todos", params={"status": "completed"}).json()["items"]
        assert done["due"] is not None
        assert titles(alice) == ["Buy stamps"]

    @pytest.mark.parametrize("words", ["No.", "Nope", "cancel that", "Never mind."])
    def test_a_no_said_next_leaves_everything(self, alice: Person, which: Json, words: str) -> None:
        outcome = say(alice, words)

        assert (outcome["id"], outcome["clarification"]) == (which["id"], None)
        assert titles(alice) == ["Pay rates", "Pay rent"]

    @pytest.mark.usefixtures("which")
    @pytest.mark.parametrize("words", ["Undo.", "undo that", "Take that back."])
    def test_an_undo_said_next_takes_the_answer_back(self, alice: Person, words: str) -> None:
        say(alice, "the second one")
        assert titles(alice, "completed") == ["Pay rent"]

        say(alice, words)

        assert titles(alice, "completed") == []

    def test_something_new_said_next_is_done_for_itself(self, alice: Person, which: Json) -> None:
        outcome = say(alice, "add bread")

        assert outcome["id"] != which["id"]
        assert titles(alice) == ["Bread", "Pay rates", "Pay rent"]

    def test_a_yes_to_nothing_changes_nothing(self, alice: Person) -> None:
        assert statuses(say(alice, "yes")) == ["unsupported"]

    @pytest.mark.usefixtures("which")
    def test_a_yes_is_nobody_elses_answer(self, alice: Person, charlie: Person) -> None:
        say(charlie, "the second one")

        assert titles(alice, "completed") == []


def test_what_is_not_for_us_is_kept_as_a_task_when_wished(alice: Person) -> None:
    asked = say(alice, "turn on the living room lamp")
    assert statuses(asked) == ["unsupported"]

    outcome = reply(alice, asked, option_id="1")

    added = todo(alice, outcome["results"][0]["todo"]["id"])
    assert added["title"] == "Turn on the living room lamp"
