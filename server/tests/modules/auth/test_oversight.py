"""What those who look after an installation do with accounts, below the routes."""

import asyncio
from functools import partial
from uuid import UUID

import pytest

from tests.modules.auth.conftest import PASSWORD, World
from tests.modules.auth.test_oauth_times import register
from voicetodo.kit.audit import Actor, enter_request
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import SuspensionReason
from voicetodo.modules.auth.errors import (
    AdminsOnly,
    InvalidCredentials,
    LastAdmin,
    NotOnYourself,
    RefreshTokenRefused,
    UserNotFound,
)
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.security_events import SecurityEvents
from voicetodo.modules.auth.store.accounts import AccountFilter

SYSTEM = Actor()
SUPPORT = Actor(role="support", user_id=new_id())


def user_of(grant: Grant) -> UUID:
    return grant.session.user.id


@pytest.fixture
async def ada(world: World) -> UUID:
    """The first, and therefore an admin."""
    return user_of(await world.register("ada@example.org"))


@pytest.fixture
async def alice(world: World, ada: UUID) -> Grant:  # noqa: ARG001 - not the first
    return await world.register()


class TestSuspend:
    async def test_every_session_ends_and_none_begins(self, world: World, alice: Grant) -> None:
        other = await world.log_in()

        account = await world.oversight.suspend(user_of(alice), reason="other", by=SYSTEM)

        assert (account.suspended_at, account.sessions) == (world.clock.now(), 0)
        assert set(world.revoked) == {alice.session.session_id, other.session.session_id}
        assert world.barred == [user_of(alice)]
        with pytest.raises(InvalidCredentials):
            await world.log_in()
        for grant in (alice, other):
            with pytest.raises(RefreshTokenRefused):
                await world.refresh(grant.session.refresh_token)

    async def test_signing_in_is_refused_as_with_a_wrong_password(self, world: World, alice: Grant) -> None:
        await world.oversight.suspend(user_of(alice), reason="other", by=SYSTEM)
        answers: list[tuple[str, int, dict[str, str]]] = []

        for password in (PASSWORD, "wrong horse"):
            with pytest.raises(InvalidCredentials) as refused:
                await world.log_in(password=password)
            answers.append((refused.value.sentence, refused.value.status, refused.value.headers))

        assert answers[0] == answers[1]
        acts = [(act.action, act.result, act.owner_id) for act in await world.audited()]
        assert acts[-2:] == [("auth.signed_in", "refused", user_of(alice))] * 2

    async def test_programs_are_out_as_well_and_in_again_once_restored(self, world: World, alice: Grant) -> None:
        _, secret = await world.app_passwords.create(user_of(alice), name="Phone")
        email = alice.session.user.email
        assert await world.app_passwords.find_use(email=email, password=secret) is not None

        await world.oversight.suspend(user_of(alice), reason="other", by=SYSTEM)
        assert await world.app_passwords.find_use(email=email, password=secret) is None
        assert await world.oversight.is_suspended(user_of(alice))

        await world.oversight.restore(user_of(alice), by=SYSTEM)
        assert await world.app_passwords.find_use(email=email, password=secret) is not None
        assert (await world.log_in()).session.user.id == user_of(alice)

    async def test_whoever_signs_in_at_that_moment_is_out_too(self, world: World, alice: Grant) -> None:
        await asyncio.gather(
            *(world.log_in() for _ in range(4)),
            world.oversight.suspend(user_of(alice), reason="other", by=SYSTEM),
            *(world.log_in() for _ in range(4)),
            return_exceptions=True,
        )

        assert (await world.oversight.get(user_of(alice))).sessions == 0

    async def test_an_application_that_asks_for_tokens_at_that_moment_hinders_nobody(
        self,
        world: World,
        ada: UUID,  # noqa: ARG002 - not the first
    ) -> None:
        widget = await register(world)
        for number in range(5):
            user_id = user_of(await world.register(f"{number}@example.org"))
            token: str = (await widget.connect(user_id))["refresh_token"]

            await asyncio.gather(
                widget.refresh(token),
                world.oversight.suspend(user_id, reason="other", by=SYSTEM),
                widget.refresh(token),
            )

            assert (await widget.refresh(token)).status == 400

    async def test_twice_is_one_act(self, world: World, alice: Grant) -> None:
        for _ in range(2):
            await world.oversight.suspend(user_of(alice), reason="other", by=SYSTEM)
        for _ in range(2):
            await world.oversight.restore(user_of(alice), by=SYSTEM)

        acts = [act.action for act in await world.audited()]
        assert (acts.count("auth.suspended"), acts.count("auth.restored")) == (1, 1)

    async def test_a_letter_tells_them_and_another_that_they_are_back(self, world: World, alice: Grant) -> None:
        """From where it was done is nobody's business but that of those who look after the installation."""
        await world.deliver()

        async def act() -> None:
            enter_request({"headers": [(b"user-agent", b"the admin's browser")], "client": ("203.0.113.9", 1)})
            for _ in range(2):
                await world.oversight.suspend(user_of(alice), reason="security", by=SYSTEM)
            await world.oversight.restore(user_of(alice), by=SYSTEM)

        await asyncio.create_task(act())

        letters = await world.deliver()
        assert [(mail.to, mail.subject) for mail in letters] == [
            ("alice@example.org", "Your account was suspended"),
            ("alice@example.org", "Your account is open again"),
        ]
        events = await SecurityEvents(db=world.db, clock=world.clock).list_all(user_of(alice), before=None, limit=2)
        assert {(each.address, each.user_agent) for each in events} == {("", "")}
        assert not any("203.0.113.9" in mail.text for mail in letters)

    @pytest.mark.parametrize(
        ("reason", "told"),
        [
            ("security", "Why: somebody else may have got into it."),
            ("misuse", "Why: how it was used."),
            ("asked", "Why: you asked for it."),
            ("other", None),
        ],
    )
    async def test_why_is_audited_and_told_by_the_letter_but_for_what_is_between_them(
        self, world: World, alice: Grant, reason: SuspensionReason, told: str | None
    ) -> None:
        await world.deliver()

        account = await world.oversight.suspend(user_of(alice), reason=reason, by=SYSTEM)

        assert account.suspension_reason == reason
        assert [act.facts for act in await world.audited() if act.action == "auth.suspended"] == [{"reason": reason}]
        (letter,) = await world.deliver()
        assert [line for line in letter.text.splitlines() if line.startswith("Why")] == ([told] if told else [])
        assert (await world.oversight.restore(user_of(alice), by=SYSTEM)).suspension_reason is None

    async def test_nobody_is_not_found(self, world: World) -> None:
        with pytest.raises(UserNotFound):
            await world.oversight.suspend(new_id(), reason="other", by=SYSTEM)


