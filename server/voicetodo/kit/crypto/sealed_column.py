"""A column of a table whose values are sealed: said once, for those who seal and for those who seal anew."""

from collections.abc import Callable
from uuid import UUID

import msgspec

from voicetodo.kit.crypto.place import Place


def _nothing(_row: tuple[str, ...]) -> str:
    return ""


class SealedColumn(msgspec.Struct, frozen=True):
    """`key` names the columns that a row is known by, in order; they never change.

    `was` is what the first format knew of a row, where values may still be sealed in it.
    """

    schema: str
    table: str
    column: str
    key: tuple[str, ...]
    was: Callable[[tuple[str, ...]], str] = _nothing

    @property
    def purpose(self) -> str:
        return f"{self.schema}.{self.table}.{self.column}"

    def at(self, *row: str | UUID) -> Place:
        """The place of one value, by its row's key."""
        names = tuple(map(str, row))
        if len(names) != len(self.key):
            raise ValueError(f"A row of {self.table} is known by {', '.join(self.key)}.")
        return Place(f"{self.schema}.{self.table}", self.column, names, self.was(names))
