"""Who proved who they are before there was an authenticator app takes neither it nor its codes away by that."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from tests.modules.auth.apps import App, set_up_app
from tests.modules.auth.conftest import World
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.service.second_factors import ProvenBefore

_HOW_MANY_WAIT = """
    select count(*) from pg_stat_activity where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0
"""


@asynccontextmanager
async def held_session(world: World, session_id: UUID) -> AsyncIterator[Callable[[int], Awaitable[None]]]:
    """Whoever would write to this session waits until the end. Gives what waits until so many do, for whatever lock."""
    holder = await asyncpg.connect(world.url, server_settings={"search_path": "auth"})
    # Another one, as within a transaction who waits is told once and for all.
    watcher = await asyncpg.connect(world.url)

    async def waiting(number: int) -> None:
        async with asyncio.timeout(60):
            while await watcher.fetchval(_HOW_MANY_WAIT) < number:
                pass

    try:
        async with holder.transaction():
            await holder.execute("select from sessions where id = $1 for update", session_id)
            yield waiting
    finally:
        await holder.close()
        await watcher.close()


class TestAnOlderProof:
    @pytest.mark.parametrize("verb", ["remove", "renew_codes"])
    async def test_takes_nothing_away_however_closely_the_app_was_confirmed_before(
        self, world: World, verb: str
    ) -> None:
        """Alice confirms her app; before that is committed, another session would be rid of it."""
        session, elsewhere = (await world.register()).session, (await world.log_in()).session
        alice_id = session.user.id
        world.clock.advance(timedelta(minutes=1))
        app = App((await world.second_factors.set_up(alice_id)).secret)
        code = app.code(world.clock.now())
        async with held_session(world, session.session_id) as waiting:
            confirming = asyncio.create_task(
                world.second_factors.confirm(alice_id, code, session_id=session.session_id)
            )
            await waiting(1)
            act = getattr(world.second_factors, verb)
            taking = asyncio.create_task(act(alice_id, session_id=elsewhere.session_id))
            await waiting(2)

        await confirming
        with pytest.raises(ProvenBefore):
            await taking

        assert (await world.second_factors.find_all(alice_id)).authenticator_app is not None
        acts = {each.action for each in await world.audited()}
        assert "auth.second_factor_added" in acts
        assert not acts & {"auth.second_factor_removed", "auth.recovery_codes_renewed"}

    async def test_of_a_session_of_somebody_else_is_none(self, world: World) -> None:
        session, bobs = (await world.register()).session, (await world.register("bob@example.org")).session
        await set_up_app(world, session.user.id)

        for session_id in (bobs.session_id, new_id(), None):
            with pytest.raises(ProvenBefore):
                await world.second_factors.remove(session.user.id, session_id=session_id)

        assert (await world.second_factors.find_all(session.user.id)).authenticator_app is not None
