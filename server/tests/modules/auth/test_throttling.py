"""Who guesses waits longer and longer; who is known does not wait for what strangers do."""

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.modules.auth.conftest import NATIVE, PASSWORD, World, make_world
from voicetodo.modules.auth.errors import InvalidCredentials, SignInBusy, SignInDelayed
from voicetodo.modules.auth.model.throttling import Budget
from voicetodo.modules.auth.service.passwords import Passwords

ALICE = "alice@example.org"


async def guess(world: World, email: str = ALICE, *, address: str = "192.0.2.66", device: str = "") -> int:
    """One wrong password: the seconds to wait, 0 where it was looked at."""
    try:
        await world.signing_in.log_in(
            email=email, password="wrong horse", origin=replace(NATIVE, address=address), device_token=device
        )
    except InvalidCredentials:
        return 0
    except SignInDelayed as error:
        return int(error.headers["Retry-After"])
    raise AssertionError("a wrong password opened")


async def sign_in(world: World, *, address: str = NATIVE.address, device: str = "") -> str:
    """The right password; the token of the device."""
    origin = replace(NATIVE, address=address)
    grant = await world.signing_in.log_in(email=ALICE, password=PASSWORD, origin=origin, device_token=device)
    assert grant.device_token
    return grant.device_token


async def guess_often(world: World, times: int, *, each_from_elsewhere: bool = False) -> None:
    for number in range(times):
        await guess(world, address=f"192.0.2.{number}" if each_from_elsewhere else "192.0.2.66")


class TestDelays:
    def test_they_double_up_to_the_longest(self) -> None:
        budget = Budget(free=2, longest=timedelta(seconds=10))

        assert [budget.pause_after(times).total_seconds() for times in (1, 2, 3, 4, 5, 6, 1000)] == [
            0, 1, 2, 4, 8, 10, 10,
        ]  # fmt: skip

    async def test_some_mistakes_cost_nothing_and_further_ones_more_and_more(self, world: World) -> None:
        await world.register()
        waited: list[int] = []

        for _ in range(9):
            wait = await guess(world)
            while wait:
                waited.append(wait)
                world.clock.advance(timedelta(seconds=wait))
                wait = await guess(world)

        assert waited == [1, 2, 4, 8]

    async def test_the_right_password_waits_as_well(self, world: World) -> None:
        await world.register()
        await guess_often(world, 5)

        with pytest.raises(SignInDelayed):
            await sign_in(world, address="192.0.2.66")

    async def test_the_right_password_ends_them(self, world: World) -> None:
        await world.register()
        await guess_often(world, 4)
        await sign_in(world, address="192.0.2.66")

        assert [await guess(world) for _ in range(5)] == [0] * 5

    async def test_an_account_that_is_none_is_no_different(self, world: World) -> None:
        await world.register()

        somebody = [await guess(world) for _ in range(7)]
        nobody = [await guess(world, "nobody@example.org") for _ in range(7)]

        assert somebody == nobody == [0, 0, 0, 0, 0, 1, 1]

    async def test_of_many_guesses_at_once_no_more_are_looked_at(self, world: World) -> None:
        await world.register()

        waits = await asyncio.gather(*(guess(world) for _ in range(12)))

        assert waits.count(0) == 5

    async def test_all_processes_count_together(self, world: World) -> None:
        await world.register()
        other = make_world(world.db)

        assert [await guess(each) for each in (world, other) * 3] == [0, 0, 0, 0, 0, 1]

    async def test_who_has_to_wait_is_told_so_without_the_database(self, world: World) -> None:
        await guess_often(world, 6)
        await world.db.stop()

        assert await guess(world) == 1

    async def test_they_are_forgotten_after_a_day(self, world: World) -> None:
        await world.register()
        await guess_often(world, 6)
        world.clock.advance(timedelta(days=1))

        assert [await guess(world) for _ in range(5)] == [0] * 5

    async def test_a_guess_nobody_had_time_for_does_not_count(self, world: World) -> None:
        await world.register()
        usual = world.signing_in._checks._passwords
        world.signing_in._checks._passwords = Passwords(longest_queue=0)
        for _ in range(8):
            with pytest.raises(SignInBusy):
                await guess(world)
        world.signing_in._checks._passwords = usual

        assert await sign_in(world, address="192.0.2.66")


class TestAddress:
    async def test_one_that_tries_many_accounts_waits(self, world: World) -> None:
        waits = [await guess(world, f"{number}@example.org") for number in range(31)]

        assert waits == [0] * 30 + [1]

    async def test_all_of_a_subscriber_is_one(self, world: World) -> None:
        addresses = [f"2001:db8:0:1::{number}" for number in range(1, 7)]

        assert [await guess(world, address=each) for each in addresses] == [0, 0, 0, 0, 0, 1]

    async def test_one_network_does_not_wait_for_another(self, world: World) -> None:
        await guess_often(world, 6)

        assert await guess(world, address="198.51.100.1") == 0


class TestKnownDevice:
    async def test_it_never_waits_for_strangers(self, world: World) -> None:
        await world.register()
        device = await sign_in(world)
        await guess_often(world, 60, each_from_elsewhere=True)
        assert await guess(world, address="198.51.100.1") > 0

        assert await sign_in(world, device=device)

    async def test_nor_where_the_strangers_sit_behind_its_own_address(self, world: World) -> None:
        await world.register()
        device = await sign_in(world, address="192.0.2.66")
        await guess_often(world, 20)

        assert await sign_in(world, address="192.0.2.66", device=device)

    async def test_guesses_on_it_make_it_wait_alone(self, world: World) -> None:
        await world.register()
        device = await sign_in(world)

        assert [await guess(world, device=device) for _ in range(11)] == [0] * 10 + [1]
        assert await guess(world) == 0

    async def test_it_is_known_at_its_own_account_only(self, world: World) -> None:
        await world.register()
        await world.register("bob@example.org")
        device = await sign_in(world)

        assert [await guess(world, "bob@example.org", device=device) for _ in range(6)] == [0, 0, 0, 0, 0, 1]

    @pytest.mark.parametrize("token", ["rubbish", "", "ü", "A" * 75, "=" * 10])
    async def test_what_we_did_not_write_makes_nobody_known(self, world: World, token: str) -> None:
        await world.register()

        assert [await guess(world, device=token) for _ in range(6)] == [0, 0, 0, 0, 0, 1]

    async def test_it_stays_the_same_one_however_often_it_signs_in(self, world: World) -> None:
        await world.register()
        first = await sign_in(world)
        world.clock.advance(timedelta(days=1))

        second = await sign_in(world, device=first)

        assert [await guess(world, device=each) for each in (first, second) * 6][-2:] == [1, 1]
