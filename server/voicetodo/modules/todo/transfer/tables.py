"""CSV as it is found: commas, semicolons or tabs, line breaks within quotes, lines before the names of the columns."""

import csv
import io
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from voicetodo.modules.todo.transfer.draft import MAX_ROWS, Unreadable

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = (",", ";", "\t", "|")
_MAX_CELL = 200_000
_MAX_COLUMNS = 500
#: So many lines may stand before the names of the columns.
_MAX_PREAMBLE = 20


class Row(dict[str, str]):
    """The cells of a line by the names of their columns, in small letters; `line` is where it begins in the file."""

    line: int = 0


def header_of(text: str, wanted: Collection[str]) -> list[str] | None:
    """The names of the columns as written, of the first line that has all the `wanted` ones (in small letters)."""
    found = _header(text, wanted)
    return None if found is None else found[1]


def rows_of(text: str, wanted: Collection[str]) -> Iterator[Row]:
    """The lines below the names of the columns; empty ones are left out.

    Raises Unreadable where there are no such names, or a quote is never closed.
    """
    found = _header(text, wanted)
    if found is None:
        raise Unreadable("import-table-columns", names=", ".join(sorted(wanted)))
    delimiter, names, skipped = found
    keys = [name.strip().lower() for name in names]
    reader = _reader(text, delimiter)
    try:
        for _ in range(skipped + 1):
            next(reader)
        line = reader.line_num
        for nth, cells in enumerate(reader):
            if nth > 4 * MAX_ROWS:
                raise Unreadable("import-rows-many", most=MAX_ROWS)
            if any(cell.strip() for cell in cells):
                row = Row(zip(keys, cells, strict=False))
                row.line = line + 1
                yield row
            line = reader.line_num
    except csv.Error as error:
        raise Unreadable("import-table-broken", line=str(reader.line_num), why=error) from error


def line_of(row: Row) -> int:
    return row.line


def _header(text: str, wanted: Collection[str]) -> tuple[str, list[str], int] | None:
    """Delimiter, names, and how many records stand before them."""
    head = text[:100_000]
    for delimiter in _DELIMITERS:
        try:
            for skipped, cells in zip(range(_MAX_PREAMBLE), _reader(head, delimiter), strict=False):
                if len(cells) <= _MAX_COLUMNS and set(wanted) <= {cell.strip().lower() for cell in cells}:
                    return delimiter, cells, skipped
        except csv.Error:
            continue
    return None


def _reader(text: str, delimiter: str) -> "Reader":
    csv.field_size_limit(_MAX_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
