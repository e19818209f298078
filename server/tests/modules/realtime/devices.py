"""A client of the live feed, as a phone or a browser is one."""

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import socketio

Json = dict[str, Any]


class Device:
    """Connected within `with`. Everything it was sent is kept in order."""

    def __init__(self, url: str, token: object, *, since: int | None = None) -> None:
        self._url = url
        self._auth = {"token": token} if since is None else {"token": token, "since": since}
        self._told = threading.Condition()
        self.events: list[tuple[str, Json]] = []
        self._client = socketio.Client(reconnection=False)
        for name in (
            *("change", "caught_up", "resync", "signed_out", "maintenance", "announcements"),
            *("voice_heard", "voice_failed"),
        ):
            self._client.on(name, self._keeper(name))
        self._client.on("disconnect", self._on_disconnect)

    def __enter__(self) -> Self:
        self._client.connect(self._url, auth=self._auth, transports=["websocket"], wait_timeout=20)
        self._socket: Any = self._client.eio.ws
        self.wait(lambda: self.heard("caught_up"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.disconnect()
        self._client.shutdown()
        self._socket.shutdown()  # which the library leaves open where it was the server that went

    @property
    def changes(self) -> list[Json]:
        """Without what the voice module tells of commands."""
        return [data for data in self.heard("change") if data["name"] != "voice.command_processed.v1"]

    @property
    def seq(self) -> int:
        """The last number it saw."""
        return max(data["seq"] for _, data in self.events if "seq" in data)

    def heard(self, name: str) -> list[Json]:
        return [data for each, data in list(self.events) if each == name]

    def titles(self) -> list[str]:
        return [change["data"]["todo"]["title"] for change in self.changes if "todo" in change["data"]]

    def tell(self, event: str, *data: object) -> None:
        """Without waiting for anything."""
        self._client.emit(event, data)

    def ask(self, event: str, data: object) -> Json:
        """What the server answers."""
        answer: Any = self._client.call(event, data, timeout=30)
        return answer

    def wait(self, is_so: Callable[[], object], *, within_seconds: float = 20) -> None:
        """Until what was heard makes it so."""
        with self._told:
            assert self._told.wait_for(lambda: bool(is_so()), timeout=within_seconds), self.events

    def _keeper(self, name: str) -> Callable[[Json], None]:
        def keep(data: Json) -> None:
            with self._told:
                self.events.append((name, data))
                self._told.notify_all()

        return keep

    def _on_disconnect(self, *_: object) -> None:
        with self._told:
            self.events.append(("disconnect", {}))
            self._told.notify_all()
