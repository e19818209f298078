"""The language and speech engines without a server: `understand`, `when`, `transcribe`."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.markup import escape
from rich.table import Table

from voicetodo.main.cli.account import local_timezone
from voicetodo.main.cli.drawing import fields_of, underlined
from voicetodo.main.cli.explaining import explain
from voicetodo.main.cli.terminal import Failure, Input, Json, answer_rows, console, print_json
from voicetodo.main.cli.times import when


def register(app: typer.Typer) -> None:
    app.command()(understand)
    app.command()(when)
    app.command()(transcribe)


def understand(
    words: Annotated[list[str] | None, typer.Argument(help="A sentence; without one, JSON Lines are read.")] = None,
    *,
    source: Input = None,
    syntax: Annotated[str, typer.Option(help="voice, todoist, vikunja, superproductivity, tasks.org")] = "voice",
    language: Annotated[str, typer.Option(help="en, en-GB, de …; English where it is not known.")] = "en",
    explained: Annotated[bool, typer.Option("--explain", help="Show where each field came from.")] = False,
    json: Json = False,
) -> None:
    """What a sentence means: `voicetodo understand "call mom tomorrow at nine"`."""
    from voicetodo.language import Context, interpret, understand_row  # noqa: PLC0415 - other commands start without the engine

    if not words:
        answer_rows(lambda row: understand_row({"language": language, **row}), source)
        return
    now = datetime.now()  # noqa: DTZ005 - the person's own local time
    known = Context(language=language)
    interpretation = interpret(" ".join(words), now, local_timezone(), known, syntax=_syntax(syntax))
    answer = msgspec.to_builtins(interpretation)
    if json:
        print_json(answer)
        return
    if explained:
        explain(console, interpretation.text, answer)
        console.print(f"[dim]{interpretation.reply}[/]")
        return
    console.print(underlined(interpretation.text, answer))
    for action in answer["actions"]:
        table = Table(title=action["intent"], title_justify="left", box=None, show_header=False, pad_edge=False)
        for name, value in fields_of(action):
            table.add_row(f"  {name}", escape(value))
        console.print(table)
    console.print(interpretation.reply, style="dim", markup=False)


def transcribe(
    files: Annotated[list[Path], typer.Argument(help="Recordings in any common format.")],
    models_dir: Annotated[Path | None, typer.Option(help="Where the speech model lies.")] = None,
) -> None:
    """The words in recordings, one line of JSON for each file."""
    from voicetodo.main.models import models_folder  # noqa: PLC0415 - other commands start without the engine
    from voicetodo.speech import SpeechError, transcribe_file  # noqa: PLC0415 - as above

    folder = models_dir or models_folder()
    has_failed = False
    for file in files:
        try:
            heard = transcribe_file(file, models_dir=folder)
        except (SpeechError, OSError) as error:
            has_failed = True
            print_json({"file": str(file), "error": str(error)})
            continue
        print_json({"file": str(file), **msgspec.to_builtins(heard)})
    if has_failed:
        raise Failure("Not every file could be transcribed.")


def _syntax(name: str) -> Any:
    known = ("voice", "todoist", "vikunja", "superproductivity", "tasks.org")
    if name not in known:
        raise Failure(f"There is no syntax “{name}”. There are: {', '.join(known)}.")
    return name
