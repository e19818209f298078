"""Rate limits."""

import time

import pytest

from voicetodo.kit.http.limits import MemoryLimiter, Rate
from voicetodo.kit.http.networks import network_of
from voicetodo.kit.http.window_counts import WindowCounts


async def test_within_the_budget_everybody_goes_on() -> None:
    limiter, rate = MemoryLimiter(), Rate.of("user", "2/minute")

    verdicts = [await limiter.hit(rate, "alice") for _ in range(2)]

    assert [verdict.is_allowed for verdict in verdicts] == [True, True]
    assert [verdict.remaining for verdict in verdicts] == [1, 0]


async def test_beyond_it_one_is_refused_until_the_window_ends() -> None:
    limiter, rate = MemoryLimiter(), Rate.of("user", "1/minute")
    await limiter.hit(rate, "alice")

    verdict = await limiter.hit(rate, "alice")

    assert not verdict.is_allowed
    assert 0 <= verdict.reset_seconds <= 60


async def test_to_look_counts_for_nothing() -> None:
    limiter, rate = MemoryLimiter(), Rate.of("user", "2/minute")

    looks = [await limiter.look(rate, "alice") for _ in range(3)]
    await limiter.hit(rate, "alice")
    last = await limiter.hit(rate, "alice")

    assert [(each.is_allowed, each.remaining) for each in looks] == [(True, 2)] * 3
    assert last.is_allowed
    assert not (await limiter.look(rate, "alice")).is_allowed


async def test_one_person_does_not_use_up_anothers_budget() -> None:
    limiter, rate = MemoryLimiter(), Rate.of("user", "1/minute")
    await limiter.hit(rate, "alice")

    assert (await limiter.hit(rate, "bob")).is_allowed


async def test_one_budget_does_not_use_up_another() -> None:
    limiter = MemoryLimiter()
    await limiter.hit(Rate.of("sign_in", "1/minute"), "alice")

    assert (await limiter.hit(Rate.of("user", "1/minute"), "alice")).is_allowed


async def test_a_window_that_has_ended_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter, rate = MemoryLimiter(), Rate.of("user", "1/minute")
    await limiter.hit(rate, "alice")
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)

    assert (await limiter.hit(rate, "alice")).is_allowed


async def test_old_counts_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = WindowCounts()
    for number in range(100):
        counts.count(f"old {number}", window_seconds=60)
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)

    for number in range(50):
        counts.count(f"new {number}", window_seconds=60)

    assert len(counts) == 50


async def test_long_windows_do_not_keep_old_counts_of_short_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    """Strangers who register a client are counted for an hour, and everybody else for a minute."""
    counts = WindowCounts()
    for number in range(10):
        counts.count(f"hour {number}", window_seconds=3600)
    for number in range(100):
        counts.count(f"old {number}", window_seconds=60)
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)

    for number in range(50):
        counts.count(f"new {number}", window_seconds=60)

    assert len(counts) == 10 + 50


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1::7", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
        ("some:thing else", "some:thing else"),
    ],
)
def test_somebody_is_counted_by_what_one_subscriber_has(address: str, network: str) -> None:
    assert network_of(address) == network
