"""Versions: an answer kept under one is never given again after a bump."""

from uuid import uuid4

from voicetodo.kit.cache import MemoryVersions, NoVersions


async def test_a_version_stays_until_it_is_bumped() -> None:
    versions, alice = MemoryVersions(), uuid4()

    first = await versions.current(alice)
    assert await versions.current(alice) == first
    await versions.bump(alice)

    assert await versions.current(alice) != first


async def test_a_bump_moves_nobody_else() -> None:
    versions, alice, bob = MemoryVersions(), uuid4(), uuid4()
    before = await versions.current(bob)

    await versions.bump(alice)

    assert await versions.current(bob) == before


async def test_a_forgotten_user_gets_a_version_never_used_before() -> None:
    versions, alice = MemoryVersions(max_users=1), uuid4()
    before = await versions.current(alice)
    await versions.current(uuid4())

    assert await versions.current(alice) != before


async def test_without_anything_shared_nothing_may_be_remembered() -> None:
    assert await NoVersions().current(uuid4()) is None
