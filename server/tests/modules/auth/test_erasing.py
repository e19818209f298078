"""Accounts go when their time has come: once, whole, however often the process that does it is killed."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import NoReturn
from uuid import UUID

import asyncpg
import msgspec
import pytest

from tests.modules.auth.conftest import ADDRESS, World
from voicetodo.kit.audit import Actor
from voicetodo.kit.blobs import Blobs, BlobSettings, BlobsUnavailable, open_blobs
from voicetodo.kit.db import Database
from voicetodo.kit.erasing import Machinery
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import address_digest
from voicetodo.modules.auth.errors import InvalidCredentials, LastAdmin, OnlyAdmin
from voicetodo.modules.auth.events import UserDeleted
from voicetodo.modules.auth.service.erasing import Erasing
from voicetodo.modules.auth.service.grants import Grant

KEY = b"d" * 32
GRACE = timedelta(days=30)


class Erased:
    """Of a world, with what it told."""

    def __init__(self, world: World, blobs: Blobs, database: Callable[[str], Database]) -> None:
        self.world = world
        machinery = Machinery(kit=database("kit"), jobs=database("jobs"), bus=database("bus"))
        self.erasing = Erasing(
            db=world.db,
            clock=world.clock,
            sessions=world.sessions,
            mailer=world.letters,
            blobs=blobs,
            machinery=machinery,
            address=ADDRESS,
            key=KEY,
            on_barred=self._bar,
        )

    async def _bar(self, user_id: UUID) -> None:
        self.world.barred.append(user_id)

    async def has_account(self, user_id: UUID) -> bool:
        async with self.world.db.connection() as connection:
            return await connection.fetchval("select exists (select from users where id = $1)", user_id)

    async def told(self) -> list[UserDeleted]:
        async with self.world.db.connection() as connection:
            rows = await connection.fetch("select payload from outbox where name = $1 order by place", UserDeleted.name)
        return [msgspec.json.decode(row["payload"], type=UserDeleted) for row in rows]

    async def tombstones(self) -> dict[UUID, int]:
        async with self.world.db.connection() as connection:
            rows = await connection.fetch("select user_id, rounds from tombstones")
        return {row["user_id"]: row["rounds"] for row in rows}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "blobs"


@pytest.fixture
def erased(world: World, tmp_path: Path, database: Callable[[str], Database]) -> Erased:
    return Erased(world, open_blobs(BlobSettings(data_dir=tmp_path)), database)


@pytest.fixture
async def ada(world: World) -> UUID:
    """The first, and therefore an admin."""
    return (await world.register("ada@example.org")).session.user.id


@pytest.fixture
async def alice(world: World, ada: UUID) -> Grant:  # noqa: ARG001 - not the first
    return await world.register()


@pytest.fixture
async def leaving(world: World, alice: Grant) -> UUID:
    """Alice, whose time has come."""
    user_id = alice.session.user.id
    await world.deleting.ask(user_id)
    world.clock.advance(GRACE)
    return user_id


class TestErasing:
    async def test_nothing_happens_before_its_time(self, world: World, erased: Erased, alice: Grant) -> None:
        user_id = alice.session.user.id
        await world.deleting.ask(user_id)
        world.clock.advance(GRACE - timedelta(seconds=1))

        await erased.erasing.work()

        assert (await erased.has_account(user_id), await erased.told()) == (True, [])

    async def test_the_account_is_gone_and_all_are_told(self, erased: Erased, leaving: UUID) -> None:
        await erased.erasing.work()

        assert not await erased.has_account(leaving)
        [told] = await erased.told()
        assert (told.user_id, told.address_digests) == (leaving, (address_digest(KEY, "ALICE@example.org"),))
        assert await erased.tombstones() == {leaving: 1}

    async def test_what_was_signed_in_is_out(self, world: World, erased: Erased, alice: Grant, leaving: UUID) -> None:
        token = await world.personal_tokens.create(leaving, name="Script", scopes=["profile"], days=90)

        await erased.erasing.work()

        assert leaving in world.barred
        assert {alice.session.session_id, token[0].id} <= set(await erased.erasing.ended_lately())
        with pytest.raises(InvalidCredentials):
            await world.log_in()

    async def test_the_address_is_free_again(self, world: World, erased: Erased, leaving: UUID) -> None:
        await erased.erasing.work()

        assert (await world.register()).session.user.id != leaving

    async def test_who_took_it_back_stays(self, world: World, erased: Erased, leaving: UUID) -> None:
        await world.deleting.cancel(leaving)

        await erased.erasing.work()

        assert await erased.has_account(leaving)

    async def test_the_last_letter_is_sent_before_the_address_is_forgotten(
        self, world: World, erased: Erased, leaving: UUID
    ) -> None:
        world.letters.sent.clear()

        await erased.erasing.work()

        [letter] = world.letters.sent
        assert (letter.to, letter.subject) == ("alice@example.org", "Your account is deleted")
        assert not await erased.has_account(leaving)

    async def test_a_day_later_all_are_told_again_and_then_no_more(
        self, world: World, erased: Erased, leaving: UUID
    ) -> None:
        await erased.erasing.work()
        await erased.erasing.work()
        assert len(await erased.told()) == 1

        world.clock.advance(timedelta(days=1, seconds=1))
        for _ in range(2):
            await erased.erasing.work()

        assert [each.user_id for each in await erased.told()] == [leaving, leaving]
        assert await erased.tombstones() == {leaving: 2}

    async def test_it_is_audited(self, world: World, erased: Erased, leaving: UUID) -> None:
        await erased.erasing.work()

        acts = [(each.action, each.owner_id) for each in await world.audited()]
        assert ("auth.deletion_asked", leaving) in acts
        assert ("auth.user_deleted", leaving) in acts


class TestKilled:
    """After each of these, the next round of housekeeping does what is left to be done."""

    async def test_before_the_note_outside_could_be_written(
        self, world: World, leaving: UUID, database: Callable[[str], Database], tmp_path: Path
    ) -> None:
        away = Erased(world, _Away(), database)
        with pytest.raises(BlobsUnavailable):
            await away.erasing.work()
        assert await away.has_account(leaving)

        back = Erased(world, open_blobs(BlobSettings(data_dir=tmp_path)), database)
        await back.erasing.work()

        assert (await back.has_account(leaving), len(await back.told())) == (False, 1)

    async def test_between_the_note_and_the_account(
        self, world: World, erased: Erased, leaving: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(world.letters, "forget_to", _die)
            with pytest.raises(_Killed):
                await erased.erasing.work()
        assert await erased.has_account(leaving)

        await erased.erasing.work()

        assert (await erased.has_account(leaving), len(await erased.told())) == (False, 1)

    async def test_between_the_account_and_the_machinery(
        self, erased: Erased, leaving: UUID, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(erased.erasing._machinery, "forget", _die)
            with pytest.raises(_Killed):
                await erased.erasing.work()
        assert await erased.tombstones() == {leaving: 0}

        await erased.erasing.work()

        assert (await erased.tombstones(), len(await erased.told())) == ({leaving: 1}, 1)

    async def test_two_processes_at_once_erase_once(self, erased: Erased, leaving: UUID) -> None:
        await asyncio.gather(erased.erasing.work(), erased.erasing.work())

        assert not await erased.has_account(leaving)
        assert set(await erased.tombstones()) == {leaving}


class TestReplay:
    async def test_who_came_back_with_a_backup_is_erased_again(
        self, world: World, erased: Erased, leaving: UUID, folder: Path
    ) -> None:
        await erased.erasing.work()
        assert [each.name for each in (folder / "tombstones").iterdir()] == [str(leaving)]
        await restore(world, leaving)
        assert await erased.has_account(leaving)

        count = await erased.erasing.replay()

        assert (count, await erased.has_account(leaving)) == (1, False)
        assert [each.user_id for each in await erased.told()][-1] == leaving

    async def test_nobody_else_is_touched(self, world: World, erased: Erased, leaving: UUID, ada: UUID) -> None:
        await erased.erasing.work()
        bob = (await world.register("bob@example.org")).session.user.id

        await erased.erasing.replay()

        assert [await erased.has_account(each) for each in (leaving, ada, bob)] == [False, True, True]

    @pytest.mark.usefixtures("leaving")
    async def test_those_from_before_the_backup_can_be_left_out(self, world: World, erased: Erased) -> None:
        await erased.erasing.work()

        assert await erased.erasing.replay(since=world.clock.now() + timedelta(days=1)) == 0
        assert await erased.erasing.replay(since=world.clock.now()) == 1


class TestAdmins:
    async def test_the_only_admin_stays_while_others_are_here(self, world: World, ada: UUID, alice: Grant) -> None:
        with pytest.raises(OnlyAdmin):
            await world.deleting.ask(ada)

        await world.oversight.set_roles(alice.session.user.id, ["admin"], by=Actor())
        assert (await world.deleting.ask(ada)).user_id == ada

    async def test_who_is_alone_may_go(self, world: World, erased: Erased, ada: UUID) -> None:
        await world.deleting.ask(ada)
        world.clock.advance(GRACE)

        await erased.erasing.work()

        assert not await erased.has_account(ada)

    async def test_an_admin_on_the_way_out_is_nobody_to_rely_on(self, world: World, ada: UUID, alice: Grant) -> None:
        alice_id = alice.session.user.id
        await world.oversight.set_roles(alice_id, ["admin"], by=Actor())
        await world.deleting.ask(ada)

        with pytest.raises(OnlyAdmin):
            await world.deleting.ask(alice_id)
        with pytest.raises(LastAdmin):
            await world.oversight.suspend(alice_id, reason="other", by=Actor())

    async def test_when_others_came_meanwhile_the_only_admin_waits_for_another(
        self, world: World, erased: Erased, ada: UUID
    ) -> None:
        await world.deleting.ask(ada)
        bob = (await world.register("bob@example.org")).session.user.id
        world.clock.advance(GRACE)
        await erased.erasing.work()
        assert await erased.has_account(ada)

        await world.oversight.set_roles(bob, ["admin"], by=Actor())
        await erased.erasing.work()

        assert not await erased.has_account(ada)

    async def test_that_it_waits_is_told_in_the_answer_in_one_letter_and_to_who_looks_after_it(
        self, world: World, erased: Erased, ada: UUID
    ) -> None:
        asked = await world.deleting.ask(ada)
        await world.register("bob@example.org")
        found = await world.deleting.find(ada)
        assert (asked.waits_for_admin, found and found.waits_for_admin) == (False, True)
        assert await erased.erasing.count_waiting() == 0
        world.clock.advance(GRACE + timedelta(hours=2))
        await world.deliver()

        for _ in range(2):
            await erased.erasing.work()

        [letter] = await world.deliver()
        assert (letter.to, letter.subject) == ("ada@example.org", "Your account is not deleted yet")
        assert await erased.erasing.count_waiting() == 1


class _Killed(BaseException):
    """As if the process had ended here."""


async def _die(*_: object) -> None:
    raise _Killed


class _Away(Blobs):
    """Does not answer."""

    def __init__(self) -> None:
        super().__init__(_raise)


def _raise() -> NoReturn:
    raise OSError("away")


async def restore(world: World, user_id: UUID) -> None:
    """As a backup from before knows it: the account, and no tombstone."""
    connection = await asyncpg.connect(world.url, server_settings={"search_path": "auth"})
    try:
        await connection.execute("delete from tombstones")
        await connection.execute(
            "insert into users (id, email, email_key, name, timezone, roles, password_hash, created_at)"
            " values ($1, 'alice@example.org', 'alice@example.org', 'Alice', 'UTC', '{user}', '', now())",
            user_id,
        )
    finally:
        await connection.close()
    assert new_id() != user_id
