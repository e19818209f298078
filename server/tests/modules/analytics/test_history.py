"""Who was here before there was anybody to count finds what they did all the same, in a process of its own."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from tests.conftest import clone
from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.analytics.test_my_insights import complete, insights
from tests.modules.todo.transfer.bringing import approve, bring
from tests.modules.voice.speaking import Json, add
from voicetodo.kit.db import EmbeddedPostgres
from voicetodo.main.assembly import Assembly
from voicetodo.modules.analytics.service.backfill import Backfill
from voicetodo.modules.analytics.service.counting import Counting
from voicetodo.modules.auth.api import AuthApi

DAY = (datetime.now(UTC) - timedelta(days=5)).date().isoformat()
WEEK_BEFORE = f"""title,created_at,completed_at
mow the lawn,{DAY}T09:00:00Z,{DAY}T10:00:00Z
sweep the stairs,{DAY}T09:00:00Z,{DAY}T11:00:00Z
"""


class Two:
    """`here` runs accounts and todos; `there`, started later, counts what is done there."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder = url, folder
        self.here = Product(url, folder, names=("auth", "todo"))
        self.here.start()
        self.alice = self.here.register("Alice")
        self.there: Product | None = None

    def start_counting(self) -> Person:
        """Alice, speaking with the process that counts."""
        urls = f"auth={self.here.url},todo={self.here.url}"
        self.there = Product(self._url, self._folder, names=("analytics",), module_urls=urls)
        self.there.start()
        signed_in = {"access_token": self.alice.access_token, "refresh_token": "", "user": self.alice.user}
        return Person(self.there.url, signed_in)

    def forget_journal(self, title: str) -> None:
        asyncio.run(self._forget_journal(title))

    async def _forget_journal(self, title: str) -> None:
        connection = await asyncpg.connect(self._url)
        await connection.execute(
            "delete from todo.activity using todo.todos where entity_id = todos.id and title = $1", title
        )
        await connection.close()

    def stop(self) -> None:
        self.alice.close()
        for each in (self.there, self.here):
            if each is not None:
                each.stop()


@pytest.fixture
def two(postgres: EmbeddedPostgres, template: str, tmp_path: Path) -> Iterator[Two]:
    for url in clone(postgres, template):
        pair = Two(url, tmp_path)
        yield pair
        pair.stop()


async def _read_all(process: Assembly) -> None:
    backfill = process.service(Backfill)
    await backfill.begin_again()
    await backfill.go_on()


def told(person: Person) -> Json:
    found = insights(person)
    return {name: found[name] for name in ("created", "completed", "completion", "streak", "sources", "hours")}


def test_history_is_read_once_and_again_and_goes_on_with_events(two: Two) -> None:
    for title in ("buy milk", "buy bread", "buy old cheese"):
        complete(two.alice, add(two.alice, title))
    reopened, deleted = add(two.alice, "buy wine"), add(two.alice, "buy beer")
    complete(two.alice, reopened)
    two.alice.delete(f"/v1/todos/{reopened['id']}/completion")
    two.alice.delete(f"/v1/todos/{deleted['id']}")
    two.forget_journal("buy old cheese")

    with two.start_counting() as alice:
        assert two.there is not None
        two.there.run(_read_all)
        first = told(alice)
        assert (first["created"], first["completed"]) == (5, 3)
        assert first["completion"] == {"made": 4, "done": 3, "rate": 0.75}
        assert first["streak"]["current"] == 1

        two.there.run(_read_all)
        assert told(alice) == first

        complete(two.alice, reopened)
        wait_until(lambda: insights(alice)["completed"] == 4)


def test_what_is_read_is_what_was_heard(product: Product, alice: Person) -> None:
    milk = add(alice, "buy milk")
    complete(alice, milk)
    complete(alice, add(alice, "water plants", due={"date": "2026-01-01"}, recurrence={"rrule": "FREQ=DAILY"}))
    dishes = add(alice, "do the dishes", due={"date": "2126-01-01"}, recurrence={"rrule": "FREQ=DAILY"})
    for _ in range(2):
        complete(alice, dishes)
    assert alice.delete(f"/v1/todos/{dishes['id']}/completion", params={"occurrence": "2126-01-02"}).is_success
    approve(alice, bring(alice, WEEK_BEFORE))
    wait_until(lambda: insights(alice)["completed"] == 5)
    done = alice.get("/v1/todos", params={"status": "completed"}).json()["items"]
    mow = next(each for each in done if each["title"] == "mow the lawn")
    alice.delete(f"/v1/todos/{mow['id']}/completion")
    wait_until(lambda: insights(alice)["completed"] == 4)
    heard = told(alice)

    async def forget_and_read(process: Assembly) -> None:
        async with process.database("analytics").transaction() as tx:
            await process.service(Counting).forget(tx, [UUID(alice.id)])
        account = await process.faces.get(AuthApi).get_account(user_id=UUID(alice.id))
        await process.service(Backfill).read(account)
        await process.host.versions.bump(UUID(alice.id))

    product.run(forget_and_read)

    assert told(alice) == heard

    async def read_again(process: Assembly) -> None:
        await process.service(Backfill).read(await process.faces.get(AuthApi).get_account(user_id=UUID(alice.id)))
        await process.host.versions.bump(UUID(alice.id))

    product.run(read_again)
    assert told(alice) == heard
