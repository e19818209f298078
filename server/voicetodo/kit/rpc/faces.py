"""Which face is answered where: here, at another address, or (a fault in the composition) nowhere."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, TypeVar, cast

import httpx

from voicetodo.kit.db import in_transaction
from voicetodo.kit.rpc import deadline
from voicetodo.kit.rpc.breaker import Breaker, State
from voicetodo.kit.rpc.errors import AskedInTransaction, DeadlineExceeded
from voicetodo.kit.rpc.face import Face, FaceError, Method, check_answers, methods_of
from voicetodo.kit.rpc.remote import Target
from voicetodo.kit.rpc.service_token import ServiceTokens

F = TypeVar("F", bound=Face)
Ask = Callable[[Method, dict[str, Any]], Coroutine[Any, Any, Any]]


class Faces:
    """Connects the faces modules ask with whoever answers them.

    `addresses` names the base URL of each module that runs elsewhere; a module answered in this process is never asked
    over the network. `tokens` are needed as soon as there is an address. `carry` gives headers to pass on with
    each call.
    """

    def __init__(
        self,
        addresses: Mapping[str, str] | None = None,
        *,
        tokens: ServiceTokens | None = None,
        carry: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        if addresses and tokens is None:
            raise ValueError("Modules at other addresses need service tokens: set the service secret.")
        self._addresses = dict(addresses or {})
        self._tokens = tokens
        self._carry = carry
        self._answers: dict[str, tuple[type[Face], Face]] = {}
        self._targets: dict[str, Target] = {}
        self._asked: dict[type[Face], Face] = {}
        self._client = _client() if addresses else None

    def answer(self, face: type[Face], answer: Face) -> None:
        """From now on `answer` answers `face` in this process. Raises FaceError where the two do not fit."""
        check_answers(face, answer)
        if face.module in self._answers:
            raise FaceError(f"{face.module} is answered already.")
        self._answers[face.module] = (face, answer)

    def get(self, face: type[F]) -> F:
        """Something to ask. May be taken before its answerer is known, as modules install in any order."""
        if face not in self._asked:
            self._asked[face] = _proxy(face, self._ask_for(face))
        return cast("F", self._asked[face])

    def find(self, face: type[F]) -> F | None:
        """The same, where somebody answers, here or at another address. Once all modules are installed."""
        is_answered = face.module in self._answers or face.module in self._addresses
        return self.get(face) if is_answered else None

    def check(self) -> None:
        """Raises FaceError, naming the modules, when something is asked here that nobody answers."""
        modules = {face.module for face in self._asked} - self._answers.keys() - self._addresses.keys()
        if modules:
            raise FaceError(f"Nobody answers {', '.join(sorted(modules))}: run it here or give its address.")

    def breakers(self) -> dict[str, State]:
        """The state of the breaker of each module asked over the network so far."""
        return {module: target.breaker.state for module, target in self._targets.items()}

    def answered(self) -> list[str]:
        """The modules whose faces are answered in this process."""
        return sorted(self._answers)

    def find_answer(self, module: str) -> tuple[type[Face], Face] | None:
        """Who answers for a module in this process."""
        return self._answers.get(module)

    async def stop(self) -> None:
        """Close the connections to other services."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None
            self._targets.clear()

    def _ask_for(self, face: type[Face]) -> Ask:
        async def ask(method: Method, arguments: dict[str, Any]) -> Any:
            if in_transaction():
                raise AskedInTransaction(f"{face.module}.{method.name} was asked inside an open transaction.")
            if (local := self._answers.get(face.module)) is not None:
                return await ask_here(local[1], method.name, arguments)
            return await self._target(face.module).ask(method, arguments)

        return ask

    def _target(self, module: str) -> Target:
        if module not in self._targets:
            if module not in self._addresses or self._tokens is None or self._client is None:
                raise FaceError(f"Nobody answers {module}: run it here or give its address.")
            self._targets[module] = Target(
                module,
                self._addresses[module],
                client=self._client,
                tokens=self._tokens,
                carry=self._carry,
                breaker=Breaker(),
            )
        return self._targets[module]


async def ask_here(answer: Face, name: str, arguments: dict[str, Any]) -> Any:
    """Ask in this process, held to the same deadline as a call to another one."""
    seconds = deadline.remaining_seconds()
    if seconds <= 0:
        raise DeadlineExceeded
    limit = asyncio.timeout(seconds)
    try:
        async with limit:
            return await getattr(answer, name)(**arguments)
    except TimeoutError:
        if limit.expired():
            raise DeadlineExceeded from None
        raise


def _proxy(face: type[Face], ask: Ask) -> Face:
    """Built once for each face from its signatures."""
    questions = {name: _question(method, ask) for name, method in methods_of(face).items()}
    return cast("Face", type(f"Asked{face.__name__}", (face,), questions)())


def _question(method: Method, ask: Ask) -> Callable[..., Coroutine[Any, Any, Any]]:
    def question(self: Face, **arguments: Any) -> Coroutine[Any, Any, Any]:  # noqa: ARG001 - bound as a method
        return ask(method, arguments)

    question.__name__ = method.name
    return question


def _client() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=200, max_keepalive_connections=50, keepalive_expiry=30)
    # deadlines are ours; addresses are the operator's, so no proxy of the environment and no redirect may bend them
    return httpx.AsyncClient(timeout=None, limits=limits, follow_redirects=False, trust_env=False)  # noqa: S113
