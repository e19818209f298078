"""The world every test may have: a PostgreSQL server of its own, and for each test a fresh database with all tables.

One server is started per run (and per worker of a parallel one). The tables are made once, in a template; a test's
database is a clone of it, which takes about 30 ms.
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from hypothesis import settings

import voicetodo
from voicetodo.kit.bus.schemas import migration_sets, schemas_of
from voicetodo.kit.db import Database, EmbeddedPostgres, MigrationSet, provision
from voicetodo.kit.db.migrations import apply

pytest_plugins = (
    "tests.fixtures.product",
    "tests.fixtures.redis",
    "tests.fixtures.buckets",
    "tests.fixtures.mail",
    "tests.fixtures.opensearch",
    "tests.fixtures.amazon",
)

# Whoever takes long because the machine has other things to do is not wrong; what must be fast is measured by itself.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")

MODULES = {folder.parent.name: folder for folder in Path(voicetodo.__path__[0]).glob("modules/*/migrations")}

#: Nothing here needs to survive a loss of power.
QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "max_connections": "200"}

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """The run's own server. Durable against the death of its process, not against a loss of power."""
    folder = Path(tempfile.mkdtemp(prefix="voicetodo-test-"))
    folder.chmod(0o711)
    try:
        with EmbeddedPostgres(folder, settings=QUICK) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """The name of a database with every schema, role and table, and no rows."""
    return make_template(postgres, "template_voicetodo", migration_sets(MODULES))


@pytest.fixture
def postgres_url(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """A fresh database with all tables, as owner of everything."""
    yield from clone(postgres, template)


@pytest.fixture(scope="session")
def shared_postgres_url(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """One database for the whole run, with all tables: for tests that bring their own people."""
    yield from clone(postgres, template)


@pytest.fixture
def empty_postgres_url(postgres: EmbeddedPostgres) -> Iterator[str]:
    """A fresh database with nothing in it, as owner of everything."""
    yield from clone(postgres, "template1")


@pytest_asyncio.fixture
async def database(postgres_url: str) -> AsyncIterator[Callable[[str], Database]]:
    """`database("todo")`: the module's own pool on this test's database; the same one each time it is asked for."""
    opened: dict[str, Database] = {}

    def of(module: str) -> Database:
        if module not in opened:
            opened[module] = Database(postgres_url, module)
        return opened[module]

    yield of
    for one in opened.values():
        await one.stop()


def make_template(postgres: EmbeddedPostgres, name: str, sets: list[MigrationSet]) -> str:
    """A database to be cloned, with the tables of `sets`."""
    _await(_run(postgres.url, f"create database {name}"))
    url = _named(postgres.url, name)
    _await(provision(url, schemas_of(sets)))
    _await(apply(url, sets))
    _await(_run(postgres.url, f"alter database {name} with is_template true allow_connections false"))
    return name


def clone(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """The address of a copy, which is dropped afterwards."""
    name = f"test_{next(_numbers)}"
    _await(_run(postgres.url, f"create database {name} template {template} strategy file_copy"))
    yield _named(postgres.url, name)
    _await(_run(postgres.url, f"drop database {name} with (force)"))


def _named(url: str, name: str) -> str:
    """The same server, another database."""
    return url.replace("/voicetodo?", f"/{name}?")


async def _run(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


def _await(work: Coroutine[Any, Any, Any]) -> None:
    """Run to its end in a thread with a loop of its own: these fixtures serve tests with and without a loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()
