"""Connections of which nobody has said whose they are: each ends soon, and an address can hold only so many of them."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any, Final

from voicetodo.kit.http.networks import network_of

#: Clients show their token at once; this is for bad networks.
WITHIN_SECONDS: Final = 10.0
#: An office comes back within a moment after its network was away.
MOST_PER_ADDRESS: Final = 100


class Unproven:
    """Stands before a Socket.IO server, which lets everybody connect and asks afterwards who they are.

    Connections are named as Engine.IO names them. `soon` runs something beside what runs now.
    """

    def __init__(self, server: Any, soon: Callable[[Coroutine[Any, Any, None]], None]) -> None:
        self._engine = server.eio
        self._soon = soon
        self._networks: dict[str, str] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._numbers: Counter[str] = Counter()
        self._connected, self._disconnected = (self._engine.handlers[each] for each in ("connect", "disconnect"))
        self._engine.on("connect", self._connect)
        self._engine.on("disconnect", self._disconnect)

    def prove(self, connection: str) -> None:
        """It is known whose it is."""
        timer = self._timers.pop(connection, None)
        if timer is not None:
            timer.cancel()
            self._count(connection, -1)

    def doubt(self, connection: str) -> None:
        """It is not, or not any more. Doing it twice changes nothing."""
        if connection in self._networks and connection not in self._timers:
            self._count(connection, 1)
            self._timers[connection] = asyncio.get_running_loop().call_later(
                WITHIN_SECONDS, lambda: self._soon(self._end(connection))
            )

    async def _connect(self, connection: str, environ: dict[str, Any]) -> Any:
        client = environ["asgi.scope"].get("client")
        network = network_of(client[0]) if client else ""
        if self._numbers[network] >= MOST_PER_ADDRESS:
            return "Too many connections from your address have not said who they are. Try again in some seconds."
        self._networks[connection] = network
        self.doubt(connection)
        return await self._connected(connection, environ)

    async def _disconnect(self, connection: str, reason: str) -> None:
        await self._disconnected(connection, reason)
        self.prove(connection)
        self._networks.pop(connection, None)

    async def _end(self, connection: str) -> None:
        socket = self._engine.sockets.pop(connection, None)
        if socket is not None:
            await socket.close(wait=False)
            await socket.queue.put(None)  # the library would wait for the client to close a WebSocket

    def _count(self, connection: str, difference: int) -> None:
        network = self._networks[connection]
        self._numbers[network] += difference
        if not self._numbers[network]:
            del self._numbers[network]
