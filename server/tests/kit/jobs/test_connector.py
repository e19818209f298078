"""What the worker is told."""

import asyncio
from collections.abc import Callable

from voicetodo.kit.db import Database, Listener
from voicetodo.kit.jobs.arrivals import Arrivals
from voicetodo.kit.jobs.connector import PoolConnector


async def test_news_that_comes_while_it_looks_is_told_again_afterwards(
    postgres_url: str, database: Callable[[str], Database]
) -> None:
    arrivals = Arrivals(Listener(postgres_url), ["todo"])
    connector = PoolConnector(database("jobs"), arrivals)
    told: list[str] = []

    async def note(*, channel: str, payload: str) -> None:  # noqa: ARG001 - its signature
        told.append(channel)

    listening = asyncio.create_task(connector.listen_notify(note, ["todo"]))
    await asyncio.sleep(0)
    looking = asyncio.create_task(connector.execute_query_all_async("select pg_sleep(0.05)"))
    await asyncio.sleep(0)
    assert arrivals.ear is not None
    arrivals.ear("todo", '{"type": "job_inserted", "job_id": 1}')
    await looking
    for _ in range(3):
        await asyncio.sleep(0)
    listening.cancel()

    assert told == ["todo", "todo"]
