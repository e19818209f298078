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


@users.command()
def roles(
    email: Email,
    names: Annotated[list[str] | None, typer.Argument(metavar="[support|admin]...", help="All it shall have.")] = None,
) -> None:
    """Set the roles of an account. Whoever uses it signs in again within a minute."""
    from voicetodo.main.cli import people_work  # noqa: PLC0415 - as above

    console.print(f"{email} has the roles: {people_work.set_roles(email, names or [])}.")


@users.command()
def suspend(
    email: Email,
    reason: Annotated[str, typer.Option(help="security, misuse, asked or other. Its owner is told, but for “other”.")],
) -> None:
    """Let nobody sign in to an account. Who is signed in to it is out within a minute."""
    from voicetodo.main.cli import people_work  # noqa: PLC0415 - as above

    people_work.suspend(email, reason)
    console.print(f"{email} is suspended.")


@users.command()
def restore(email: Email) -> None:
    """Let somebody sign in again to an account that was suspended."""
    from voicetodo.main.cli import people_work  # noqa: PLC0415 - as above

    people_work.restore(email)
    console.print(f"{email} can be signed in to.")


@users.command("remove-second-factor")
def remove_second_factor(email: Email) -> None:
    """Take away a lost authenticator app, so that a password is enough again. First make sure that it is them."""
    from voicetodo.main.cli import people_work  # noqa: PLC0415 - as above

    console.print(f"{people_work.remove_second_factor(email)} is signed in to by the password alone.")


@users.command("reset-link")
def reset_link(email: Email) -> None:
    """Print a link that sets a password, for you to hand over. It works once, for 30 minutes."""
    from voicetodo.main.cli import people_work  # noqa: PLC0415 - as above

    console.print(people_work.reset_link(email), soft_wrap=True)
