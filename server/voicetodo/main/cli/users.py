"""`voicetodo user`: what whoever runs an installation does for somebody who cannot be reached by mail."""

from typing import Annotated

import typer

from voicetodo.main.cli.terminal import console, read_password

users = typer.Typer(no_args_is_help=True)

Email = Annotated[str, typer.Argument(help="The e-mail address of the account.")]


def register(app: typer.Typer) -> None:
    app.add_typer(users, name="user", help="Accounts, on the machine of the database.")


@users.callback()
def about() -> None:
    """Accounts, on the machine of the database."""


@users.command()
def verify(email: Email) -> None:
    """Take an address for proven; an account that waited for that is made."""
    from voicetodo.main.cli import people_work  # noqa: PLC0415 - the other commands start without the server

    console.print(f"{people_work.verify(email)} is the proven address of an account.")


@users.command("set-password")
def set_password(email: Email) -> None:
    """Set a password; it is asked for, or read from standard input. Everybody signed in is out within a minute."""
    from voicetodo.main.cli import people_work  # noqa: PLC0415 - as above

    console.print(f"The password of {people_work.set_password(email, read_password(confirm=True))} is set.")


@users.command("reset-link")
def reset_link(email: Email) -> None:
    """Print a link that sets a password, for you to hand over. It works once, for 30 minutes."""
    from voicetodo.main.cli import people_work  # noqa: PLC0415 - as above

    console.print(people_work.reset_link(email), soft_wrap=True)
