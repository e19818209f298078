"""What the commands share of the terminal: output for people or for programs, and failing in one sentence."""

import json as _json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

Input = Annotated[Path | None, typer.Option("--input", "-i", help="JSON Lines instead of standard input.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of standard output.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

console = Console(highlight=False)


class Failure(Exception):
    """A command cannot do what was asked; the sentence says what to do about it."""


def print_json(value: Any) -> None:
    """One value, one line. Half a character, which no encoding knows, stays escaped as it came."""
    text = _json.dumps(value, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = _json.dumps(value)
    sys.stdout.write(text + "\n")


def write(text: str, output: Path | None) -> None:
    """To a file, or to standard output. Raises Failure."""
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(f"{output} cannot be written: {error.strerror}.") from error


def is_piped() -> bool:
    """Standard input is a file or another program, not a person."""
    return not sys.stdin.isatty()


def read_password(*, confirm: bool) -> str:
    """From the first line of standard input, or typed unseen."""
    if is_piped():
        password = typer.get_text_stream("stdin").readline().rstrip("\n")
        if not password:
            raise Failure("The password must come on standard input.")
        return password
    return typer.prompt("Password", hide_input=True, confirmation_prompt=confirm)


def answer_rows(answer: Callable[[dict[str, Any]], dict[str, Any]], source: Path | None) -> None:
    """JSON Lines in, JSON Lines out: the same order, one answer per row, and no row stops the others."""
    if source is None and not is_piped():
        raise Failure("Give some words, or JSON Lines on standard input.")
    for number, line in enumerate(_lines(source), start=1):
        if not line.strip():
            continue
        print_json(_answer_row(answer, line, number))
    sys.stdout.flush()


def _answer_row(answer: Callable[[dict[str, Any]], dict[str, Any]], line: str, number: int) -> dict[str, Any]:
    try:
        row = _json.loads(line)
    except (ValueError, RecursionError) as error:
        return {"id": None, "line": number, "error": f"This line is not JSON: {error}."}
    if not isinstance(row, dict):
        return {"id": None, "line": number, "error": "This line is not a JSON object."}
    return answer(row)


def _lines(source: Path | None) -> Iterator[str]:
    if source is None:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] - a text stream at start
        yield from sys.stdin
        return
    try:
        with source.open(encoding="utf-8", errors="replace") as file:
            yield from file
    except OSError as error:
        raise Failure(f"{source} cannot be read: {error.strerror}.") from error
