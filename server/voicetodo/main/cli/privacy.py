"""`voicetodo privacy`: what concerns people's data, for whoever runs an installation."""

import typer

from voicetodo.main.cli.terminal import Output, write

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
