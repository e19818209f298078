"""The clients connected to this process. Each is sent its user's feed in order, from the number it last saw."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

import msgspec

from voicetodo.kit.caller import Caller


class Client(msgspec.Struct, eq=False):
    """One connection. `seq` is the last number sent to it; `lock` keeps two pushes from crossing."""

    sid: str
    caller: Caller
    seq: int
    lock: asyncio.Lock = msgspec.field(default_factory=asyncio.Lock)


class Connections:
    """Who is connected here, by connection and by user."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Client] = {}
        self._by_user: dict[UUID, dict[str, Client]] = defaultdict(dict)

    def __len__(self) -> int:
        return len(self._by_sid)

    def add(self, client: Client) -> None:
        self._by_sid[client.sid] = client
        self._by_user[client.caller.user_id][client.sid] = client

    def remove(self, sid: str) -> None:
        """Repeating it does nothing."""
        client = self._by_sid.pop(sid, None)
        if client is None:
            return
        siblings = self._by_user[client.caller.user_id]
        siblings.pop(sid, None)
        if not siblings:
            del self._by_user[client.caller.user_id]

    def find(self, sid: str) -> Client | None:
        return self._by_sid.get(sid)

    def all(self) -> list[Client]:
        return list(self._by_sid.values())

    def of_user(self, user_id: UUID) -> list[Client]:
        return list(self._by_user[user_id].values()) if user_id in self._by_user else []

    def of_session(self, session_id: UUID) -> list[Client]:
        return [client for client in self._by_sid.values() if client.caller.session_id == session_id]

    def users(self) -> Iterator[tuple[UUID, int]]:
        """Each connected user, with the least number sent to any of their clients."""
        for user_id, clients in list(self._by_user.items()):
            yield user_id, min(client.seq for client in clients.values())
