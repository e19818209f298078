"""Bringing in and taking away: `import todos`, `import users`, `export`."""

import sys
import time
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Final, Literal

import typer

from voicetodo.main.cli.account import Server, local_timezone
from voicetodo.main.cli.client import Client
from voicetodo.main.cli.people import Language
from voicetodo.main.cli.terminal import Failure, console

_LOOK_SECONDS: Final = 0.3
_WORKING: Final = frozenset({"reading", "running", "undoing"})

bringing = typer.Typer(help="Bring in todos, or whole accounts.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    app.add_typer(bringing, name="import")
    app.command()(export)


@bringing.command()
def todos(
    server: Server,
    file: Annotated[Path, typer.Argument(help="What another product exported; recognised by its content.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask; bring it in.")] = False,
    format_: Annotated[str | None, typer.Option("--format", help="Where it cannot be recognised.")] = None,
) -> None:
    """Bring todos from a file into your account, after a look at what would happen."""
    client = Client(server)
    said = {"timezone": local_timezone(), **({"format": format_} if format_ else {})}
    with _opened(file) as content:
        brought = client.ask("POST", "/v1/imports", files={"file": (file.name, content)}, data=said)
    brought = _settled(client, brought)
    if brought["state"] != "ready":
        raise Failure(brought["reason"])
    path = f"/v1/imports/{brought['id']}"
    for row in client.ask("GET", f"{path}/rows", params={"outcome": "error", "limit": 20})["items"]:
        console.print(f"  Row {row['row']}: {row['reason']}", markup=False)
    for notice in brought["notices"]:
        console.print(f"  {notice}", markup=False)
    console.print(_counts(brought))
    if not yes and not typer.confirm("Bring it in?"):
        client.ask("DELETE", path)
        return
    done = _settled(client, client.ask("PUT", f"{path}/approval"))
    if done["state"] != "done":
        raise Failure(done["reason"])
    console.print(f"Done. Import {done['id']} can be undone in the app.")


@bringing.command()
def users(
    file: Annotated[
        Path, typer.Argument(help="CSV or JSON Lines: email, name, timezone, language, password or password_hash.")
    ],
    new_passwords: Annotated[
        Path | None, typer.Option("--new-passwords", help="Make passwords for who has none, and write them here.")
    ] = None,
    language: Annotated[
        Language | None, typer.Option(help="Of those whose row says none: their first lists are named in it.")
    ] = None,
) -> None:
    """Make accounts, on the machine of the database. Run again, it goes on where it was."""
    from voicetodo.main.cli import adding  # noqa: PLC0415 - the other commands start without the server

    tally = adding.add_users(file, new_passwords, language, lambda line: console.print(line, markup=False))
    console.print(f"{tally.added} added, {tally.known} there already, {tally.refused} refused.")
    if tally.refused:
        raise Failure("Some people could not be added: see the lines above, and run it again with them put right.")


def export(
    server: Server,
    kind: Annotated[
        Literal["voicetodo_archive", "voicetodo", "csv", "icalendar", "todo_txt"],
        typer.Argument(help="In which format: voicetodo_archive is voicetodo with the attached files, as a ZIP."),
    ] = "voicetodo",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of standard output.")] = None,
) -> None:
    """Take everything away."""
    if output is None and kind == "voicetodo_archive" and sys.stdout.isatty():
        raise Failure("An archive is nothing to look at. Name a file: voicetodo export voicetodo_archive -o mine.zip")
    pieces = Client(server).fetch(f"/v1/exports/{kind}")
    if output is None:
        for piece in pieces:
            typer.echo(piece, nl=False)
        return
    first = next(pieces, b"")  # a refusal leaves the file alone that was there before
    try:
        with output.open("wb") as file:
            file.write(first)
            file.writelines(pieces)
    except OSError as error:
        raise Failure(f"{output} cannot be written: {error.strerror}.") from error


def _settled(client: Client, brought: dict[str, Any]) -> dict[str, Any]:
    with console.status("…") as status:
        while brought["state"] in _WORKING:
            time.sleep(_LOOK_SECONDS)
            brought = client.ask("GET", f"/v1/imports/{brought['id']}")
            if brought["progress"]:
                status.update(f"{brought['progress']['done']} of {brought['progress']['total']}")
    return brought


def _counts(brought: dict[str, Any]) -> str:
    counts, files = brought["counts"], brought["attachment_count"]
    size = f" Attached: {files:,}, of {brought['attachment_bytes'] / 1_000_000:.1f} MB." if files else ""
    return (
        f"{counts['create']} new, {counts['update']} changed, {counts['skip']} left out,"
        f" {counts['error']} that cannot be used.{size}"
    )


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}.") from error
