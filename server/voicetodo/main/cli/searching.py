"""The index of words on an OpenSearch server: `search rebuild`."""

from typing import Annotated

import typer

from voicetodo.main.cli.terminal import console

searching = typer.Typer(help="Look after the index that searches are answered from.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(searching, name="search")


@searching.command()
def rebuild(
    afresh: Annotated[bool, typer.Option("--afresh", help="Begin again where the last run was broken off.")] = False,
) -> None:
    """Make the index anew while the old one serves; then it takes its place. Broken off, it goes on when run again."""
    from voicetodo.main.cli import rebuilding  # noqa: PLC0415 - the other commands start without the server

    written = rebuilding.rebuild(lambda line: console.print(line, markup=False), afresh=afresh)
    console.print(f"Done: {written} in the index.")
