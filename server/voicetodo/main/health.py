"""`/healthz`: this process is alive. `/readyz`: and everything it depends on answers."""

import asyncio
from collections.abc import Mapping

import msgspec
from redis.asyncio import Redis

from voicetodo.kit.host import Check, Host
from voicetodo.kit.http.asgi import Receive, Scope, Send
from voicetodo.kit.http.headers import API_POLICY, SECURITY

_CHECK_SECONDS = 2.0


def add_checks(host: Host, redis: Redis | None) -> None:
    """What every process depends on, beside what its modules do."""
    kit = host.database("kit")

    async def has_database() -> bool:
        async with kit.connection() as connection:
            return await connection.fetchval("SELECT true")

    host.ready_check("database", has_database)
    if redis is not None:

        async def has_redis() -> bool:
            return bool(await redis.ping())

        host.ready_check("redis", has_redis)


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
    body = msgspec.json.encode(value)
    headers = [
        *SECURITY,
        (b"content-security-policy", API_POLICY),
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
