"""The same command sent again does nothing twice, wherever the first one ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.fixtures.product import Person, Product
from tests.modules.voice.speaking import CLIPS, Json, add, reply, say, send_recording, statuses, titles
from voicetodo.kit.errors import Unavailable
from voicetodo.main.assembly import Assembly
from voicetodo.modules.voice.hearing import Utterance
from voicetodo.modules.voice.service import VoiceService


def service(process: Assembly) -> VoiceService:
    found = process.host.parts.services[VoiceService]
    assert isinstance(found, VoiceService)
    return found


def said_inside(product: Product, person: Person, command_id: UUID, text: str) -> Json:
    """The verb itself, as a repeat under the same key calls it."""

    async def process(running: Assembly) -> Json:
        outcome = await service(running).process(UUID(person.id), Utterance(id=command_id, text=text))
        return {"reply": outcome.reply, "statuses": [result.status for result in outcome.results]}

    return product.run(process)


@contextmanager
def dying(product: Product, owner: str, verb: str) -> Iterator[None]:
    """The process ends where `verb` would be called: everything before it has happened, nothing after it does."""
    running = service(product.assembly)
    target: Any = {"todos": running._performer._todos, "service": running}[owner]

    async def die(*_: object, **__: object) -> None:
        raise Unavailable("The process died.")

    setattr(target, verb, die)
    try:
        yield
    finally:
        delattr(target, verb)


class TestKeys:
    def test_words_sent_twice_under_a_key_are_done_once(self, alice: Person) -> None:
        headers = {"Idempotency-Key": str(uuid4())}

        first = alice.post("/v1/voice/commands", json={"text": "add milk"}, headers=headers)
        again = alice.post("/v1/voice/commands", json={"text": "add milk"}, headers=headers)

        assert (first.status_code, again.json()) == (200, first.json())
        assert titles(alice) == ["Milk"]

    def test_a_recording_sent_twice_under_a_key_is_done_once(self, alice: Person) -> None:
        recording = (CLIPS / "todo/13.wav").read_bytes()
        headers = {"Idempotency-Key": str(uuid4()), "Content-Type": "multipart/form-data; boundary=same"}
        body = (
            b'--same\r\nContent-Disposition: form-data; name="audio"; filename="a.wav"\r\n'
            b"Content-Type: audio/wav\r\n\r\n" + recording + b"\r\n--same--\r\n"
        )

        first = alice.post("/v1/voice/commands", content=body, headers=headers)
        again = alice.post("/v1/voice/commands", content=body, headers=headers)

        assert (first.status_code, again.json()) == (200, first.json())
        assert alice.get("/v1/voice/stats").json()["commands"] == 1

    def test_a_key_does_not_stand_for_other_words(self, alice: Person) -> None:
        headers = {"Idempotency-Key": str(uuid4())}
        alice.post("/v1/voice/commands", json={"text": "add milk"}, headers=headers)

        other = alice.post("/v1/voice/commands", json={"text": "add eggs"}, headers=headers)

        assert other.status_code == 422
        assert titles(alice) == ["Milk"]

    def test_without_a_key_the_same_words_are_a_new_command(self, alice: Person) -> None:
        recording = (CLIPS / "todo/25.wav").read_bytes()

        assert statuses(send_recording(alice, recording).json()) == ["done"]
        assert statuses(send_recording(alice, recording).json()) == ["done"]
        assert len(titles(alice)) == 2


class TestDying:
    """The process that heard it dies on the way; the client sends it again under the same key."""

    @pytest.mark.parametrize(
        ("owner", "verb"), [("todos", "apply"), ("service", "_finish")], ids=["before the changes", "after the changes"]
    )
    def test_a_command_is_done_once(self, product: Product, alice: Person, owner: str, verb: str) -> None:
        command_id = uuid4()
        add(alice, "Pay rent")
        with dying(product, owner, verb), pytest.raises(Unavailable):
            said_inside(product, alice, command_id, "mark pay rent as done")

        outcome = said_inside(product, alice, command_id, "mark pay rent as done")

        assert outcome == {"reply": "Done: “Pay rent”.", "statuses": ["done"]}
        assert titles(alice, "completed") == ["Pay rent"]

    def test_tasks_are_added_once(self, product: Product, alice: Person) -> None:
        command_id = uuid4()
        with dying(product, "service", "_finish"), pytest.raises(Unavailable):
            said_inside(product, alice, command_id, "add milk and eggs")

        said_inside(product, alice, command_id, "add milk and eggs")

        assert titles(alice) == ["Eggs", "Milk"]

    def test_the_first_plan_holds_whatever_happened_since(self, product: Product, alice: Person) -> None:
        command_id = uuid4()
        add(alice, "Pay rent")
        with dying(product, "todos", "apply"), pytest.raises(Unavailable):
            said_inside(product, alice, command_id, "mark pay rent as done")
        add(alice, "Pay rent for the garage")

        said_inside(product, alice, command_id, "mark pay rent as done")

        assert titles(alice, "completed") == ["Pay rent"]

    def test_an_undo_takes_back_one_command_only(self, product: Product, alice: Person) -> None:
        command_id = uuid4()
        say(alice, "add milk")
        say(alice, "add eggs")
        with dying(product, "service", "_finish"), pytest.raises(Unavailable):
            said_inside(product, alice, command_id, "undo")

        said_inside(product, alice, command_id, "undo")

        assert titles(alice) == ["Milk"]

    def test_an_answer_is_carried_out_once(self, product: Product, alice: Person) -> None:
        add(alice, "Pay rent")
        add(alice, "Pay rates")
        asked = say(alice, "complete pay")

        async def answer(running: Assembly) -> None:
            verb = service(running).answer
            await verb(UUID(alice.id), UUID(asked["id"]), option_id="1", text=None)

        with dying(product, "service", "_finish"), pytest.raises(Unavailable):
            product.run(answer)

        outcome = reply(alice, asked, option_id="1")

        assert statuses(outcome) == ["done"]
        assert titles(alice, "completed") == ["Pay rates"]

    def test_another_answer_afterwards_does_not_do_both(self, product: Product, alice: Person) -> None:
        add(alice, "Pay rent")
        add(alice, "Pay rates")
        asked = say(alice, "complete pay")

        async def answer(running: Assembly) -> None:
            verb = service(running).answer
            await verb(UUID(alice.id), UUID(asked["id"]), option_id="1", text=None)

        with dying(product, "service", "_finish"), pytest.raises(Unavailable):
            product.run(answer)

        reply(alice, asked, option_id="2")

        assert titles(alice, "completed") == ["Pay rates"]


def test_while_todos_cannot_be_reached_nothing_is_taken_for_refused(product: Product, alice: Person) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    with dying(product, "todos", "apply"):
        away = alice.post("/v1/voice/commands", json={"text": "add milk"}, headers=headers)

    again = alice.post("/v1/voice/commands", json={"text": "add milk"}, headers=headers)

    assert (away.status_code, again.status_code) == (503, 200)
    assert titles(alice) == ["Milk"]
