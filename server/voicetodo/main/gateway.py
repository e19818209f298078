"""One address for everything: which application answers which path."""

from collections.abc import Mapping

from voicetodo.kit.http.asgi import App, Receive, Scope, Send

_API = ("/v1/", "/.well-known/", "/openapi.json", "/mcp", "/confirm/")
_HEALTH = frozenset({"/healthz", "/readyz"})


class Gateway:
    """Routes by the first part of the path. What nobody claims belongs to the web app."""

    def __init__(
        self, *, api: App, web: App, health: App, mounts: Mapping[str, App], guarded: Mapping[str, App]
    ) -> None:
        self._api = api
        self._web = web
        self._health = health
        # The longest prefix first, so that /socket.io/x is not taken by /socket.
        self._guarded = dict(guarded)
        self._folders = tuple((path, app) for path, app in guarded.items() if path.endswith("/"))
        self._mounts = sorted(mounts.items(), key=lambda mount: -len(mount[0]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        path: str = scope["path"]
        if scope["type"] == "http" and (guarded := self._find_guarded(path)) is not None:
            await guarded(scope, receive, send)
            return
        if path.startswith(_API) and scope["type"] == "http":
            await self._api(scope, receive, send)
            return
        for prefix, app in self._mounts:
            if path.startswith(prefix):
                await app(scope, receive, send)
                return
        if scope["type"] != "http":
            await receive()
            await send({"type": "websocket.close", "code": 4404})
        elif path in _HEALTH:
            await self._health(scope, receive, send)
        else:
            await self._web(scope, receive, send)

    def _find_guarded(self, path: str) -> App | None:
        if (app := self._guarded.get(path)) is not None:
            return app
        return next((app for folder, app in self._folders if path.startswith(folder)), None)


async def _live(receive: Receive, send: Send) -> None:
    """The process starts and stops its parts itself; the server is told that all is well."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
