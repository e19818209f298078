"""Passwords cost what they should, off the event loop, and no crowd can stall everybody else."""

import asyncio

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters

from voicetodo.modules.auth.errors import SignInBusy
from voicetodo.modules.auth.service.passwords import STRANGERS_IN_QUEUE, Passwords

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class TestPasswords:
    async def test_the_right_one_is_known_again(self) -> None:
        passwords = Passwords(QUICK)
        stored = await passwords.hash("correct horse")

        assert await passwords.check(stored, "correct horse")
        assert not await passwords.check(stored, "wrong horse")
        assert not await passwords.check(None, "correct horse")
        assert not await passwords.check("rubbish", "correct horse")
        await passwords.stop()

    async def test_they_cost_what_owasp_asks(self) -> None:
        passwords = Passwords()

        parameters = extract_parameters(await passwords.hash("correct horse"))

        assert (parameters.type.name, parameters.memory_cost) == ("ID", 47_104)
        await passwords.stop()

    async def test_nobody_costs_as_much_as_somebody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        passwords = Passwords()
        stored = await passwords.hash("correct horse")
        costs: list[Parameters] = []
        verify = PasswordHasher.verify

        def noted(hasher: PasswordHasher, known: str, password: str) -> bool:
            costs.append(extract_parameters(known))
            return verify(hasher, known, password)

        monkeypatch.setattr(PasswordHasher, "verify", noted)
        for known in (stored, None):
            assert not await passwords.check(known, "wrong horse")

        assert costs == [extract_parameters(stored)] * 2
        await passwords.stop()

    async def test_a_hash_made_at_another_cost_is_outdated(self) -> None:
        cheap, usual = Passwords(QUICK), Passwords()

        assert usual.is_outdated(await cheap.hash("correct horse"))
        await cheap.stop()
        await usual.stop()

    async def test_a_flood_is_refused_and_the_loop_stays_free(self) -> None:
        passwords = Passwords(longest_queue=4)
        stored = await passwords.hash("correct horse")

        flood = [asyncio.create_task(passwords.check(stored, "x" * 8)) for _ in range(20)]
        await asyncio.sleep(0)
        answers = await asyncio.gather(*flood, return_exceptions=True)

        assert sum(isinstance(answer, SignInBusy) for answer in answers) == 16
        assert answers.count(False) == 4
        await passwords.stop()

    async def test_strangers_leave_room_for_those_who_are_known(self) -> None:
        passwords = Passwords()
        stored = await passwords.hash("correct horse")

        strangers = [asyncio.create_task(passwords.check(stored, "x" * 8, is_known=False)) for _ in range(30)]
        await asyncio.sleep(0)
        owner = asyncio.create_task(passwords.check(stored, "correct horse"))
        answers = await asyncio.gather(*strangers, return_exceptions=True)

        assert sum(isinstance(answer, SignInBusy) for answer in answers) == 30 - STRANGERS_IN_QUEUE
        assert await owner
        await passwords.stop()

    async def test_after_the_flood_everybody_may_try_again(self) -> None:
        passwords = Passwords(QUICK, longest_queue=1)
        stored = await passwords.hash("correct horse")
        await asyncio.gather(*(passwords.check(stored, "x" * 8) for _ in range(5)), return_exceptions=True)

        assert await passwords.check(stored, "correct horse")
        await passwords.stop()
