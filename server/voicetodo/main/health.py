"""`/healthz`: this process is alive. `/readyz`: and everything it depends on answers."""

import asyncio
from collections.abc import Mapping

import msgspec

from voicetodo.kit.host import Check
from voicetodo.kit.http.asgi import Receive, Scope, Send

_CHECK_SECONDS = 2.0


class Health:
    """Answers both; a check that raises or is slow counts as failed."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        if scope["path"] == "/healthz":
            await _send(send, 200, {"status": "alive"})
            return
        names = list(self._checks)
        results = dict(zip(names, await asyncio.gather(*(self._passes(name) for name in names)), strict=True))
        is_ready = all(results.values())
        await _send(send, 200 if is_ready else 503, {"status": "ready" if is_ready else "not ready", "checks": results})

    async def _passes(self, name: str) -> bool:
        try:
            async with asyncio.timeout(_CHECK_SECONDS):
                return await self._checks[name]()
        except Exception:  # noqa: BLE001 - whatever it is, the answer is that the check failed
            return False


async def _send(send: Send, status: int, value: object) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": msgspec.json.encode(value)})
