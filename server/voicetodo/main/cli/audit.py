"""The audit log, on the machine of the database: `audit verify`, `audit export`."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from voicetodo.main.cli.terminal import Failure, console

auditing = typer.Typer(help="Who did what: verify it, or take it away.", no_args_is_help=True)

Moment = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="UTC.")]


def register(app: typer.Typer) -> None:
    app.add_typer(auditing, name="audit")


@auditing.command()
def verify(
    expect: Annotated[
        list[str] | None,
        typer.Option("--expect", help="A head that was noted (number:hash): the log must have come through it."),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Lines of JSON that were exported, instead of the database.")
    ] = None,
    later: Annotated[
        list[str] | None,
        typer.Option(
            "--later",
            help="With --file: the head of an entry beyond its end, with which the log itself was found whole.",
        ),
    ] = None,
) -> None:
    """Whether the audit log is as it was written, from the first entry to the last; where not, the first place."""
    from voicetodo.main.cli import auditing as work  # noqa: PLC0415 - the other commands start without the server

    whole = work.verify_file(file, expect or [], later or []) if file is not None else work.verify(expect or [])
    erased = f", {whole.erased} without their origins" if whole.erased else ""
    console.print(f"Whole: {whole.head.seq} entries{erased}. Head: {whole.head}", soft_wrap=True)


@auditing.command()
def export(
    kind: Annotated[Literal["jsonl", "csv"], typer.Argument(help="jsonl holds all that `verify --file` needs.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of standard output.")] = None,
    since: Moment = None,
    until: Moment = None,
) -> None:
    """Take the audit log away, or a time of it, the first entry first."""
    from voicetodo.main.cli import auditing as work  # noqa: PLC0415 - as above

    if output is None:
        work.export(kind, sys.stdout.buffer, since, until)
        return
    try:
        with output.open("wb") as file:
            work.export(kind, file, since, until)
    except OSError as error:
        raise Failure(f"{output} cannot be written: {error.strerror}.") from error
