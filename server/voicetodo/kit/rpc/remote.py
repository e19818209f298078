"""Asking over HTTP: deadline, retries of what may be repeated, and a breaker for each target."""

import asyncio
import random
from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx
import msgspec

from voicetodo.kit.rpc import deadline
from voicetodo.kit.rpc.breaker import Breaker
from voicetodo.kit.rpc.errors import CallRefused, DeadlineExceeded, PartUnreachable
from voicetodo.kit.rpc.face import Method
from voicetodo.kit.rpc.service_token import HEADER as TOKEN_HEADER
from voicetodo.kit.rpc.service_token import ServiceTokens
from voicetodo.kit.rpc.wire import find_error

PATH: Final = "/internal/rpc"
ATTEMPTS: Final = 3
#: Full jitter: the n-th pause is anywhere between nothing and first * 2**n, never above the longest.
FIRST_PAUSE_SECONDS: Final = 0.05
LONGEST_PAUSE_SECONDS: Final = 1.0
_GATEWAY_TROUBLE: Final = frozenset({502, 503, 504})

Pause = Callable[[float], Any]


class Target:
    """One module in another process. `carry` gives the headers to pass on (request id, traceparent)."""

    def __init__(
        self,
        module: str,
        address: str,
        *,
        client: httpx.AsyncClient,
        tokens: ServiceTokens,
        carry: Callable[[], Mapping[str, str]],
        breaker: Breaker,
    ) -> None:
        self.breaker = breaker
        self._module = module
        self._base = f"{address.rstrip('/')}{PATH}/{module}/"
        self._client = client
        self._tokens = tokens
        self._carry = carry

    async def ask(self, method: Method, arguments: dict[str, Any]) -> Any:
        """The answer, or the domain error the module raised.

        Raises PartUnreachable, DeadlineExceeded, or CallRefused when the two sides do not understand each other.
        """
        body = msgspec.json.encode(method.arguments(**arguments))
        seconds = deadline.remaining_seconds()
        if seconds <= 0:
            raise DeadlineExceeded
        try:
            async with asyncio.timeout(seconds):
                answer = await self._persist(method, body)
        except TimeoutError:
            self.breaker.failed()
            raise DeadlineExceeded from None
        except asyncio.CancelledError:
            self.breaker.abandoned()
            raise
        return self._read(method, answer)

    async def _persist(self, method: Method, body: bytes) -> httpx.Response:
        attempts_left = ATTEMPTS if method.is_idempotent else 1
        pause_at_most = FIRST_PAUSE_SECONDS
        while True:
            if not self.breaker.admits():
                raise self._unreachable()
            try:
                answer = await self._post(method, body)
            except httpx.TransportError as error:
                trouble: Exception | None = error
            else:
                trouble = None
                if not _comes_from_between(answer):
                    self.breaker.succeeded()
                    return answer
            self.breaker.failed()
            attempts_left -= 1
            if not attempts_left:
                raise self._unreachable() from trouble
            await asyncio.sleep(random.uniform(0, pause_at_most))  # noqa: S311 - spreads retries, guards nothing
            pause_at_most = min(pause_at_most * 2, LONGEST_PAUSE_SECONDS)

    async def _post(self, method: Method, body: bytes) -> httpx.Response:
        left_ms = int(deadline.remaining_seconds() * 1000)
        return await self._client.post(
            self._base + method.name,
            content=body,
            headers={
                **self._carry(),
                "content-type": "application/json",
                TOKEN_HEADER: self._tokens.sign(module=self._module, method=method.name, body=body),
                deadline.HEADER: str(max(left_ms, 1)),
            },
        )

    def _read(self, method: Method, answer: httpx.Response) -> Any:
        if answer.status_code == 200:
            return self._decode(method, answer.content)
        if (error := find_error(answer.content)) is not None:
            raise error
        raise CallRefused(f"{self._module}.{method.name} answered {answer.status_code}: {answer.text[:500]}")

    def _decode(self, method: Method, document: bytes) -> Any:
        try:
            return msgspec.json.decode(document, type=method.returns)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise CallRefused(f"{self._module}.{method.name} answered something else than its face says.") from error

    def _unreachable(self) -> PartUnreachable:
        seconds = max(1, round(self.breaker.retry_after_seconds))
        return PartUnreachable(headers={"Retry-After": str(seconds)})


def _comes_from_between(answer: httpx.Response) -> bool:
    """A proxy's word that nobody answers, not the module's own."""
    return answer.status_code in _GATEWAY_TROUBLE and find_error(answer.content) is None
