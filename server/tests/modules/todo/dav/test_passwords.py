"""An app password that was revoked opens nothing, whatever was asked and answered at the same time."""

import asyncio
import base64
from datetime import timedelta
from typing import cast
from uuid import UUID

import pytest

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import AppPasswordUse, AuthApi, User
from voicetodo.modules.todo.dav.passwords import AppPasswordIdentity, AppPasswordNeeded

AUTHORIZATION = "Basic " + base64.b64encode(b"alice@example.org:secret").decode()


class Auth:
    """Knows one app password, and takes its time."""

    def __init__(self, clock: FixedClock, user_id: UUID) -> None:
        self.asked = self.refused = 0
        self.is_asked, self.may_answer = asyncio.Event(), asyncio.Event()
        self.may_answer.set()
        user = User(user_id, "alice@example.org", "Alice", "UTC", [], clock.now(), 1)
        self.use: AppPasswordUse | None = AppPasswordUse(user, new_id())

    async def hear_of_refusal(self) -> None:
        self.refused += 1

    async def find_app_password_use(self, *, email: str, password: str) -> AppPasswordUse | None:  # noqa: ARG002
        found, self.asked = self.use, self.asked + 1
        self.is_asked.set()
        await self.may_answer.wait()
        return found


@pytest.fixture
def auth(clock: FixedClock, alice_id: UUID) -> Auth:
    return Auth(clock, alice_id)


@pytest.fixture
def identity(auth: Auth, clock: FixedClock) -> AppPasswordIdentity:
    return AppPasswordIdentity(cast("AuthApi", auth), clock, on_refused=auth.hear_of_refusal)


async def test_is_not_remembered_from_an_answer_that_was_on_its_way(identity: AppPasswordIdentity, auth: Auth) -> None:
    assert auth.use is not None
    auth.may_answer.clear()
    asking = asyncio.create_task(identity.verify(AUTHORIZATION))
    await auth.is_asked.wait()

    identity.forget(auth.use.app_password_id)
    auth.may_answer.set()

    with pytest.raises(AppPasswordNeeded):
        await asking
    assert identity.find_cached(AUTHORIZATION) is None


async def test_is_asked_for_again_after_five_seconds(
    identity: AppPasswordIdentity, auth: Auth, clock: FixedClock
) -> None:
    await identity.verify(AUTHORIZATION)
    auth.use = None
    clock.advance(timedelta(seconds=4))
    before = identity.find_cached(AUTHORIZATION)

    clock.advance(timedelta(seconds=1))

    assert before is not None
    assert identity.find_cached(AUTHORIZATION) is None
    with pytest.raises(AppPasswordNeeded):
        await identity.verify(AUTHORIZATION)


async def test_is_asked_for_again_where_its_end_may_have_been_missed(identity: AppPasswordIdentity) -> None:
    await identity.verify(AUTHORIZATION)

    identity.forget_all()

    assert identity.find_cached(AUTHORIZATION) is None


async def test_of_another_program_goes_on(identity: AppPasswordIdentity) -> None:
    await identity.verify(AUTHORIZATION)

    identity.forget(new_id())

    assert identity.find_cached(AUTHORIZATION) is not None


async def test_that_opens_nothing_is_told_of(identity: AppPasswordIdentity, auth: Auth) -> None:
    auth.use = None

    for _ in range(2):
        with pytest.raises(AppPasswordNeeded):
            await identity.verify(AUTHORIZATION)

    assert auth.refused == 2


async def test_that_is_none_at_all_is_not(identity: AppPasswordIdentity, auth: Auth) -> None:
    with pytest.raises(AppPasswordNeeded):
        await identity.verify("Bearer something")

    assert auth.refused == 0
