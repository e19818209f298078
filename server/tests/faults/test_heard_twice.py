"""A process dies after its modules heard events and before it could say so: brought again, they change nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.todo.people import category, join, made, share, share_with_team, team, todo
from tests.modules.voice.speaking import say
from voicetodo.main.assembly import Assembly
from voicetodo.main.document import blueprint
from voicetodo.modules.auth.service.erasing import Erasing

#: Whatever was heard, as it stood in the queue.
_REMEMBER = """
    create table bus.was_heard (like bus.queue);
    create function bus.remember() returns trigger language plpgsql security definer as
        'begin insert into bus.was_heard select old.*; return old; end';
    create trigger remember before delete on bus.queue for each row execute function bus.remember()
"""
_BRING_AGAIN = """
    insert into bus.queue (subscriber, id, name, user_id, occurred_at, payload, traceparent)
    select subscriber, id, name, user_id, occurred_at, payload, traceparent from bus.was_heard order by place;
    select pg_notify('voicetodo_bus', 'again ' || subscriber) from bus.was_heard group by subscriber
"""
#: What modules keep, but for what carries events, and what moves with the time of day.
_TABLES = """
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname = any($1) and tablename not in ('inbox', 'outbox', 'audit_head', 'signing_keys')
        and tablename not like '\\_yoyo%' and tablename not like 'yoyo%' order by 1
"""


class Kept:
    """The database of a product, as its owner sees it."""

    def __init__(self, product: Product, url: str) -> None:
        self._product, self._url = product, url

    def do(self, statements: str) -> None:
        async def run(connection: Any) -> None:
            await connection.execute(statements)

        self._with(run)

    def rest(self) -> None:
        """Until everything was heard, and everything done that follows from it."""
        waiting = [f"select from {schema}.outbox" for schema in self._modules()]
        waiting += ["select from bus.queue", "select from jobs.procrastinate_jobs where status in ('todo', 'doing')"]

        async def is_busy(connection: Any) -> bool:
            return await connection.fetchval(f"select exists ({' union all '.join(waiting)})")

        wait_until(lambda: not self._with(is_busy), within_seconds=60)

    def everything(self) -> dict[str, list[str]]:
        """All rows, by table; and how many jobs there were of each kind."""

        async def read(connection: Any) -> dict[str, list[str]]:
            names = [row["name"] for row in await connection.fetch(_TABLES, self._modules())]
            found = {
                name: sorted(row[0] for row in await connection.fetch(f"select t::text from {name} as t"))  # noqa: S608 - as above
                for name in names
            }
            jobs = "select task_name || count(*) as n from jobs.procrastinate_jobs group by task_name order by 1"
            return {**found, "jobs": [row["n"] for row in await connection.fetch(jobs)]}

        return self._with(read)

    def heard(self) -> set[tuple[str, str]]:
        """Who heard what kind."""

        async def read(connection: Any) -> set[tuple[str, str]]:
            rows = await connection.fetch("select distinct subscriber, name from bus.was_heard")
            return {(row["subscriber"], row["name"]) for row in rows}

        return self._with(read)

    def _modules(self) -> list[str]:
        return list(self._product.names)

    def _with(self, work: Any) -> Any:
        async def connected(_: Assembly) -> Any:
            connection = await asyncpg.connect(self._url)
            try:
                return await work(connection)
            finally:
                await connection.close()

        return self._product.run(connected)


@pytest.fixture
def product(postgres_url: str, tmp_path: Path) -> Iterator[Product]:
    """In which an account is deleted as soon as somebody asks for it."""
    running = Product(postgres_url, tmp_path, environ={"VOICETODO_ACCOUNT_GRACE_DAYS": "0"})
    running.start()
    yield running
    running.stop()


@pytest.fixture
def kept(product: Product, postgres_url: str) -> Kept:
    found = Kept(product, postgres_url)
    found.do(_REMEMBER)
    return found


def live(alice: Person, bob: Person) -> None:
    made(alice.patch("/v1/me", json={"name": "Alice B"}))
    made(alice.patch("/v1/preferences", json={"first_weekday": 6}))
    place, crew = category(alice, "House"), team(alice)
    share(alice, place["id"], bob)
    join(alice, crew["id"], bob)
    share_with_team(alice, category(alice, "Garden")["id"], crew["id"])
    fence = todo(alice, "Paint the fence", category_id=place["id"])
    made(bob.post(f"/v1/todos/{fence['id']}/comments", json={"body": "Which colour?"}))
    made(alice.patch(f"/v1/todos/{fence['id']}", json={"title": "Paint the fence green"}))
    made(bob.put(f"/v1/todos/{fence['id']}/completion"))
    assert alice.delete(f"/v1/todos/{todo(alice, 'nothing')['id']}").status_code < 300
    say(alice, "add buy milk tomorrow")
    version = next(
        each["current_version"]
        for each in made(alice.get("/v1/me/consents"))["items"]
        if each["purpose"] == "recordings"
    )
    made(alice.put("/v1/me/consents/recordings", json={"version": version}))
    say(bob, "add buy bread")


def test_nothing_changes_where_everything_is_brought_once_more(product: Product, kept: Kept) -> None:
    with product.register("Ada"), product.register("Alice") as alice, product.register("Bob") as bob:
        for person in (alice, bob):
            product.settle(person)
        live(alice, bob)
        made(bob.post("/v1/me/deletion"))
        assert bob.delete("/v1/me/deletion").status_code == 200
        made(bob.post("/v1/me/deletion"))
        product.run(lambda process: process.service(Erasing).work())
        kept.rest()
        before = kept.everything()

        kept.do(_BRING_AGAIN)

        kept.rest()
        assert kept.everything() == before
        assert {subscriber for subscriber, _ in kept.heard()} == _listening()
        assert ("realtime", "voice.command_processed.v1") in kept.heard()


def _listening() -> set[str]:
    with blueprint() as process:
        parts = process.host.parts
        return {each.module for each in (*parts.subscriptions, *parts.batch_subscriptions)}
