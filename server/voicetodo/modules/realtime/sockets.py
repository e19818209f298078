"""Socket.IO: who may connect, and what is sent.

`change` carries one change, `caught_up` the number after which everything is live, `resync` asks to read everything
anew, `signed_out` says that the session has ended, `maintenance` why there is no connection for a while.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

import msgspec
import socketio
from socketio.exceptions import ConnectionRefusedError as Refused

from voicetodo.kit.caller import Caller
from voicetodo.kit.errors import DomainError
from voicetodo.kit.http.guard import SecondFactorMissing
from voicetodo.kit.maintenance import Maintenance, Upkeep
from voicetodo.kit.telemetry.logs import logger
from voicetodo.kit.tokens import TokenVerifier
from voicetodo.modules.realtime.connections import Client, Connections
from voicetodo.modules.realtime.service import FeedService
from voicetodo.modules.realtime.unproven import Unproven

#: To one process. Each holds memory here, and reads for itself whenever something changes.
MOST_PER_USER: Final = 50
_LOOK_AGAIN_SECONDS: Final = 5.0
_MAX_MESSAGE_BYTES: Final = 10_000
#: What a token made for a program needs.
_SCOPE: Final = "todos:read"
#: What the database can count to.
_HIGHEST_SEQ: Final = 2**63 - 1

#: Of what a client sends with an event.
MOST_ARGUMENTS: Final = 2

ClientHandler = Callable[..., Awaitable[Any]]

_log = logger("realtime")
_encoder = msgspec.json.Encoder()
#: Socket.IO encodes with this; a payload that is JSON already is taken over as it is.
_json = SimpleNamespace(
    dumps=lambda value, **_: _encoder.encode(value).decode(), loads=lambda text, **_: msgspec.json.decode(text)
)


class Sockets:
    """The Socket.IO server of this process."""

    def __init__(
        self,
        *,
        feed: FeedService,
        tokens: TokenVerifier,
        revoked: Callable[[], Awaitable[list[UUID]]],
        maintenance: Maintenance,
        redis_url: str | None,
        origins: list[str] | None,
    ) -> None:
        self._feed = feed
        self._tokens = tokens
        self._revoked = revoked
        self._maintenance = maintenance
        self._connections = Connections()
        self._forgetting: list[Callable[[str], None]] = []
        self._watch: asyncio.Task[None] | None = None
        # The event loop holds tasks weakly only.
        self._tasks: set[asyncio.Task[None]] = set()
        manager = socketio.AsyncRedisManager(redis_url) if redis_url else None
        self._manager: Any = manager
        self._server: Any = socketio.AsyncServer(
            async_mode="asgi",
            client_manager=manager,
            cors_allowed_origins=origins,
            json=_json,
            max_http_buffer_size=_MAX_MESSAGE_BYTES,
            ping_interval=25,
            ping_timeout=20,
        )
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        self._unproven = Unproven(self._server, self.soon)
        self.app: Any = socketio.ASGIApp(self._server, socketio_path="/socket.io")

    def on(self, event: str, handler: ClientHandler) -> None:
        """Run `handler` with each such event of a client that is connected; what it returns is the answer."""

        async def hear(sid: str, *data: Any) -> Any:
            client = self._connections.find(sid)
            return await handler(client, *data[:MOST_ARGUMENTS]) if client is not None else None

        self._server.on(event, hear)

    def on_gone(self, forget: Callable[[str], None]) -> None:
        """Run `forget` with the id of each connection that has ended."""
        self._forgetting.append(forget)

    async def emit(self, sid: str, event: str, data: object) -> None:
        """To one client of this process."""
        await self._server.emit(event, data, to=sid, ignore_queue=True)

    async def start(self) -> None:
        self._watch = asyncio.create_task(self._look_again())

    async def stop(self) -> None:
        """Close every connection."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        await self._server.shutdown()
        if self._manager is not None:
            await self._close_manager()

    def soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Run this beside what runs now."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def push(self, user_id: UUID) -> None:
        """Send every client of the user what it has not been sent."""
        for client in self._connections.of_user(user_id):
            await self._push_to(client)

    async def tell_all(self, event: str) -> None:
        """One word to every client that is connected here, without saying more: it asks for itself."""
        await self._server.emit(event, {}, ignore_queue=True)

    async def catch_up_sign_outs(self) -> None:
        """Signals may have been lost: ask which sessions ended lately."""
        try:
            for session_id in await self._revoked():
                await self.sign_out(session_id)
        except DomainError as error:
            _log.warning("revocations_not_fetched", reason=error.sentence)

    async def sign_out(self, session_id: UUID) -> None:
        """End the connections of a session that has ended."""
        await self._end(self._connections.of_session(session_id))

    async def bar(self, user_id: UUID) -> None:
        """End all connections of somebody who may not go on with anything."""
        await self._end(self._connections.of_user(user_id))

    async def close_for(self, upkeep: Upkeep) -> None:
        """Maintenance has begun: nobody but admins stays connected."""
        for client in self._connections.all():
            if not client.caller.is_admin:
                await self._server.emit("maintenance", upkeep, to=client.sid, ignore_queue=True)
                await self._server.disconnect(client.sid, ignore_queue=True)

    def _refuse_during_maintenance(self, caller: Caller) -> None:
        if self._maintenance.now is not None and not caller.is_admin:
            raise Refused(self._maintenance.now.message)

    async def _end(self, clients: list[Client]) -> None:
        """Each is told once, however many signals say so: a suspension bars the person and ends every session."""
        ending = [client for client in clients if self._connections.find(client.sid) is client]
        for client in ending:
            self._connections.remove(client.sid)
        for client in ending:
            await self._server.emit("signed_out", {}, to=client.sid, ignore_queue=True)
            await self._server.disconnect(client.sid, ignore_queue=True)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:  # noqa: ARG002 - Socket.IO's signature
        caller = await self._identify(auth)
        since = auth.get("since")
        is_known = isinstance(since, int) and not isinstance(since, bool) and 0 <= since <= _HIGHEST_SEQ
        seq: int = since if is_known else await self._feed.head_of(caller.user_id)
        await self._server.enter_room(sid, f"user:{caller.user_id}")
        # Once more: whoever was signed out meanwhile was not among the connections that were ended.
        client = Client(sid=sid, caller=await self._identify(auth), seq=seq)
        self._refuse_during_maintenance(client.caller)
        if len(self._connections.of_user(caller.user_id)) >= MOST_PER_USER:
            raise Refused("You are connected at too many places at once. Close some of them.")
        self._connections.add(client)
        self._unproven.prove(self._server.manager.eio_sid_from_sid(sid, "/"))
        # Not before this handler has returned is the client connected and can be sent anything.
        self.soon(self._catch_up(client))

    async def _identify(self, auth: Any) -> Any:
        token = auth.get("token") if isinstance(auth, dict) else None
        if not isinstance(token, str):
            raise Refused("Connect with an access token: auth = {token}.")
        try:
            caller = self._tokens.find_cached(token) or await self._tokens.verify(token)
        except DomainError as error:
            raise Refused(error.sentence) from error
        if caller.lacks_second_factor:
            raise Refused(SecondFactorMissing().sentence)
        if not caller.may(_SCOPE):
            raise Refused(f"The access token was not made for this. It needs the scope {_SCOPE}.")
        return caller

    async def _disconnect(self, sid: str, *_: Any) -> None:
        self._connections.remove(sid)
        self._unproven.doubt(self._server.manager.eio_sid_from_sid(sid, "/"))
        for forget in self._forgetting:
            forget(sid)

    async def _catch_up(self, client: Client) -> None:
        await self._push_to(client)
        await self._server.emit("caught_up", {"seq": client.seq}, to=client.sid, ignore_queue=True)

    # Every process reads the feed for its own clients (`ignore_queue`): nothing goes through the others' queue.
    async def _push_to(self, client: Client) -> None:
        async with client.lock:
            missed = await self._feed.list_missed(client.caller.user_id, since=client.seq)
            client.seq = missed.head
            if missed.is_gone:
                await self._server.emit("resync", {"seq": missed.head}, to=client.sid, ignore_queue=True)
            for change in missed.changes:
                await self._server.emit("change", change, to=client.sid, ignore_queue=True)

    async def _close_manager(self) -> None:
        """The library leaves both open: what listens to Redis, and the connections it listens on."""
        listening: asyncio.Task[None] | None = getattr(self._manager, "thread", None)
        if listening is not None:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
        for connection in (self._manager.pubsub, self._manager.redis):
            if connection is not None:
                await connection.aclose()

    async def _look_again(self) -> None:
        """A signal may be lost; the numbers tell."""
        while True:
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
            try:
                behind = dict(self._connections.users())
                for user_id, head in (await self._feed.heads(list(behind))).items() if behind else ():
                    if head > behind[user_id]:
                        await self.push(user_id)
            except Exception as error:  # noqa: BLE001 - whatever it was, the clients are to be looked after again
                _log.warning("feed_not_read", reason=str(error))
