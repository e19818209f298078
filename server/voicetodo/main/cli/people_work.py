"""The work behind `user`. Apart from it, as what is imported here takes a second to load."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar, cast, get_args
from uuid import UUID

from voicetodo.kit.audit import Actor
from voicetodo.main.assembly import Assembly
from voicetodo.main.cli import operating
from voicetodo.main.cli.terminal import Failure
from voicetodo.modules.auth.api import AccountRole, SuspensionReason
from voicetodo.modules.auth.service.oversight import Oversight
from voicetodo.modules.auth.service.registering import Registering
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords
from voicetodo.modules.auth.service.second_factors import SecondFactorAuthentication

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


def set_roles(email: str, names: Sequence[str]) -> str:
    """Those it has from now on, with blanks between. Raises Failure."""
    unknown = sorted(set(names) - set(get_args(AccountRole)))
    if unknown:
        raise Failure(f"There is no role “{unknown[0]}”. There are: {', '.join(get_args(AccountRole))}.")

    async def work(process: Assembly) -> str:
        wanted = cast("list[AccountRole]", list(names))
        account = await process.service(Oversight).set_roles(await _id_of(process, email), wanted, by=Actor())
        return " ".join(account.roles)

    return _done(work)


def suspend(email: str, reason: str) -> None:
    """Raises Failure."""
    if reason not in get_args(SuspensionReason):
        raise Failure(f"There is no reason “{reason}”. There are: {', '.join(get_args(SuspensionReason))}.")

    async def work(process: Assembly) -> None:
        wanted = cast("SuspensionReason", reason)
        await process.service(Oversight).suspend(await _id_of(process, email), reason=wanted, by=Actor())

    _done(work)


def restore(email: str) -> None:
    async def work(process: Assembly) -> None:
        await process.service(Oversight).restore(await _id_of(process, email), by=Actor())

    _done(work)


def remove_second_factor(email: str) -> str:
    """The address, as its owner wrote it. Everybody signed in is out, and the owner is written to."""

    async def work(process: Assembly) -> str:
        account = await process.service(Oversight).get_by_email(email)
        await process.service(SecondFactorAuthentication).remove_lost(account.id)
        await process.service(Oversight).sign_out(account.id, by=Actor())
        return account.email

    return _done(work)


async def _id_of(process: Assembly, email: str) -> UUID:
    return (await process.service(Oversight).get_by_email(email)).id


def _resetting(process: Assembly) -> ResettingPasswords:
    return cast("ResettingPasswords", process.host.parts.services[ResettingPasswords])


def _done(work: Callable[[Assembly], Awaitable[T]]) -> T:
    answers: list[T] = []

    async def run() -> None:
        async with operating.installed("auth") as process:
            answers.append(await work(process))

    operating.run(run())
    return answers[0]
