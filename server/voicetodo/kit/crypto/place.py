"""Where something sealed belongs. It opens there alone, wherever its bytes may be copied to."""

import msgspec


class Place(msgspec.Struct, frozen=True):
    """A column of a table (`auth.signing_keys`, `sealed`), and the row: the values that name it, as text.

    `was` is what the first format knew of the place, for values that are still sealed in it.
    """

    table: str
    column: str
    row: tuple[str, ...]
    was: str = ""

    @property
    def purpose(self) -> str:
        """The column alone; what a data key is made for."""
        return f"{self.table}.{self.column}"

    @property
    def context(self) -> bytes:
        """Two places never have the same, as the length of every part is written before it."""
        return msgspec.msgpack.encode((self.table, self.column, self.row))
