"""`voicetodo keys`: the keys that sign access tokens, on the machine of the database."""

from typing import Annotated

import typer

from voicetodo.main.cli.terminal import console

keys = typer.Typer(no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(keys, name="keys", help="The keys that sign access tokens.")


@keys.callback()
def about() -> None:
    """The keys that sign access tokens."""


@keys.command()
def rotate(
    stolen: Annotated[
        bool, typer.Option("--stolen", help="The keys there are shall be good for nothing, from now on.")
    ] = False,
) -> None:
    """Let a new key sign. Nobody is signed out: what the old one signed is taken until it expires by itself."""
    from voicetodo.main.cli import operating  # noqa: PLC0415 - the other commands start without the server

    kid = operating.rotate_keys(are_stolen=stolen)
    if stolen:
        console.print(f"Key {kid} signs. Tokens of the others are refused everywhere within ten minutes.")
    else:
        console.print(f"Key {kid} is published, and signs in six minutes, when everybody knows it.")
