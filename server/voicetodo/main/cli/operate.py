"""Running the product: `serve`, `worker`, `migrate`, `openapi`."""

import json as _json
import os
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated, Any

import asyncpg
import typer
import uvloop

from voicetodo.kit.db import AlreadyRunning, MigrationFailed, MissingPrograms, StartFailed, find_running
from voicetodo.kit.rpc.face import FaceError
from voicetodo.kit.settings import SettingsError, load
from voicetodo.main.cli.terminal import Failure, console
from voicetodo.main.modules import UnknownModule
from voicetodo.main.schema import SchemaBehind
from voicetodo.main.settings import Settings

Modules = Annotated[
    str | None, typer.Option("--modules", help="Only these modules, with commas between: auth,todo,voice,realtime.")
]


#: What may go wrong on the way up. Each is a sentence already.
_TOLD = (
    AlreadyRunning,
    FaceError,
    MigrationFailed,
    MissingPrograms,
    SchemaBehind,
    SettingsError,
    StartFailed,
    UnknownModule,
)


def register(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(worker)
    app.command()(migrate)
    app.command()(openapi)


def serve(
    modules: Modules = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where everything is kept.")] = None,
) -> None:
    """Start the product, or the chosen modules of it."""
    from voicetodo.main.serving import serve as run  # noqa: PLC0415 - the other commands start without the server

    given = {"HOST": host, "PORT": port, "DATA_DIR": data_dir}
    for name, value in given.items():
        if value is not None:
            os.environ[f"VOICETODO_{name}"] = str(value)
    _run(run(_settings(), os.environ, modules=modules))


def worker(modules: Modules = None) -> None:
    """Do the background work alone: deliver events, keep house. Needs VOICETODO_DATABASE_URL."""
    from voicetodo.main.serving import work as run  # noqa: PLC0415 - as above

    _run(run(_settings(), os.environ, modules=modules))


def migrate(
    check: Annotated[bool, typer.Option("--check", help="Only say what is missing; fails where something is.")] = False,
    rollback: Annotated[bool, typer.Option("--rollback", help="Take back the newest instead.")] = False,
    steps: Annotated[int, typer.Option(min=1, help="How many to take back.")] = 1,
    phase: Annotated[str, typer.Option(help="pre (before new code), post (after old code has gone), or all.")] = "all",
) -> None:
    """Bring the database's tables up to date."""
    if phase not in {"pre", "post", "all"}:
        raise Failure("--phase must be pre, post or all.")
    _run(_migrate(_settings(), check=check, steps=steps if rollback else 0, phase=phase))


def openapi(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of standard output.")] = None,
) -> None:
    """Print the OpenAPI 3.1 document of the whole API."""
    from voicetodo.main.document import document  # noqa: PLC0415 - as above

    text = _json.dumps(document(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


async def _migrate(settings: Settings, *, check: bool, steps: int, phase: Any) -> None:
    from voicetodo.main import schema  # noqa: PLC0415 - as above
    from voicetodo.main.serving import database_server  # noqa: PLC0415 - as above
    from voicetodo.main.subscriptions import subscribe_all  # noqa: PLC0415 - as above

    def progress(line: str) -> None:
        console.print(f"  {line}")

    async with AsyncExitStack() as stack:
        # The server that `serve` runs on the same data may be used beside it.
        url = None if settings.database_url else find_running(settings.data_dir / "postgres")
        url = url or await stack.enter_async_context(database_server(os.environ))
        if check:
            missing = await schema.pending(url, phase=phase)
            if missing:
                raise Failure(f"{len(missing)} to apply: {', '.join(str(step) for step in missing)}")
            console.print("The database is up to date.")
        elif steps:
            done = await schema.rollback(url, steps=steps, progress=progress)
            console.print(f"Took back {len(done)}.")
        else:
            done = await schema.migrate(url, phase=phase, progress=progress)
            await subscribe_all(url)
            console.print(f"Applied {len(done)}." if done else "The database is up to date.")


def _settings() -> Settings:
    return load(Settings, os.environ)


def _run(work: Coroutine[Any, Any, None]) -> None:
    try:
        uvloop.run(work)
    except _TOLD as error:
        raise Failure(str(error)) from error
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Failure(f"The database cannot be used: {error}") from error
