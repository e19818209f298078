"""Something said is done: over real HTTP, in the speaker's own zone and lists."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.fixtures.product import Person
from tests.modules.voice.speaking import add, lists, say, statuses, titles, todo


class TestSaying:
    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        answer = nobody.post("/v1/voice/commands", json={"text": "buy milk"})

        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"

    def test_several_tasks_in_one_sentence_are_all_added_and_told_in_one(self, alice: Person) -> None:
        shopping = lists(alice)["Shopping"]

        outcome = say(alice, "add milk and eggs to shopping, and remind me to call Mum tomorrow at nine")

        assert statuses(outcome) == ["done", "done", "done"]
        milk, eggs, mum = (result["todo"] for result in outcome["results"])
        assert (milk["category_id"], eggs["category_id"], mum["category_id"]) == (shopping, shopping, None)
        assert (mum["due"]["time"], mum["due"]["timezone"]) == ("09:00", "Europe/Berlin")
        assert outcome["reply"] == "Added “Milk” and “Eggs” to Shopping. Added “Call Mum” for tomorrow at 9:00."
        assert titles(alice) == ["Call Mum", "Eggs", "Milk"]

    def test_a_change_that_says_nothing_new_is_not_called_done(self, alice: Person) -> None:
        add(alice, "Pay rent")

        outcome = say(alice, "update the pay rent task")

        assert statuses(outcome) == ["refused"]
        assert "move it to Friday" in outcome["reply"]

    def test_when_to_be_reminded_is_kept(self, alice: Person) -> None:
        outcome = say(alice, "call mom tomorrow at nine, remind me 30 minutes before")

        assert outcome["results"][0]["todo"]["reminders"] == [{"minutes_before": 30, "at": None}]

    def test_what_was_added_with_a_reminder_asked_for_behind_it_keeps_both(self, alice: Person) -> None:
        outcome = say(alice, "add meeting tomorrow at 3pm and remind me 30 minutes before")

        added = outcome["results"][0]["todo"]
        assert (added["title"], added["due"]["time"]) == ("Meeting", "15:00")
        assert added["reminders"] == [{"minutes_before": 30, "at": None}]

    def test_what_was_added_tells_where_it_came_from(self, alice: Person) -> None:
        outcome = say(alice, "buy stamps")

        added = todo(alice, outcome["results"][0]["todo"]["id"])
        assert (added["source"], added["command_id"]) == ("text", outcome["id"])

    def test_what_was_typed_is_not_told_as_said_by_voice_in_the_activity(self, alice: Person) -> None:
        rent = add(alice, "Pay rent")

        say(alice, "mark pay rent as done")

        told = alice.get("/v1/activity", params={"entity_id": rent["id"], "verb": "completed"}).json()["items"]
        assert [entry["source"] for entry in told] == ["text"]

    def test_every_part_that_was_understood_points_at_its_words(self, alice: Person) -> None:
        text = "call the bank tomorrow at nine"

        outcome = say(alice, text)

        ((start, end),) = outcome["interpretation"]["actions"][0]["spans"]["title"]
        assert text[start:end] == "call the bank"

    def test_labels_are_told_by_name(self, alice: Person) -> None:
        alice.post("/v1/labels", json={"name": "Phone"})

        outcome = say(alice, "call Bob @phone @urgent")

        assert outcome["results"][0]["labels"] == ["Phone", "urgent"]

    def test_different_requests_in_one_sentence_are_each_done(self, alice: Person) -> None:
        add(alice, "Pay rent")

        outcome = say(alice, "add bread and mark pay rent as done")

        assert statuses(outcome) == ["done", "done"]
        assert outcome["reply"] == "Added “Bread”. Done: “Pay rent”."
        assert (titles(alice), titles(alice, "completed")) == (["Bread"], ["Pay rent"])

    def test_a_recurring_task_that_is_done_tells_when_it_is_due_again(self, alice: Person) -> None:
        say(alice, "water the plants every day")

        outcome = say(alice, "I watered the plants")

        assert outcome["reply"] == "Done: “Water the plants”. It is due again tomorrow."

    def test_words_marked_as_literal_mean_nothing_but_themselves(self, alice: Person) -> None:
        outcome = say(alice, "buy tomorrow magazine", literal_spans=[[4, 12]])

        added = outcome["results"][0]["todo"]
        assert (added["title"], added["due"]) == ("Buy tomorrow magazine", None)


class TestTargets:
    def test_a_task_is_found_by_other_words_of_the_same_meaning(self, alice: Person) -> None:
        rent = add(alice, "Pay the rent")

        outcome = say(alice, "I paid the rent")

        assert outcome["results"][0]["todo"]["id"] == rent["id"]
        assert titles(alice, "completed") == ["Pay the rent"]

    def test_a_task_is_found_by_its_sound(self, alice: Person) -> None:
        call = add(alice, "Call Catherine")

        outcome = say(alice, "mark call Kathryn as done")

        assert outcome["results"][0]["todo"]["id"] == call["id"]

    def test_what_nobody_knows_is_said_to_be_unknown(self, alice: Person) -> None:
        outcome = say(alice, "delete the helicopter inspection")

        assert statuses(outcome) == ["not_found"]
        assert outcome["reply"] == "I found no task like “the helicopter inspection”."
        assert not outcome["is_undoable"]

    def test_another_persons_task_is_never_found(self, alice: Person, charlie: Person) -> None:
        rent = add(alice, "Pay the rent")

        outcome = say(charlie, "I paid the rent")

        assert statuses(outcome) == ["not_found"]
        assert todo(alice, rent["id"])["completed_at"] is None

    def test_the_second_one_counts_in_what_was_shown_last(self, alice: Person) -> None:
        shopping = lists(alice)["Shopping"]
        add(alice, "Milk", category_id=shopping)
        eggs = add(alice, "Eggs", category_id=shopping)
        say(alice, "what is on my shopping list")

        outcome = say(alice, "complete the second one")

        assert outcome["results"][0]["todo"]["id"] == eggs["id"]


class TestLevels:
    @pytest.mark.parametrize("said", ["make pay rent p1", "set pay rent to p1"])
    def test_a_level_written_short_is_given_to_the_task_that_is_named(self, alice: Person, said: str) -> None:
        rent = add(alice, "Pay rent")

        outcome = say(alice, said)

        assert outcome["reply"] == "“Pay rent” has top priority."
        assert todo(alice, rent["id"])["priority"] == 1
        assert titles(alice) == ["Pay rent"]


class TestAsking:
    """Questions about todos are answered in words."""

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            ("when is the rent due", "“Pay rent” is due tomorrow."),
            ("when is mow the lawn due", "“Mow the lawn” has no date."),
            ("is milk on the shopping list", "Yes: “Milk” on Shopping."),
            ("is caviar on the shopping list", "No. I found no task like “Caviar”."),
            ("did I pay the rent", "Not yet: “Pay rent”, due tomorrow."),
            ("what is on my shopping list", "1 task: Milk."),
            ("what is on my work list", "There is nothing on Work."),
            ("how many tasks do I have", "3 tasks."),
            ("what is due tomorrow", "1 task: Pay rent (tomorrow)."),
            ("read my overdue items", "Nothing is overdue."),
        ],
    )
    def test_a_question_is_answered(self, alice: Person, question: str, answer: str) -> None:
        tomorrow = datetime.now(ZoneInfo("Europe/Berlin")).date() + timedelta(days=1)
        add(alice, "Pay rent", due={"date": tomorrow.isoformat(), "timezone": "Europe/Berlin"})
        add(alice, "Milk", category_id=lists(alice)["Shopping"])
        add(alice, "Mow the lawn")

        assert say(alice, question)["reply"] == answer

    def test_what_is_done_already_is_told_so(self, alice: Person) -> None:
        add(alice, "Pay rent")
        say(alice, "complete pay rent")

        assert say(alice, "is the rent done")["reply"].startswith("Yes, “Pay rent” was done today at ")
        assert say(alice, "is rent on my list")["reply"].startswith("No, “Pay rent” was done today at ")


class TestWhen:
    """ "Tomorrow" counts from when and where it was said."""

    def test_the_zone_that_came_along_counts(self, alice: Person) -> None:
        here = datetime.now(ZoneInfo("Pacific/Kiritimati")).date()

        outcome = say(alice, "call Bob tomorrow at nine", timezone="Pacific/Kiritimati")

        due = outcome["results"][0]["todo"]["due"]
        assert due == {"date": str(here + timedelta(days=1)), "time": "09:00", "timezone": "Pacific/Kiritimati"}

    def test_what_was_said_days_ago_counts_from_then(self, alice: Person) -> None:
        said_at = datetime.now(UTC).replace(hour=12) - timedelta(days=3)

        outcome = say(alice, "call Bob tomorrow", captured_at=said_at.isoformat())

        due = outcome["results"][0]["todo"]["due"]["date"]
        assert date.fromisoformat(due) == said_at.date() + timedelta(days=1)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("timezone", "Mars/Olympus"),
            ("timezone", "../../etc/passwd"),
            ("captured_at", "0001-01-01T00:00:00+14:00"),
            ("captured_at", "9999-12-31T23:59:59-14:00"),
            ("captured_at", "2026-01-01T00:00:00"),
        ],
    )
    def test_a_zone_or_moment_that_cannot_be_is_refused(self, alice: Person, field: str, value: str) -> None:
        answer = alice.post("/v1/voice/commands", json={"text": "call Bob tomorrow", field: value})

        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]
        assert titles(alice) == []


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"{", 400),
            (b'{"text": "\\ud800"}', 400),
            (b"{}", 422),
            (b'{"text": 5}', 422),
            (b'{"text": "   "}', 422),
            (b'{"text": "a\\u0000b"}', 422),
            (b'{"text": "buy milk", "colour": "red"}', 422),
            (b'{"text": "buy milk", "literal_spans": [[-1, 3]]}', 422),
            (b'{"text": "' + b"x" * 5001 + b'"}', 422),
        ],
    )
    def test_what_cannot_be_words_is_a_clear_problem(self, alice: Person, body: bytes, status: int) -> None:
        answer = alice.post("/v1/voice/commands", content=body, headers={"Content-Type": "application/json"})

        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"

    def test_other_kinds_of_content_are_refused(self, alice: Person) -> None:
        answer = alice.post("/v1/voice/commands", content=b"buy milk", headers={"Content-Type": "text/plain"})

        assert answer.status_code == 415

    @pytest.mark.parametrize("text", ["'; DROP TABLE commands; --", "<script>alert(1)</script>", "{{7*7}} ${x}"])
    def test_code_is_words_like_any_other(self, alice: Person, text: str) -> None:
        outcome = say(alice, f"add {text}")

        assert outcome["transcript"] == f"add {text}"
        assert statuses(say(alice, "what is due today")) == ["done"]


class TestInterpreting:
    def test_what_words_would_mean_is_told_and_not_done(self, alice: Person) -> None:
        answer = alice.post("/v1/voice/interpretations", json={"text": "call Bob tomorrow"})

        assert answer.json()["actions"][0]["intent"] == "task.create"
        assert titles(alice) == []
        assert alice.get("/v1/voice/commands").json()["items"] == []

    def test_spans_taken_back_are_words_again(self, alice: Person) -> None:
        draft = {"text": "call Bob tomorrow", "literal_spans": [[9, 17]]}

        slots = alice.post("/v1/voice/interpretations", json=draft).json()["actions"][0]["slots"]

        assert slots == {"title": "Call Bob tomorrow"}

    def test_nothing_typed_yet_is_no_mistake(self, alice: Person) -> None:
        assert alice.post("/v1/voice/interpretations", json={"text": ""}).status_code == 200

    def test_a_zone_that_does_not_exist_is_refused(self, alice: Person) -> None:
        answer = alice.post("/v1/voice/interpretations", json={"text": "call Bob", "timezone": "Mars/Olympus"})

        assert answer.status_code == 422

    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        assert nobody.post("/v1/voice/interpretations", json={"text": "call Bob"}).status_code == 401


class TestPreferences:
    def test_say_when_the_morning_is_and_which_way_round_a_date_is_written(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"region": "GB", "hours": {"morning": "07:30"}})

        morning = say(alice, "call mum tomorrow morning")
        day = say(alice, "pay the rent on 3/4/2031")

        assert morning["results"][0]["todo"]["due"]["time"] == "07:30"
        assert day["results"][0]["todo"]["due"]["date"] == "2031-04-03"

    def test_a_parent_with_open_subtasks_is_not_completed_over_them(self, alice: Person) -> None:
        alice.patch("/v1/preferences", json={"completing_parent": "ask"})
        party = add(alice, "Plan party")
        add(alice, "Buy cake", parent_id=party["id"])

        outcome = say(alice, "complete plan party")

        assert statuses(outcome) == ["refused"]
        assert todo(alice, party["id"])["completed_at"] is None
