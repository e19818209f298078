"""One address for everything: which application answers which path."""

from collections.abc import Mapping

from voicetodo.kit.http.asgi import App, Receive, Scope, Send

_API = ("/v1/", "/.well-known/", "/openapi.json", "/dav/", "/mcp")
_HEALTH = frozenset({"/healthz", "/readyz"})


class Gateway:
    """Routes by the first part of the path. What nobody claims belongs to the web app."""

    def __init__(self, *, api: App, web: App, health: App, mounts: Mapping[str, App]) -> None:
        self._api = api
        self._web = web
        self._health = health
        # The longest prefix first, so that /socket.io/x is not taken by /socket.
        self._mounts = sorted(mounts.items(), key=lambda mount: -len(mount[0]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
            return
        path: str = scope["path"]
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


async def _live(receive: Receive, send: Send) -> None:
    """The process starts and stops its parts itself; the server is told that all is well."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
