"""A request that takes too long ends by itself, and nobody else's does."""

import asyncio

import pytest

from voicetodo.kit.http.deadline import Deadline, Progress


async def _move(progress: Progress) -> None:
    progress.move(1_000_000)


async def _forever() -> None:
    await asyncio.Event().wait()


class TestDeadline:
    async def test_what_is_in_time_is_left_alone(self) -> None:
        deadline = Deadline(60)

        await deadline.keep(asyncio.sleep(0))

    async def test_what_takes_too_long_ends(self) -> None:
        with pytest.raises(TimeoutError):
            await Deadline(0.01).keep(_forever())

    async def test_each_has_its_own_time(self) -> None:
        deadline, loop = Deadline(0.2), asyncio.get_running_loop()

        async def begun_after(seconds: float) -> float:
            await asyncio.sleep(seconds)
            began = loop.time()
            with pytest.raises(TimeoutError):
                await deadline.keep(_forever())
            return loop.time() - began

        lasted = await asyncio.gather(*(begun_after(seconds) for seconds in (0, 0.05, 0.1, 0.3)))

        assert min(lasted) >= 0.19

    async def test_what_comes_along_has_as_much_time_again(self) -> None:
        deadline, loop = Deadline(0.2), asyncio.get_running_loop()
        began = loop.time()

        async def come_along() -> None:
            progress = deadline.progress()
            await asyncio.sleep(0.1)
            await asyncio.create_task(_move(progress))
            await _forever()

        with pytest.raises(TimeoutError):
            await deadline.keep(come_along())

        assert loop.time() - began >= 0.29

    async def test_who_was_renewed_does_not_keep_the_others_from_ending(self) -> None:
        deadline = Deadline(0.1)

        async def come_along() -> None:
            deadline.progress().move(1_000_000)
            await _forever()

        both = [asyncio.create_task(deadline.keep(each)) for each in (come_along(), _forever())]

        ended = await asyncio.gather(*both, return_exceptions=True)
        assert [type(each) for each in ended] == [TimeoutError, TimeoutError]

    async def test_the_others_go_on(self) -> None:
        deadline, may_end = Deadline(0.05), asyncio.Event()
        late = asyncio.create_task(deadline.keep(_forever()))
        await asyncio.sleep(0.03)
        other = asyncio.create_task(deadline.keep(_ends_with(may_end)))
        with pytest.raises(TimeoutError):
            await late

        may_end.set()

        await other

    async def test_who_is_cancelled_is_cancelled(self) -> None:
        call = asyncio.create_task(Deadline(60).keep(_forever()))
        await asyncio.sleep(0)

        call.cancel()

        with pytest.raises(asyncio.CancelledError):
            await call

    async def test_an_error_stays_what_it_is(self) -> None:
        async def fail() -> None:
            raise LookupError

        with pytest.raises(LookupError):
            await Deadline(60).keep(fail())

    async def test_the_task_can_go_on_after_it(self) -> None:
        with pytest.raises(TimeoutError):
            await Deadline(0.01).keep(_forever())

        current = asyncio.current_task()
        assert current is not None
        assert current.cancelling() == 0
        await asyncio.sleep(0)


async def _ends_with(event: asyncio.Event) -> None:
    await event.wait()