class TestRoles:
    async def test_they_are_set_exactly_and_everybody_signs_in_again(self, world: World, alice: Grant) -> None:
        account = await world.oversight.set_roles(user_of(alice), ["admin"], by=SYSTEM)

        assert account.roles == ["user", "admin"]
        assert world.revoked == [alice.session.session_id]
        assert (await world.log_in()).session.user.roles == ["user", "admin"]
        act = next(act for act in await world.audited() if act.action == "auth.roles_changed")
        assert act.facts == {"roles": "user admin"}

    async def test_the_same_roles_again_sign_nobody_out(self, world: World, alice: Grant) -> None:
        await world.oversight.set_roles(user_of(alice), [], by=SYSTEM)

        assert world.revoked == []


class TestAdmins:
    async def test_the_last_one_stays(self, world: World, ada: UUID, alice: Grant) -> None:
        with pytest.raises(LastAdmin):
            await world.oversight.set_roles(ada, ["support"], by=SYSTEM)
        with pytest.raises(LastAdmin):
            await world.oversight.suspend(ada, reason="other", by=SYSTEM)

        await world.oversight.set_roles(user_of(alice), ["admin"], by=SYSTEM)
        assert (await world.oversight.suspend(ada, reason="other", by=SYSTEM)).suspended_at is not None
        with pytest.raises(LastAdmin):
            await world.oversight.suspend(user_of(alice), reason="other", by=SYSTEM)

    async def test_two_cannot_take_the_role_from_each_other_at_once(
        self, world: World, ada: UUID, alice: Grant
    ) -> None:
        await world.oversight.set_roles(user_of(alice), ["admin"], by=SYSTEM)

        answers = await asyncio.gather(
            world.oversight.set_roles(user_of(alice), [], by=Actor(role="admin", user_id=ada)),
            world.oversight.set_roles(ada, [], by=Actor(role="admin", user_id=user_of(alice))),
            return_exceptions=True,
        )

        assert [type(answer) for answer in answers].count(LastAdmin) == 1
        admins = await world.oversight.list_page(AccountFilter(role="admin"), before=None, limit=10)
        assert len(admins) == 1

    async def test_nobody_suspends_or_degrades_themselves(self, world: World, ada: UUID, alice: Grant) -> None:
        await world.oversight.set_roles(user_of(alice), ["admin"], by=SYSTEM)
        myself = Actor(role="admin", user_id=ada)

        with pytest.raises(NotOnYourself):
            await world.oversight.suspend(ada, reason="other", by=myself)
        with pytest.raises(NotOnYourself):
            await world.oversight.set_roles(ada, [], by=myself)

    async def test_support_does_nothing_to_them(self, world: World, ada: UUID) -> None:
        for verb in (
            world.oversight.sign_out,
            partial(world.oversight.suspend, reason="other"),
            world.oversight.restore,
        ):
            with pytest.raises(AdminsOnly):
                await verb(ada, by=SUPPORT)


class TestList:
    async def test_accounts_are_found_by_how_their_address_begins_by_id_role_and_state(
        self, world: World, ada: UUID, alice: Grant
    ) -> None:
        await world.register("al_x@example.org")
        await world.oversight.suspend(user_of(alice), reason="other", by=SYSTEM)

        async def found(**wanted: object) -> list[str]:
            page = await world.oversight.list_page(AccountFilter(**wanted), before=None, limit=10)  # type: ignore[arg-type]
            return [account.email.partition("@")[0] for account in page]

        assert await found() == ["al_x", "alice", "ada"]
        assert await found(text="ALI") == ["alice"]
        assert await found(text="al_") == ["al_x"]
        assert await found(text="%") == []
        assert await found(text=str(ada)) == ["ada"]
        assert await found(role="admin") == ["ada"]
        assert await found(role="user", is_suspended=True) == ["alice"]
        assert await found(is_suspended=False) == ["al_x", "ada"]

    async def test_pages_follow_one_another(self, world: World, ada: UUID, alice: Grant) -> None:
        first = await world.oversight.list_page(AccountFilter(), before=None, limit=1)
        rest = await world.oversight.list_page(AccountFilter(), before=first[0].id, limit=5)

        assert [account.id for account in (*first, *rest)] == [user_of(alice), ada]
