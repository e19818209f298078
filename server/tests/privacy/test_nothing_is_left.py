"""A person who used everything there is, and went: nothing of them is anywhere, but what is told to stay."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import asyncpg
import pytest

from tests.architecture.test_erasure_register import registered
from tests.fixtures.opensearch import opensearch_at
from tests.fixtures.product import Person, Product
from tests.fixtures.redis import RedisServer
from tests.kit.db.processes import wait_until
from tests.privacy import life, places
from tests.privacy.marks import MARK, Marks
from voicetodo.kit.clock import SystemClock
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.service.data_exports import DataExports
from voicetodo.modules.auth.service.erasing import Erasing
from voicetodo.modules.todo.service.attachments import Attachments
from voicetodo.modules.todo.service.index_rebuild import IndexRebuild
from voicetodo.modules.todo.service.indexing import alias_of
from voicetodo.modules.voice.recordings import Recordings

#: Of the tables that hold something of somebody, those in which nothing of Alice can be met at a moment of rest.
UNMET = frozenset(
    {
        # rows of a moment
        "admin.outbox",
        "analytics.outbox",
        "auth.blobs_left",
        "auth.deletions",
        "auth.outbox",
        "auth.registrations",
        "bus.queue",
        "bus.retries",
        "jobs.procrastinate_events",
        "realtime.outbox",
        "todo.blobs_left",
        "todo.outbox",
        "todo.search_changes",
        "voice.blobs_left",
        "voice.outbox",
        # digests under a key
        "auth.sign_in_attempts",
        "auth.spent_challenges",
        # nothing in them but numbers and other ids
        "auth.tombstones",
        "todo.calendar_names_left",
        "todo.journal_floors",
        "todo.teams",
    }
)


_IS_BUSY = """
    select exists (
        select from auth.outbox union all select from todo.outbox union all select from voice.outbox
        union all select from realtime.outbox union all select from analytics.outbox
        union all select from admin.outbox
        union all select from bus.queue union all select from todo.search_changes
        union all select from jobs.procrastinate_jobs where status in ('todo', 'doing')
    )
"""


class House:
    """A product of the test's own, with an index of words beside it, and the places in which it keeps things."""

    def __init__(self, url: str, folder: Path, *, search: str, prefix: str, redis_url: str) -> None:
        self.url = url
        self.folder = folder
        self.search = search
        self.prefix = prefix
        self.redis_url = redis_url
        environ = {"VOICETODO_OPENSEARCH_URL": search, "VOICETODO_OPENSEARCH_PREFIX": prefix}
        self.product = Product(url, folder, environ=environ, access_log="stderr", redis_url=redis_url)

    def found(self, marks: Marks, logged: str) -> set[str]:
        """Where anything of hers is."""
        return (
            asyncio.run(places.tables_with(self.url, marks))
            | places.files_with(self.folder, marks)
            | places.indexed_with(self.search, self.prefix, marks)
            | places.remembered_with(marks)
            | places.kept_in_redis_with(self.redis_url, marks)
            | places.logged_with(logged, marks)
        )

    def make_index(self) -> None:
        async def rebuild(process: Assembly) -> None:
            opensearch = opensearch_at(self.search)
            try:
                work = IndexRebuild(process.database("todo"), opensearch, alias_of(self.prefix), SystemClock())
                await work.run(lambda _done, _total: None, afresh=True)
            finally:
                await opensearch.stop()

        self.product.run(rebuild)

    def run(self, sql: str, *values: object) -> Any:
        """As who owns the database."""

        async def ask() -> Any:
            connection = await asyncpg.connect(self.url)
            try:
                return await connection.fetchval(sql, *values)
            finally:
                await connection.close()

        return asyncio.run(ask())

    def settle(self) -> None:
        """Until nothing is on its way any more."""
        wait_until(lambda: not self.run(_IS_BUSY), within_seconds=120)

    def keep_house(self) -> None:
        """What runs every minute."""

        async def work(process: Assembly) -> None:
            await process.service(Erasing).work()

        async def remove(process: Assembly) -> None:
            await process.service(Attachments).remove_left()
            await process.service(DataExports).remove_left()
            await cast("Recordings", process.host.parts.services[Recordings]).remove_left()

        self.product.run(work)
        self.settle()
        self.product.run(remove)

    def delete(self, person: Person) -> None:
        """Asked for, and its time has come; then a day passes."""
        answer = person.post("/v1/me/deletion")
        assert answer.status_code == 200, answer.text
        self.settle()
        self.run("update auth.deletions set due_at = now() where user_id = $1", UUID(person.id))
        self.keep_house()
        self.run("update auth.tombstones set told_at = told_at - interval '25 hours'")
        self.keep_house()


