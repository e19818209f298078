"""The language and speech engines without a server: `understand`, `when`, `transcribe`."""

from collections.abc import Callable
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
from voicetodo.main.cli.terminal import Failure, answer_rows, console, is_piped, print_json

Input = Annotated[Path | None, typer.Option("--input", "-i", help="JSON Lines instead of standard input.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer) -> None:
    app.command()(understand)
    app.command()(when)
    app.command()(transcribe)


def understand(
    words: Annotated[list[str] | None, typer.Argument(help="A sentence; without one, JSON Lines are read.")] = None,
    source: Input = None,
    syntax: Annotated[str, typer.Option(help="voice, todoist, vikunja, superproductivity, tasks.org")] = "voice",
    explained: Annotated[bool, typer.Option("--explain", help="Show where each field came from.")] = False,
    json: Json = False,
) -> None:
    """What a sentence means: `voicetodo understand "call mom tomorrow at nine"`."""
    from voicetodo.language import interpret, understand_row  # noqa: PLC0415 - other commands start without the engine

    if not words:
        _rows(understand_row, source)
        return
    interpretation = interpret(" ".join(words), datetime.now(), local_timezone(), syntax=_syntax(syntax))  # noqa: DTZ005 - the person's own local time
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


def when(
    words: Annotated[list[str] | None, typer.Argument(help="A date or rule; without one, JSON Lines are read.")] = None,
    source: Input = None,
    json: Json = False,
) -> None:
    """When that is: `voicetodo when "every third tuesday"` prints the next five dates."""
    from voicetodo.language import when_row  # noqa: PLC0415 - other commands start without the engine

    if not words:
        _rows(when_row, source)
        return
    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - the person's own local time
    text = " ".join(words)
    answer = when_row({"id": None, "text": text, "now": now.isoformat(), "timezone": local_timezone()})
    if json:
        print_json(answer)
        return
    if answer.get("kind", "none") == "none":
        raise Failure(f"“{text}” does not say when.")
    console.print(f"[bold]{answer['kind']}[/]  {answer.get('rrule') or answer.get('value')}")
    for line in _dates(answer, now):
        console.print(f"  {line}")


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


def _rows(answer: Callable[[dict[str, Any]], dict[str, Any]], source: Path | None) -> None:
    if source is None and not is_piped():
        raise Failure("Give some words, or JSON Lines on standard input.")
    answer_rows(answer, source)


def _syntax(name: str) -> Any:
    known = ("voice", "todoist", "vikunja", "superproductivity", "tasks.org")
    if name not in known:
        raise Failure(f"There is no syntax “{name}”. There are: {', '.join(known)}.")
    return name


def _dates(answer: dict[str, Any], now: datetime) -> list[str]:
    from voicetodo.language.time import next_occurrences  # noqa: PLC0415 - as above

    rrule = answer.get("rrule")
    if not rrule:
        return []
    has_time = "BYHOUR" in rrule or "HOURLY" in rrule or "MINUTELY" in rrule
    shown = "%A, %-d %B %Y, %H:%M" if has_time else "%A, %-d %B %Y"
    return [each.strftime(shown) for each in next_occurrences(rrule, now, 5)]
