"""What comes while something is being written goes together, in its order, and nobody pays for another."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.db import Gathering


class Impossible(Exception):
    pass


class Writer:
    """Writes numbers, when it is let: 13 is left undone by `together` and refused by `alone`."""

    def __init__(self, *, patience_seconds: float = 60.0, at_most: int = 100) -> None:
        self.begun: list[list[int]] = []
        self.written: list[int] = []
        self.failure: Exception | None = None
        self._gates: list[asyncio.Event] = []
        self.gathering = Gathering(
            alone=self._alone, together=self._together, patience_seconds=patience_seconds, at_most=at_most
        )

    def put(self, *numbers: int) -> list[asyncio.Task[str]]:
        return [asyncio.create_task(self.gathering.put(number)) for number in numbers]

    async def let(self, nth: int) -> None:
        """Let the writing that began as `nth` end, and those who wait for it go on."""
        self._gates[nth].set()
        await settled()

    async def _alone(self, number: int) -> str:
        await self._gate([number])
        if number == 13:
            raise Impossible
        self.written.append(number)
        return f"{number} alone"

    async def _together(self, numbers: Sequence[int]) -> list[str | None]:
        await self._gate(list(numbers))
        if self.failure is not None:
            raise self.failure
        self.written += [number for number in numbers if number != 13]
        return [None if number == 13 else f"{number} together" for number in numbers]

    async def _gate(self, numbers: list[int]) -> None:
        gate = asyncio.Event()
        self.begun.append(numbers)
        self._gates.append(gate)
        await gate.wait()


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


class TestGathering:
    async def test_the_first_goes_at_once_and_the_others_together_after_it(self) -> None:
        writer = Writer()
        calls = writer.put(1, 2, 3)
        await settled()
        assert writer.begun == [[1]]

        await writer.let(0)
        assert writer.begun == [[1], [2, 3]]
        await writer.let(1)

        assert await asyncio.gather(*calls) == ["1 alone", "2 together", "3 together"]

    async def test_after_a_pause_the_next_is_a_first_again(self) -> None:
        writer = Writer()
        calls = writer.put(1, 2)
        await settled()
        await writer.let(0)
        await writer.let(1)

        calls += writer.put(3)
        await settled()
        await writer.let(2)

        assert await asyncio.gather(*calls) == ["1 alone", "2 together", "3 alone"]

    async def test_what_was_left_undone_goes_alone_and_only_it_is_refused(self) -> None:
        writer = Writer()
        calls = writer.put(1, 2, 13, 3)
        await settled()
        await writer.let(0)
        await writer.let(1)
        await writer.let(2)

        outcomes = await asyncio.gather(*calls, return_exceptions=True)

        assert writer.begun == [[1], [2, 13, 3], [13]]
        assert outcomes[:2] == ["1 alone", "2 together"]
        assert isinstance(outcomes[2], Impossible)

    async def test_a_batch_that_fails_fails_for_all_of_it_and_the_next_goes_on(self) -> None:
        writer = Writer()
        calls = writer.put(1, 2, 3)
        await settled()
        writer.failure = ConnectionError()
        await writer.let(0)
        calls += writer.put(4)
        await settled()
        await writer.let(1)
        writer.failure = None
        await writer.let(2)

        outcomes = await asyncio.gather(*calls, return_exceptions=True)

        assert [type(outcome) for outcome in outcomes] == [str, ConnectionError, ConnectionError, str]

    async def test_a_first_that_is_refused_lets_the_others_go_on(self) -> None:
        writer = Writer()
        calls = writer.put(13, 1)
        await settled()
        await writer.let(0)
        await writer.let(1)

        outcomes = await asyncio.gather(*calls, return_exceptions=True)

        assert isinstance(outcomes[0], Impossible)
        assert outcomes[1] == "1 together"

    async def test_who_is_cancelled_while_waiting_is_not_written(self) -> None:
        writer = Writer()
        calls = writer.put(1, 2, 3)
        await settled()
        calls[1].cancel()
        await settled()
        await writer.let(0)
        await writer.let(1)

        assert await calls[2] == "3 together"
        assert writer.written == [1, 3]

    async def test_who_is_cancelled_while_being_written_takes_nobody_along(self) -> None:
        writer = Writer()
        calls = writer.put(1, 2, 3)
        await settled()
        await writer.let(0)
        calls[1].cancel()
        await settled()
        await writer.let(1)

        assert calls[1].cancelled()
        assert await calls[2] == "3 together"
        assert writer.written == [1, 2, 3]

    async def test_a_first_that_is_cancelled_lets_the_others_go_on(self) -> None:
        writer = Writer()
        calls = writer.put(1, 2)
        await settled()
        calls[0].cancel()
        await settled()
        await writer.let(1)

        assert await calls[1] == "2 together"
        assert writer.written == [2]

    async def test_a_batch_has_a_size(self) -> None:
        writer = Writer(at_most=2)
        calls = writer.put(1, 2, 3, 4)
        await settled()
        await writer.let(0)
        await writer.let(1)
        await writer.let(2)

        await asyncio.gather(*calls)
        assert writer.begun == [[1], [2, 3], [4]]

    async def test_what_takes_long_does_not_hold_the_next_up(self) -> None:
        writer = Writer(patience_seconds=0.001)
        calls = writer.put(1, 2)
        async with asyncio.timeout(5):
            while len(writer.begun) < 2:  # noqa: ASYNC110 - only a timer of the loop brings it about
                await asyncio.sleep(0.001)
        await writer.let(1)

        assert await calls[1] == "2 together"
        assert not calls[0].done()
        await writer.let(0)
        assert await calls[0] == "1 alone"

    async def test_when_the_loop_ends_nobody_is_left_waiting(self) -> None:
        writer = Writer()
        calls = writer.put(1, 2)
        await settled()
        await writer.let(0)
        for task in asyncio.all_tasks():
            if task.get_name() == "gathering":
                task.cancel()

        with pytest.raises(asyncio.CancelledError):
            await calls[1]


@given(
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["put", "let", "cancel"])), max_size=40),
    st.integers(1, 4),
)
def test_everybody_is_answered_once_in_order_or_was_cancelled(steps: list[tuple[int, str]], at_most: int) -> None:
    async def run() -> None:
        writer = Writer(at_most=at_most)
        calls: dict[int, asyncio.Task[str]] = {}
        let = 0
        for nth, (number, step) in enumerate(steps):
            if step == "put":
                calls[100 + nth] = writer.put(100 + nth)[0]
            elif step == "cancel" and calls:
                list(calls.values())[number % len(calls)].cancel()
            elif let < len(writer.begun):
                await writer.let(let)
                let += 1
            await settled()
        while let < len(writer.begun):
            await writer.let(let)
            let += 1

        assert all(call.done() for call in calls.values())
        answered = [number for number, call in calls.items() if not call.cancelled()]
        assert set(answered) <= set(writer.written)
        assert writer.written == sorted(set(writer.written))
        assert all(call.result().startswith(str(number)) for number, call in calls.items() if number in answered)

    asyncio.run(run())
