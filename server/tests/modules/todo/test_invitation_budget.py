"""How many invitations somebody makes in a day counts, whatever becomes of them."""

from datetime import timedelta
from typing import cast
from uuid import UUID

import pytest
import pytest_asyncio

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import AuthApi, User
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.api.people import Invitation
from voicetodo.modules.todo.errors import TooManyInvitations
from voicetodo.modules.todo.service import invitations as service
from voicetodo.modules.todo.service.admitting import ToCategory
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.invitations import InvitationDraft, Invitations

WEB = Origin(source="web")


class Users:
    """Everybody has an account, with an address made of their id."""

    def __init__(self, clock: FixedClock) -> None:
        self._clock = clock

    async def get_user(self, *, user_id: UUID) -> User:
        return User(
            id=user_id,
            email=address(user_id),
            name="Somebody",
            timezone="UTC",
            roles=["user"],
            created_at=self._clock.now(),
            version=1,
        )


def address(user_id: UUID) -> str:
    return f"{user_id}@example.org"


@pytest.fixture
def invitations(desk: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Invitations:
    """Two a day."""
    monkeypatch.setattr(service, "MAX_INVITATIONS_A_DAY", 2)
    return Invitations(desk, cast("AuthApi", Users(clock)))


@pytest_asyncio.fixture
async def party(desk: Desk, alice_id: UUID) -> UUID:
    draft = CategoryDraft(name="Party")
    return (await Categories(desk).create(alice_id, draft, category_id=new_id(), origin=WEB))[0].id


async def invite(invitations: Invitations, owner_id: UUID, category_id: UUID, *, to: UUID | None = None) -> Invitation:
    draft = InvitationDraft(role="viewer", address=None if to is None else address(to))
    return await invitations.create(owner_id, ToCategory(category_id), draft, origin=WEB)


async def test_those_that_were_taken_back_count(invitations: Invitations, alice_id: UUID, party: UUID) -> None:
    for _ in range(2):
        made = await invite(invitations, alice_id, party)
        await invitations.revoke(alice_id, ToCategory(party), made.id, origin=WEB)

    with pytest.raises(TooManyInvitations):
        await invite(invitations, alice_id, party)


async def test_those_that_were_declined_count(
    invitations: Invitations, alice_id: UUID, bob_id: UUID, party: UUID
) -> None:
    for _ in range(2):
        made = await invite(invitations, alice_id, party, to=bob_id)
        await invitations.decline(bob_id, made.id)

    with pytest.raises(TooManyInvitations):
        await invite(invitations, alice_id, party)


async def test_those_to_a_category_that_is_gone_count(
    desk: Desk, invitations: Invitations, alice_id: UUID, party: UUID
) -> None:
    for _ in range(2):
        await invite(invitations, alice_id, party)
    await Categories(desk).delete(alice_id, party, origin=WEB)
    other, _ = await Categories(desk).create(alice_id, CategoryDraft(name="Trip"), category_id=new_id(), origin=WEB)

    with pytest.raises(TooManyInvitations):
        await invite(invitations, alice_id, other.id)


async def test_a_day_later_there_are_as_many_again(
    invitations: Invitations, clock: FixedClock, alice_id: UUID, bob_id: UUID, party: UUID
) -> None:
    for _ in range(2):
        await invite(invitations, alice_id, party)
    clock.advance(timedelta(days=1))

    await invitations.forget_expired()

    await invite(invitations, alice_id, party, to=bob_id)
    assert len(await invitations.list_open(alice_id, ToCategory(party))) == 3
