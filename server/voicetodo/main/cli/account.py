"""Who the command line speaks for: sign-up, sign-in, sign-out."""

import os
from typing import Annotated
from zoneinfo import available_timezones

import typer

from voicetodo.main.cli.client import Client, server_address
from voicetodo.main.cli.people import Language
from voicetodo.main.cli.terminal import Failure, console, is_piped, read_password

Server = Annotated[str, typer.Option("--server", help="The server's address.", default_factory=server_address)]
Email = Annotated[str | None, typer.Option("--email", help="Your e-mail address.")]


def register(app: typer.Typer) -> None:
    app.command("sign-up")(sign_up)
    app.command("sign-in")(sign_in)
    app.command("sign-out")(sign_out)


def sign_up(
    server: Server,
    email: Email = None,
    language: Annotated[Language | None, typer.Option(help="The one that the first lists are named in.")] = None,
) -> None:
    """Make an account on a server and sign in to it."""
    password = read_password(confirm=True)
    user = Client(server).sign_up(email=_email(email), password=password, timezone=_timezone(), language=language)
    console.print(f"Welcome. You are signed in to {server} as [bold]{user['email']}[/].")


def sign_in(server: Server, email: Email = None) -> None:
    """Sign in; `say` and `ls` then speak for you. The password may also come on standard input."""
    user = Client(server).sign_in(email=_email(email), password=read_password(confirm=False))
    console.print(f"You are signed in to {server} as [bold]{user['email']}[/].")


def sign_out(server: Server) -> None:
    """Forget this machine's sign-in, here and on the server."""
    Client(server).sign_out()
    console.print(f"You are signed out of {server}.")


def local_timezone() -> str:
    """This machine's IANA zone; UTC where it cannot be told."""
    return _timezone()


def _email(given: str | None) -> str:
    if given:
        return given
    if is_piped():
        raise Failure("Say who you are: --email you@example.org")
    return typer.prompt("E-mail")


def _timezone() -> str:
    # /etc/localtime points into the zone database; what follows `zoneinfo/` is the zone's name.
    named = (os.environ.get("TZ", "").removeprefix(":"), os.path.realpath("/etc/localtime").partition("zoneinfo/")[2])
    return next((name for name in named if name in available_timezones()), "UTC")
