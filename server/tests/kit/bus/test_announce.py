"""A fact leaves with the change that makes it true, or not at all."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.kit.bus.facts import ALICE, BOB, Ear, Said, say
from voicetodo.kit.bus import Courier, announce
from voicetodo.kit.db import Database
from voicetodo.kit.telemetry.traces import Tracing


async def test_what_was_committed_is_heard(courier: Courier, todo: Database, ear: Ear) -> None:
    await say(todo, "buy milk")

    await courier.drain()

    assert ear.words == ["buy milk"]


async def test_what_was_rolled_back_is_not_heard(courier: Courier, todo: Database, ear: Ear) -> None:
    async def fail() -> None:
        async with todo.transaction() as tx:
            await announce(tx, Said(user_id=ALICE, words="buy milk"))
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    await courier.drain()

    assert ear.words == []


async def test_facts_of_one_transaction_keep_their_order(courier: Courier, todo: Database, ear: Ear) -> None:
    words = [f"{number}" for number in range(50)]
    await say(todo, *words)

    await courier.drain()

    assert ear.words == words


async def test_announcing_nothing_does_nothing(courier: Courier, todo: Database, ear: Ear) -> None:
    await say(todo)

    await courier.drain()

    assert ear.words == []


async def test_the_envelope_tells_whose_and_when_and_by_which_request(
    courier: Courier, todo: Database, ear: Ear
) -> None:
    here = Tracing.to(None, ratio=0, service="").enter(None)
    await say(todo, "buy milk", user_id=BOB)

    await courier.drain()

    [envelope] = ear.envelopes
    assert envelope.name == "todo.said.v1"
    assert envelope.user_id == BOB
    assert datetime.now(UTC) - envelope.occurred_at < timedelta(minutes=1)
    assert envelope.traceparent == here.traceparent
    assert envelope.open(Said) == Said(user_id=BOB, words="buy milk")
