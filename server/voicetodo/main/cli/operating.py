"""The work behind `operate`. Apart from it, as what is imported here takes a second to load."""

import json
import os
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, cast

import asyncpg
import uvloop

from voicetodo.kit.bus import LocalBroadcast
from voicetodo.kit.db import AlreadyRunning, MigrationFailed, MissingPrograms, StartFailed, find_running
from voicetodo.kit.db.migrations import Phase
from voicetodo.kit.rpc.face import FaceError
from voicetodo.kit.settings import SettingsError, load
from voicetodo.main import retention, schema, serving
from voicetodo.main.api import guard_of
from voicetodo.main.assembly import Assembly, assemble
from voicetodo.main.cli.terminal import Failure, console
from voicetodo.main.document import blueprint, document
from voicetodo.main.modules import UnknownModule
from voicetodo.main.permissions import page
from voicetodo.main.settings import Settings
from voicetodo.main.subscriptions import subscribe_all
from voicetodo.modules.auth.rights import RIGHTS
from voicetodo.modules.auth.service.signing_keys import SigningKeys

#: What may go wrong on the way up. Each is a sentence already.
_TOLD = (
    AlreadyRunning,
    FaceError,
    MigrationFailed,
    MissingPrograms,
    SettingsError,
    StartFailed,
    UnknownModule,
    schema.SchemaBehind,
)


def serve(modules: str | None) -> None:
    run(serving.serve(settings(), os.environ, modules=modules))


def work(modules: str | None) -> None:
    run(serving.work(settings(), os.environ, modules=modules))


def migrate(phase: Phase) -> None:
    async def work() -> None:
        async with database() as url:
            done = await schema.migrate(url, phase=phase, progress=_progress)
            await subscribe_all(url)
        console.print(f"Applied {len(done)}." if done else "The database is up to date.")

    run(work())


def check_schema(phase: Phase) -> None:
    async def work() -> None:
        async with database() as url:
            missing = await schema.pending(url, phase=phase)
        if missing:
            raise Failure(f"{len(missing)} to apply: {', '.join(str(step) for step in missing)}")
        console.print("The database is up to date.")

    run(work())


def roll_back(steps: int) -> None:
    async def work() -> None:
        async with database() as url:
            done = await schema.rollback(url, steps=steps, progress=_progress)
        console.print(f"Took back {len(done)}.")

    run(work())


def document_text() -> str:
    return json.dumps(document(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def permissions_text() -> str:
    with blueprint() as process:
        return page(RIGHTS, guard_of(process.api).routes)


def retention_text() -> str:
    with blueprint() as process:
        return retention.page(process.host.parts.retention)


def rotate_keys(*, are_stolen: bool) -> str:
    """The id of the new key. `are_stolen`: those there are shall be good for nothing any more."""
    kids: list[str] = []

    async def work() -> None:
        async with installed("auth") as process:
            keys = cast("SigningKeys", process.host.parts.services[SigningKeys])
            kids.append(await (keys.replace() if are_stolen else keys.rotate()))

    run(work())
    return kids[0]


@asynccontextmanager
async def installed(*names: str) -> AsyncGenerator[Assembly]:
    """These modules on the database, not started: for commands that ask them something."""
    async with database() as url:
        await schema.check(url)
        process = assemble(settings(), os.environ, names, url=url, broadcast=LocalBroadcast(), is_alone=False)
        try:
            yield process
        finally:
            await process.faces.stop()
            await process.host.seal.stop()
            for each in process.databases.values():
                await each.stop()


@asynccontextmanager
async def database() -> AsyncGenerator[str]:
    """The database's address. The server that `serve` runs on the same data may be used beside it."""
    given = settings()
    running = None if given.database_url else find_running(given.data_dir / "postgres")
    if running is not None:
        yield running
        return
    async with serving.database_server(os.environ) as url:
        yield url


def settings() -> Settings:
    """Raises SettingsError."""
    return load(Settings, os.environ)


def _progress(line: str) -> None:
    console.print(f"  {line}")


def run(work: Coroutine[Any, Any, None]) -> None:
    """To its end. What may go wrong on the way is told as a Failure."""
    try:
        uvloop.run(work)
    except _TOLD as error:
        raise Failure(str(error)) from error
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Failure(f"The database cannot be used: {error}") from error
