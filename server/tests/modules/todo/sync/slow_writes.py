"""Transactions that stay open for as long as a test wants, from outside of the product."""

import asyncio
import threading
from concurrent.futures import Future
from uuid import UUID

from voicetodo.kit.clock import SystemClock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Origin
from voicetodo.modules.todo.service import verbs
from voicetodo.modules.todo.service.ledger import Ledger


class SlowWrites:
    """Each makes a todo, and commits only when it is ended."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slow writes")
        self._open: list[tuple[asyncio.Event, Future[None]]] = []

    def start(self) -> None:
        self._thread.start()
        self._database = Database(self._url, "todo")

    def stop(self) -> None:
        while self._open:
            self.end()
        asyncio.run_coroutine_threadsafe(self._database.stop(), self._loop).result(timeout=30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=30)
        self._loop.close()

    @property
    def is_any_open(self) -> bool:
        return bool(self._open)

    def begin(self, user_id: UUID, title: str) -> None:
        """On return it is written, and nobody sees it."""
        written: Future[None] = Future()
        may_end = asyncio.Event()

        async def write() -> None:
            async with self._database.transaction() as tx:
                ledger = Ledger(tx, user_id=user_id, origin=Origin(), now=SystemClock().now())
                await verbs.create(ledger, CreateTodo(title=title), todo_id=new_id())
                written.set_result(None)
                await may_end.wait()

        done = asyncio.run_coroutine_threadsafe(write(), self._loop)
        written.result(timeout=30)
        self._open.append((may_end, done))

    def end(self) -> None:
        """The one that began first is committed on return."""
        may_end, done = self._open.pop(0)
        self._loop.call_soon_threadsafe(may_end.set)
        done.result(timeout=30)