@pytest.fixture
def house(
    postgres_url: str, tmp_path: Path, opensearch_url: str, index_prefix: str, redis_server: RedisServer
) -> Iterator[House]:
    made = House(
        postgres_url, tmp_path / "data", search=opensearch_url, prefix=index_prefix, redis_url=redis_server.url
    )
    made.product.start()
    yield made
    made.product.stop()


@pytest.fixture
def logged(capfd: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """All that was written to the log since it was asked for last."""

    def read() -> str:
        written = capfd.readouterr()
        return written.out + written.err

    return read


def test_nothing_is_left_of_somebody_who_went(house: House, logged: Callable[[], str]) -> None:
    house.make_index()
    with (
        house.product.register("Ada") as ada,
        house.product.register("Bob") as bob,
        life.register(house.product) as alice,
    ):
        house.product.settle(bob)
        marks = Marks(alice.id)
        life.live(house.product, alice, bob)
        life.look_after(ada, alice)
        house.settle()
        _leave_among_the_machinery(house, alice)
        before = house.found(marks, logged())
        assert _unlived(before) == set(), "Alice has not used everything that holds something of people."
        assert {"index of words", "answers in memory"} <= before

        house.delete(alice)

        assert house.found(marks, logged()) == set()
        _check_what_stays(house, alice, bob)
        _check_that_leftovers_are_found(house, marks, logged)


def _unlived(before: set[str]) -> set[str]:
    """Tables of the register with something of people in them, in which she is not."""
    personal = {table for table, (whose, how) in registered().items() if not whose.startswith("nobody's") and how}
    # Where only an id may stay, nothing but an id was ever there.
    return personal - before - UNMET - places.ID_MAY_STAY


def _leave_among_the_machinery(house: House, alice: Person) -> None:
    """What nobody could hear, and what failed; and what takes a provider of identities to come about."""
    house.run(
        "insert into auth.identities (id, user_id, provider, issuer, subject, email, created_at)"
        " values (gen_random_uuid(), $1, 'Keycloak', 'https://id.example', $2, $2, now())",
        UUID(alice.id),
        MARK,
    )
    house.run(
        "insert into bus.dead_letters (subscriber, id, name, user_id, occurred_at, payload, attempts, error)"
        " values ('todo', gen_random_uuid(), 'todo.x.v1', gen_random_uuid(), now(), $1, 10, '')",
        f'{{"actor_id": "{alice.id}", "title": "{MARK}"}}',
    )
    house.run(
        "insert into jobs.procrastinate_jobs (queue_name, task_name, args, status)"
        " values ('todo', 'todo.run_import', $1::text::jsonb, 'failed')",
        f'{{"user_id": "{alice.id}"}}',
    )


def _check_what_stays(house: House, alice: Person, bob: Person) -> None:
    """Tasks on Bob's lists, her team that is his now, the log of what was done; and that she was here."""
    titles = [each["title"] for each in bob.get("/v1/todos").json()["items"]]
    assert titles.count("bread") == 2
    assert {each["name"]: each["role"] for each in bob.get("/v1/teams").json()["items"]}["Cooks"] == "owner"
    assert house.run("select count(*) from admin.audit_entries where actor_id = $1", UUID(alice.id)) > 10
    assert house.run("select rounds from auth.tombstones where user_id = $1", UUID(alice.id)) == 2
    assert (house.folder / "blobs" / "tombstones" / alice.id).exists()
    assert alice.get("/v1/me").status_code == 401


def _check_that_leftovers_are_found(house: House, marks: Marks, logged: Callable[[], str]) -> None:
    """One planted in each kind of place, under another disguise each."""
    [person] = (UUID(each) for each in marks.ids if "-" in each)
    house.run("insert into realtime.heads (user_id, seq) values ($1, 1)", person)
    house.run("insert into kit.idempotency_keys values ($1, 'k', '', gen_random_uuid(), now(), null)", person.hex)
    house.run("insert into todo.imports (user_id, id, state, timezone, columns, data, created_at, updated_at)"
              " values (gen_random_uuid(), gen_random_uuid(), 'ready', 'UTC', '[]', $1, now(), now())",
              f"title\n{MARK}".encode())  # fmt: skip
    house.run("create table voice.forgotten as select $1::text as word", f"about {MARK.upper()}")
    (house.folder / "blobs" / "left").write_bytes(f"x{MARK}x".encode())
    (house.folder / "mail" / "left.eml").write_text(f"To: {life.ADDRESS}")
    print(f"hello {MARK}")  # noqa: T201 - as a log would

    assert house.found(marks, logged()) == {
        "realtime.heads",
        "kit.idempotency_keys",
        "todo.imports",
        "voice.forgotten",
        "file blobs/left",
        "file mail/left.eml",
        "logs",
    }
