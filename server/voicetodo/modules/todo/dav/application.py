"""`/dav/` as an ASGI application behind the edge: from a request to its method, and from a problem to its answer."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final
from urllib.parse import quote

from voicetodo.kit.http.asgi import Receive, Scope, Send
from voicetodo.modules.todo.dav import xml
from voicetodo.modules.todo.dav.errors import DavMethodNotAllowed, NeedPrivileges, WithCondition
from voicetodo.modules.todo.dav.exchange import XML_CONTENT, Answer, DavRequest, headers_of, read_body, send_answer
from voicetodo.modules.todo.dav.making import make
from voicetodo.modules.todo.dav.moving import copy, move
from voicetodo.modules.todo.dav.objects import METHODS, delete, get, options
from voicetodo.modules.todo.dav.passwords import AppPasswordIdentity, AppPasswordNeeded
from voicetodo.modules.todo.dav.patching import proppatch
from voicetodo.modules.todo.dav.propfind import propfind
from voicetodo.modules.todo.dav.putting import put
from voicetodo.modules.todo.dav.reports import report
from voicetodo.modules.todo.errors import NotAllowed
from voicetodo.modules.todo.service.desk import Desk

WELL_KNOWN: Final = "/.well-known/caldav"
Method = Callable[[Desk, DavRequest], Awaitable[Answer]]

_METHODS: Final[Mapping[str, Method]] = {
    "OPTIONS": options,
    "GET": get,
    "PUT": put,
    "DELETE": delete,
    "COPY": copy,
    "MOVE": move,
    "MKCOL": make,
    "MKCALENDAR": make,
    "PROPFIND": propfind,
    "PROPPATCH": proppatch,
    "REPORT": report,
}


class DavApplication:
    """Problems fly to the edge, which answers them; those with a condition are told as WebDAV tells them."""

    def __init__(self, desk: Desk, identity: AppPasswordIdentity) -> None:
        self._desk = desk
        self._identity = identity

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == WELL_KNOWN:
            await send_answer(send, Answer(301, headers={"location": "/dav/"}))  # RFC 6764, 5
            return
        scope["path_template"] = f"/dav/ {scope['method']}" if scope["method"] in _METHODS else "/dav/"
        caller = scope.get("user")
        if caller is None:
            raise AppPasswordNeeded
        method = _METHODS.get(scope["method"])
        if method is None:
            raise DavMethodNotAllowed("This method is not known here.", headers={"Allow": METHODS})
        request = DavRequest(
            method=scope["method"],
            path=scope["path"],
            user=await self._identity.get_user(caller),
            headers=headers_of(scope["headers"]),
            body=await read_body(receive),
        )
        try:
            answer = await method(self._desk, request)
        except WithCondition as error:
            answer = _told(error)
        except NotAllowed as error:
            answer = _told(_needed(error, request.path))
        await send_answer(send, answer)


def _needed(error: NotAllowed, path: str) -> NeedPrivileges:
    """RFC 3744, 7.1.1."""
    needed = NeedPrivileges(error.sentence)
    needed.inside = f"<D:resource>{xml.href(quote(path))}<D:privilege><D:write/></D:privilege></D:resource>"
    return needed


def _told(error: WithCondition) -> Answer:
    """RFC 4918, 16: the condition, and beside it a sentence for people."""
    sentence = f'<V:message xmlns:V="urn:voicetodo">{xml.text(error.sentence)}</V:message>'
    body = xml.document("error", xml.element(error.condition, error.inside) + sentence)
    return Answer(error.status, body, {"content-type": XML_CONTENT, "cache-control": "no-store", **error.headers})
