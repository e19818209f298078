"""What is counted of what people get done: `analytics rebuild`."""

import typer

from voicetodo.main.cli.terminal import console

analytics = typer.Typer(help="Look after what is counted of what people get done.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(analytics, name="analytics")


@analytics.command()
def rebuild() -> None:
    """Count everybody's days anew from the history of their tasks. What is known already stays; serving goes on."""
    from voicetodo.main.cli import recounting  # noqa: PLC0415 - the other commands start without the server

    read = recounting.rebuild(lambda line: console.print(line, markup=False))
    console.print(f"Done: {read} accounts.")
