"""The work behind `user`. Apart from it, as what is imported here takes a second to load."""

from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

from voicetodo.main.assembly import Assembly
from voicetodo.main.cli import operating
from voicetodo.modules.auth.service.registering import Registering
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords

T = TypeVar("T")


def verify(email: str) -> str:
    """The address, as its owner wrote it."""

    async def work(process: Assembly) -> str:
        registering = cast("Registering", process.host.parts.services[Registering])
        return (await registering.accept(email)).email

    return _done(work)


def set_password(email: str, password: str) -> str:
    """The address, as its owner wrote it."""

    async def work(process: Assembly) -> str:
        return (await _resetting(process).set_for(email, new=password)).email

    return _done(work)


def reset_link(email: str) -> str:
    async def work(process: Assembly) -> str:
        token = await _resetting(process).link_for(email)
        return f"{process.host.address}/confirm/password-reset?token={token}"

    return _done(work)


def _resetting(process: Assembly) -> ResettingPasswords:
    return cast("ResettingPasswords", process.host.parts.services[ResettingPasswords])


def _done(work: Callable[[Assembly], Awaitable[T]]) -> T:
    answers: list[T] = []

    async def run() -> None:
        async with operating.installed("auth") as process:
            answers.append(await work(process))

    operating.run(run())
    return answers[0]
