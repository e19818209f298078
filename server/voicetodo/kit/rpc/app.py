"""The answering side: a small ASGI application, mounted at /internal/rpc, that other services call."""

from typing import Final

import msgspec

from voicetodo.kit.errors import DomainError
from voicetodo.kit.http.asgi import App, Receive, Scope, Send
from voicetodo.kit.rpc import deadline
from voicetodo.kit.rpc.face import methods_of
from voicetodo.kit.rpc.faces import Faces, ask_here
from voicetodo.kit.rpc.service_token import HEADER as TOKEN_HEADER
from voicetodo.kit.rpc.service_token import Refused, ServiceTokens
from voicetodo.kit.rpc.wire import MEDIA_TYPE, pack, pack_refusal
from voicetodo.kit.telemetry.logs import logger

log = logger("rpc")

LARGEST_BODY_BYTES: Final = 16 * 2**20
LONGEST_DEADLINE_SECONDS: Final = 60.0

Answer = tuple[int, bytes, dict[str, str]]


def rpc_app(faces: Faces, tokens: ServiceTokens) -> App:
    """Answers `POST …/{module}/{method}` for the faces answered in this process.

    401 without a service token made for this very call, 404 for an unknown question, 422 for arguments that do not
    fit it. A domain error is answered with its own status, as a document `wire.find_error` turns back into itself.
    """

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        status, body, headers = await _answer(faces, tokens, scope, receive)
        await _send(send, status, body, headers)

    return app


async def _answer(faces: Faces, tokens: ServiceTokens, scope: Scope, receive: Receive) -> Answer:
    if scope["method"] != "POST":
        return 405, pack_refusal(405, "method-not-allowed", "Questions are asked with POST."), {"allow": "POST"}
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    module, _, name = scope["path"].rstrip("/").rpartition("/")
    module = module.rpartition("/")[2]
    try:
        tokens.look_at(headers.get(TOKEN_HEADER, ""), module=module)
        body = await _read(receive)
        if body is None:
            return 413, pack_refusal(413, "too-large", "This is larger than one question may be."), {}
        tokens.check(headers.get(TOKEN_HEADER, ""), module=module, method=name, body=body)
    except Refused as refused:
        log.warning("service_token_refused", reason=str(refused), asked=f"{module}.{name}")
        return 401, pack_refusal(401, "service-token-refused", "This door is for services of this installation."), {}
    return await _ask(faces, module, name, body, headers)


async def _ask(faces: Faces, module: str, name: str, body: bytes, headers: dict[str, str]) -> Answer:
    found = faces.find_answer(module)
    method = methods_of(found[0]).get(name) if found else None
    if found is None or method is None:
        return 404, pack_refusal(404, "unknown-question", f"Nobody here answers {module}.{name}."), {}
    try:
        arguments = msgspec.json.decode(body, type=method.arguments)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return 422, pack_refusal(422, "unfit-arguments", f"{module}.{name}: {error}."), {}
    try:
        with deadline.within(_patience_seconds(headers.get(deadline.HEADER))):
            value = await ask_here(found[1], name, msgspec.structs.asdict(arguments))
        return 200, msgspec.json.encode(value), {}
    except DomainError as error:
        return error.status, pack(error), {}
    except Exception:
        log.exception("face_failed", asked=f"{module}.{name}")
        return 500, pack_refusal(500, "face-failed", "The module asked could not answer; its log tells why."), {}


def _patience_seconds(header: str | None) -> float:
    if header is None or not header.isascii() or not header.isdigit() or len(header) > 9:
        return deadline.DEFAULT_SECONDS
    return min(int(header) / 1000, LONGEST_DEADLINE_SECONDS)


async def _read(receive: Receive) -> bytes | None:
    """The whole body, or None when it is too large or its sender is gone."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


async def _send(send: Send, status: int, body: bytes, headers: dict[str, str]) -> None:
    media_type = b"application/json" if status == 200 else MEDIA_TYPE
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                (b"content-type", media_type),
                (b"content-length", str(len(body)).encode()),
                *((name.encode(), value.encode("latin-1")) for name, value in headers.items()),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})
