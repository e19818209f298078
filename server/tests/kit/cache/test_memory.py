"""The cache of one process."""

from voicetodo.kit.cache import MemoryCache


async def test_what_was_set_is_found() -> None:
    cache = MemoryCache()

    await cache.set("a", b"1", ttl_seconds=60)

    assert await cache.get("a") == b"1"


async def test_what_has_expired_is_not_found() -> None:
    cache = MemoryCache()

    await cache.set("a", b"1", ttl_seconds=0)

    assert await cache.get("a") is None


async def test_what_was_deleted_is_not_found() -> None:
    cache = MemoryCache()
    await cache.set("a", b"1", ttl_seconds=60)

    await cache.delete("a", "never there")

    assert await cache.get("a") is None


async def test_what_was_used_longest_ago_leaves_first() -> None:
    cache = MemoryCache(max_bytes=30)
    for key in "abc":
        await cache.set(key, b"x" * 3, ttl_seconds=60)
    await cache.get("a")
    for number in range(8):
        await cache.set(f"more {number}", b"x" * 3, ttl_seconds=60)

    assert await cache.get("a") == b"xxx"
    assert await cache.get("b") is None


async def test_a_value_too_large_is_not_kept() -> None:
    cache = MemoryCache(max_bytes=100)

    await cache.set("a", b"x" * 50, ttl_seconds=60)

    assert await cache.get("a") is None
