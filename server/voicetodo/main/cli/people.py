"""A file of people, as rows: CSV with a head, or JSON Lines."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import msgspec

from voicetodo.main.cli.terminal import Failure

_HALF_A_CHARACTER: Final = re.compile("[\ud800-\udfff]")
_FIELDS: Final = ("email", "name", "timezone", "language", "password", "password_hash")

#: Those that the web app speaks.
Language: TypeAlias = Literal["en", "de"]


class Row(msgspec.Struct, frozen=True):
    """One person. `line` is where in the file; with a `problem` nothing else counts."""

    line: int
    email: str = ""
    name: str = ""
    timezone: str = "UTC"
    language: Language | None = None
    password: str | None = None
    password_hash: str | None = None
    problem: str | None = None


def people_in(file: Path) -> Iterator[Row]:
    """Row by row, however long the file is. Raises Failure where it cannot be read at all."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            yield from _of_json(lines) if file.suffix in {".jsonl", ".ndjson", ".json"} else _of_csv(lines)
    except UnicodeDecodeError as error:
        raise Failure(f"{file} is not in UTF-8.") from error
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}.") from error


def _of_csv(lines: Iterator[str]) -> Iterator[Row]:
    reader = csv.DictReader(lines, strict=True)
    try:
        names = [name.strip().lower() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise Failure(f"The first line is no CSV: {error}.") from error
    if "email" not in names:
        raise Failure(f"The first line must name the columns; there are {', '.join(_FIELDS)}, and email is needed.")
    unknown = [name for name in names if name not in _FIELDS]
    if unknown:
        raise Failure(f"There is no column “{unknown[0]}”; there are {', '.join(_FIELDS)}.")
    reader.fieldnames = names
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Row(reader.line_num, problem=f"This is no CSV: {error}.")
            return
        if cells is None:
            return
        yield _row(reader.line_num, {name: value for name, value in cells.items() if value})


def _of_json(lines: Iterator[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            yield Row(number, problem="This line is not JSON.")
            continue
        yield _row(number, value)


def _row(line: int, value: Any) -> Row:
    if not isinstance(value, dict):
        return Row(line, problem="This is not an object with an email.")
    if any(_HALF_A_CHARACTER.search(text) for text in (*value, *value.values()) if isinstance(text, str)):
        return Row(line, problem="It holds half of a character (a surrogate without its other one).")
    unknown = [name for name in value if name not in _FIELDS]
    if unknown:
        return Row(line, problem=f"There is no field “{unknown[0]}”.")
    try:
        return msgspec.convert({"line": line, **value}, Row)
    except msgspec.ValidationError as error:
        return Row(line, problem=f"{error}.")
