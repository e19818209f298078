"""A shorter way to handlers that are called most: a plain request goes to the handler itself, past Litestar's layers.

The handler stays declared in Litestar, which documents it and answers every request that is not plain: with a query,
with another kind of body, with a body that is not what it should be. So nothing is refused here, and no rule of the
framework's is written twice; a contract test compares both ways.
"""

import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final, cast
from uuid import UUID

import msgspec
from litestar import Litestar, Request, Response

from voicetodo.kit.http.asgi import App, Message, Receive, Scope, Send
from voicetodo.kit.http.guard import MET

#: `@post("/v1/things", opt=DIRECT)`: the handler takes `request`, the body as `data`, one id at the end of the path,
#: and nothing else without a default. It asks for its caller, and answers as `kit.http.answers` does.
DIRECT: Final = {"direct": True}

_ID: Final = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ID_LENGTH: Final = 36
_ID_AT_END: Final = re.compile(r"(.*/)\{(\w+):uuid\}")
_JSON: Final = b"application/json"
_HOST: Final = re.compile(rb"[0-9A-Za-z.:-]+")


class DirectRoute(msgspec.Struct, frozen=True):
    """A handler, and what to hand it."""

    handle: Callable[..., Awaitable[Response[Any]]]
    template: str
    decoder: "msgspec.json.Decoder[Any] | None"
    id_name: str | None


class Direct:
    """Stands before the Litestar application, for callers who are known and were found to have the right."""

    def __init__(self, app: Litestar) -> None:
        self._app = app
        self._routes: dict[tuple[str, str], DirectRoute] = {}
        #: Those whose path ends with an id, by what stands before it.
        self._routes_of_one: dict[tuple[str, str], DirectRoute] = {}
        for method, path, route in _marked(app):
            (self._routes if route.id_name is None else self._routes_of_one)[method, path] = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"]
        values: dict[str, Any] = {}
        route = self._routes.get((scope["method"], path))
        if route is None and _ID.fullmatch(path, len(path) - _ID_LENGTH):
            route = self._routes_of_one.get((scope["method"], path[:-_ID_LENGTH]))
        if route is None or scope["query_string"] or not _may(scope) or not _is_plain(scope, route):
            await cast("App", self._app)(scope, receive, send)
            return
        if route.id_name is not None:
            values[route.id_name] = UUID(path[-_ID_LENGTH:])
        if route.decoder is not None:
            message = await receive()
            receive = _again(message, receive)
            try:
                values["data"] = route.decoder.decode(_whole(message))
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                await cast("App", self._app)(scope, receive, send)
                return
        scope["litestar_app"] = self._app
        scope["path_template"] = route.template
        request: Request[Any, Any, Any] = Request(cast("Any", scope), cast("Any", receive), cast("Any", send))
        response = await route.handle(request=request, **values)
        await _send(response, send)


def _marked(app: Litestar) -> Iterator[tuple[str, str, DirectRoute]]:
    """The handlers marked as direct, by method and path, or what of it stands before the id."""
    for route in app.routes:
        handlers: dict[str, tuple[Any, Any]] = getattr(route, "route_handler_map", {})
        for method, (handler, _) in handlers.items():
            if handler.opt.get("direct"):
                at_end = _ID_AT_END.fullmatch(route.path)
                data = handler.parsed_data_field
                direct = DirectRoute(
                    handle=handler.fn,
                    template=route.path_format,
                    decoder=None if data is None else msgspec.json.Decoder(data.annotation),
                    id_name=at_end[2] if at_end else None,
                )
                yield method, at_end[1] if at_end else route.path, direct


def _may(scope: Scope) -> bool:
    return scope.get("user") is not None and MET in scope


def _is_plain(scope: Scope, route: DirectRoute) -> bool:
    kind, host = b"", b""
    for name, value in scope["headers"]:
        if name == b"content-type":
            kind = value
        elif name == b"host":
            host = value
    return (route.decoder is None or kind == _JSON) and _HOST.fullmatch(host) is not None


def _whole(message: Message) -> bytes:
    """The body, where it came in one piece; otherwise nothing, which no body may be."""
    return b"" if message.get("more_body", False) else message.get("body", b"")


async def _send(response: Response[Any], send: Send) -> None:
    """As Litestar sends the answers of `kit.http.answers`: bytes, or nothing at all."""
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response.headers.items()]
    body: bytes = response.content or b""
    if response.content is not None:
        headers += [(b"content-type", _JSON), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _again(message: Message, receive: Receive) -> Receive:
    """A `receive` that tells this first."""
    is_told = False

    async def again() -> Message:
        nonlocal is_told
        if is_told:
            return await receive()
        is_told = True
        return message

    return again
