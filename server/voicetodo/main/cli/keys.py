"""`voicetodo keys`: the keys that sign access tokens, and those that secrets are sealed under."""

from typing import Annotated

import typer

from voicetodo.main.cli.terminal import console

keys = typer.Typer(no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(keys, name="keys", help="The keys that sign access tokens, and those that secrets are sealed under.")


@keys.callback()
def about() -> None:
    """The keys that sign access tokens, and those that secrets are sealed under."""


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


@keys.command("list")
def list_() -> None:
    """The keys that secrets are sealed under, and how many values are under each."""
    from voicetodo.main.cli import rekeying  # noqa: PLC0415 - as above

    for key in rekeying.list_all():
        made = f", made {key.made_at:%Y-%m-%d}" if key.made_at else ""
        console.print(f"{key.id}{' seals' if key.is_current else ''}{made}: {sum(key.used.values()):,} values")
        for purpose, number in sorted(key.used.items()):
            console.print(f"  {number:9,}  {purpose}")


@keys.command()
def add() -> None:
    """Put a key into the key file that opens, and seals from the next `rekey` on: for files that are copied around."""
    from voicetodo.main.cli import rekeying  # noqa: PLC0415 - as above

    console.print(
        f"Key {rekeying.add()} opens. It seals after `voicetodo keys rekey`, which every process must know it for."
    )


@keys.command()
def rekey() -> None:
    """Seal all secrets under a new key, while the server runs. Killed halfway, the same command goes on."""
    from voicetodo.main.cli import rekeying  # noqa: PLC0415 - as above

    done = rekeying.rekey(console.print)
    console.print(f"{sum(each.moved for each in done):,} values were sealed anew:")
    for each in done:
        lost = f"; {each.unreadable:,} open under no key that is here" if each.unreadable else ""
        console.print(f"  {each.moved:9,}  {each.purpose}{lost}")
    console.print("`voicetodo keys list` tells which keys nothing needs any more; `voicetodo keys drop` removes one.")


@keys.command()
def drop(
    key: Annotated[str, typer.Argument(help="Its id, as `voicetodo keys list` tells it.")],
    lose: Annotated[
        bool, typer.Option("--lose", help="Even though something is sealed under it, which nobody can read again.")
    ] = False,
) -> None:
    """Take a key out of the key file. Refused while anything is sealed under it."""
    from voicetodo.main.cli import rekeying  # noqa: PLC0415 - as above

    rekeying.drop(key, lose=lose)
    console.print(
        f"Key {key} is gone from the key file. Backups from before still need it: keep it with them, or nowhere."
    )
