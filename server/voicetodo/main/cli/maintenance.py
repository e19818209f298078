"""`voicetodo maintenance`: asking everybody but admins to come back later, on the machine of the database."""

from typing import Annotated

import typer

from voicetodo.main.cli.terminal import console

maintenance = typer.Typer(no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(maintenance, name="maintenance", help="Ask everybody but admins to come back later.")


@maintenance.callback()
def about() -> None:
    """Ask everybody but admins to come back later."""


@maintenance.command()
def on(
    message: Annotated[str | None, typer.Option(help="What people read meanwhile.")] = None,
    minutes: Annotated[int | None, typer.Option(min=1, max=100_000, help="When it is thought to be over.")] = None,
) -> None:
    """Begin it, or change what is said of it. Every process hears within five seconds; it ends by `off` alone."""
    from voicetodo.main.cli import maintaining  # noqa: PLC0415 - the other commands start without the server

    _show(maintaining.begin(message, minutes))


@maintenance.command()
def off() -> None:
    """End it: everybody may come back."""
    from voicetodo.main.cli import maintaining  # noqa: PLC0415 - as above

    maintaining.end()
    _show(None)


@maintenance.command()
def status() -> None:
    """Whether there is maintenance."""
    from voicetodo.main.cli import maintaining  # noqa: PLC0415 - as above

    _show(maintaining.find())


def _show(told: str | None) -> None:
    console.print(f"Maintenance: {told}" if told else "No maintenance.", markup=False)
