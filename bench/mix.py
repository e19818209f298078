"""How many of a person's reads are answered from what was kept: they read on three devices, and now and then write."""

import random
from typing import Final

import httpx
import msgspec

from bench.product import Member, Product

#: What the app asks for: its rooms, what stands beside them, and what is in them.
VIEWS: Final = (
    "/v1/me",
    "/v1/categories",
    "/v1/labels",
    "/v1/filters",
    "/v1/todos/counts?timezone=Europe/Berlin",
    "/v1/todos?sort=due&due_to=2026-01-07",
    "/v1/todos?category_id=inbox",
    "/v1/todos?limit=50",
    "/v1/todos?status=completed&sort=-completed_at",
    "/v1/todos?priority=1",
)
DEVICES: Final = 3
WRITES: Final = 6


class HitRate(msgspec.Struct, frozen=True):
    """Shares of all reads: answered without asking the database, and of those without sending the body again."""

    kept: float
    unchanged: float


def hit_rate(product: Product, members: list[Member], *, reads_per_write: int) -> HitRate:
    """Each of some people in turn: reads of a view at random on a device at random, and then a write."""
    reads, unchanged = 0, 0
    before = _cached(product)
    chance = random.Random(reads_per_write)
    with httpx.Client(base_url=product.url, timeout=60) as client:
        for member in members[:8]:
            tags: dict[tuple[int, str], str] = {}
            for _ in range(WRITES):
                client.post("/v1/todos", json={"title": "buy milk"}, headers=member.headers).raise_for_status()
                for _ in range(reads_per_write):
                    key = (chance.randrange(DEVICES), chance.choice(VIEWS))
                    held = {"if-none-match": tags[key]} if key in tags else {}
                    answer = client.get(key[1], headers={**member.headers, **held})
                    reads += 1
                    unchanged += answer.status_code == 304
                    if answer.status_code == 200 and "etag" in answer.headers:
                        tags[key] = answer.headers["etag"]
    kept = _cached(product) - before
    return HitRate(kept / reads, unchanged / reads)


def _cached(product: Product) -> float:
    lines = httpx.get(product.metrics_url).text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("http_answers_cached_total "))
