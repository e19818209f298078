"""Whether somebody has an account is told by no answer and by no work: the same questions are asked of the database and
the same passwords are hashed. (Work is counted, as clocks of busy machines tell nothing.)
"""

import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import pytest
from argon2 import PasswordHasher

from tests.modules.auth.conftest import NATIVE, PASSWORD, World, make_world
from voicetodo.kit.db import Database
from voicetodo.kit.errors import DomainError
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.services import AuthSettings

KNOWN, UNKNOWN = "alice@example.org", "nobody@example.org"


class Work(msgspec.Struct):
    statements: int = 0
    hashes: int = 0


@pytest.fixture
def auth(database: Callable[[str], Database], postgres_url: str) -> World:
    """Where addresses must be proven, as everywhere with a mail server."""
    return make_world(database("auth"), url=postgres_url, settings=AuthSettings())


@pytest.fixture
async def alice(auth: World) -> UUID:
    added = await auth.registering.add(email=KNOWN, name="", timezone="UTC", password=PASSWORD, password_hash=None)
    await auth.log_in(KNOWN, PASSWORD)
    return added.user_id


async def test_signing_in_with_a_wrong_password(auth: World, alice: UUID) -> None:  # noqa: ARG001 - she is there
    known, unknown = await _both(lambda email: auth.log_in(email, "wrong password"))

    assert known == unknown
    assert known[0].hashes == 1


async def test_signing_in_to_what_is_suspended(auth: World, alice: UUID) -> None:
    async with auth.db.transaction() as tx:
        await tx.execute("update users set suspended_at = now() where id = $1", alice)

    known, unknown = await _both(lambda email: auth.log_in(email, PASSWORD))

    assert known == unknown


async def test_asking_for_a_new_password(auth: World, alice: UUID) -> None:  # noqa: ARG001 - as above
    known, unknown = await _both(lambda email: auth.resetting_passwords.ask_for_reset(email, address="192.0.2.1"))

    assert known == unknown
    assert known[1] == "None"


async def test_signing_up(auth: World, alice: UUID) -> None:  # noqa: ARG001 - as above
    def sign_up(email: str) -> Awaitable[Any]:
        return auth.registering.register(
            user_id=new_id(), email=email, password="seven quiet gates", name="", timezone="UTC", origin=NATIVE
        )

    known, unknown = await _both(sign_up)

    assert known == unknown
    assert known[0].hashes == 1


async def test_guessing_at_an_account_that_is_none_waits_as_long(auth: World, alice: UUID) -> None:  # noqa: ARG001
    for email in (KNOWN, UNKNOWN):
        for _ in range(6):
            await _answer(lambda email=email: auth.log_in(email, "wrong password"))

    known, unknown = await _both(lambda email: auth.log_in(email, "wrong password"))

    assert known == unknown
    assert "SignInDelayed" in known[1]


async def test_more_work_would_be_seen(auth: World, alice: UUID) -> None:  # noqa: ARG001 - as above
    """What these tests rest on: one question more, or one hash more, is told apart."""

    async def leaks(email: str) -> None:
        async with auth.db.connection() as connection:
            if await connection.fetchval("select exists (select from users where email = $1)", email):
                await connection.fetchval("select 1")
                await auth.passwords.hash(PASSWORD)

    known, unknown = await _both(leaks)

    assert (known[0].statements, known[0].hashes) == (unknown[0].statements + 1, unknown[0].hashes + 1)


async def _both(ask: Callable[[str], Awaitable[Any]]) -> tuple[tuple[Work, str], tuple[Work, str]]:
    """The work and the answer for Alice's address, and for one that nobody has."""
    # so that neither opens a connection, which asks questions of its own
    await _answer(lambda: ask("somebody@example.org"))
    found: list[tuple[Work, str]] = []
    for email in (KNOWN, UNKNOWN):
        with counted() as work:
            answer = await _answer(lambda email=email: ask(email))
        found.append((work, answer))
    return found[0], found[1]


async def _answer(ask: Callable[[], Awaitable[Any]]) -> str:
    try:
        return str(await ask())
    except DomainError as error:
        return f"{type(error).__name__} {error.sentence} {error.headers} {error.errors}"


@contextmanager
def counted() -> Iterator[Work]:
    """The work of this thread's connections: a product that was served before is at its own in another."""
    work = Work()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fetch", "fetchrow", "fetchval", "execute"):
            asked = _counting(getattr(asyncpg.Connection, name), work, "statements", thread=threading.get_ident())
            patch.setattr(asyncpg.Connection, name, asked)
        for name in ("hash", "verify"):
            patch.setattr(PasswordHasher, name, _counting(getattr(PasswordHasher, name), work, "hashes"))
        yield work


def _counting(function: Callable[..., Any], work: Work, name: str, *, thread: int | None = None) -> Callable[..., Any]:
    """Passwords are hashed in threads of their own: no `thread` is any."""

    def count(*arguments: Any, **named: Any) -> Any:
        if thread in (None, threading.get_ident()):
            setattr(work, name, getattr(work, name) + 1)
        return function(*arguments, **named)

    return count
