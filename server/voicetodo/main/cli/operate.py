"""Running the product: `serve`, `worker`, `migrate`; and what is told of it: `openapi`, `permissions`."""

import os
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from voicetodo.main.cli.terminal import Failure, Output, write

Modules = Annotated[
    str | None,
    typer.Option("--modules", help="Only these, with commas between: auth,todo,voice,realtime,analytics,admin."),
]


def register(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(worker)
    app.command()(migrate)
    app.command()(openapi)
    app.command()(permissions)


def serve(
    modules: Modules = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Where everything is kept.")] = None,
) -> None:
    """Start the product, or the chosen modules of it."""
    from voicetodo.main.cli import operating  # noqa: PLC0415 - the other commands start without the server

    given = {"HOST": host, "PORT": port, "DATA_DIR": data_dir}
    for name, value in given.items():
        if value is not None:
            os.environ[f"VOICETODO_{name}"] = str(value)
    operating.serve(modules)


def worker(modules: Modules = None) -> None:
    """Do the background work alone: deliver events, keep house. Needs VOICETODO_DATABASE_URL."""
    from voicetodo.main.cli import operating  # noqa: PLC0415 - as above

    operating.work(modules)


def migrate(
    check: Annotated[bool, typer.Option("--check", help="Only say what is missing; fails where something is.")] = False,
    rollback: Annotated[bool, typer.Option("--rollback", help="Take back the newest instead.")] = False,
    steps: Annotated[int, typer.Option(min=1, help="How many to take back.")] = 1,
    phase: Annotated[str, typer.Option(help="pre (before new code), post (after old code has gone), or all.")] = "all",
) -> None:
    """Bring the database's tables up to date."""
    from voicetodo.main.cli import operating  # noqa: PLC0415 - as above

    if phase not in {"pre", "post", "all"}:
        raise Failure("--phase must be pre, post or all.")
    wanted = cast("Literal['pre', 'post', 'all']", phase)
    if check:
        operating.check_schema(wanted)
    elif rollback:
        operating.roll_back(steps)
    else:
        operating.migrate(wanted)


def openapi(output: Output = None) -> None:
    """Print the OpenAPI 3.1 document of the whole API."""
    from voicetodo.main.cli import operating  # noqa: PLC0415 - as above

    write(operating.document_text(), output)


def permissions(output: Output = None) -> None:
    """Print what roles and tokens allow, and what each route asks for, as Markdown."""
    from voicetodo.main.cli import operating  # noqa: PLC0415 - as above

    write(operating.permissions_text(), output)
