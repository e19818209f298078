"""`voicetodo privacy`: what concerns people's data, for whoever runs an installation."""

from datetime import datetime
from typing import Annotated

import typer

from voicetodo.main.cli.terminal import Output, console, write

privacy = typer.Typer(no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(privacy, name="privacy", help="What is kept of people, and what was to be deleted.")


@privacy.callback()
def about() -> None:
    """What is kept of people, and what was to be deleted."""


@privacy.command()
def retention(output: Output = None) -> None:
    """Print how long what is kept, as Markdown."""
    from voicetodo.main.cli import operating  # noqa: PLC0415 - the other commands start without the server

    write(operating.retention_text(), output)


@privacy.command("replay-deletions")
def replay_deletions(
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
            help="UTC: when the backup was made.",
        ),
    ] = None,
) -> None:
    """After restoring a backup: erase again whoever was deleted since it was made."""
    from voicetodo.main.cli import erasing  # noqa: PLC0415 - as above

    count = erasing.replay(since)
    people = "1 account is" if count == 1 else f"{count} accounts are"
    console.print(f"{people} erased again: at once here, and by all else as soon as `voicetodo serve` runs.")
