"""How long what is kept, and how the jobs went that see to it, in all processes together."""

from voicetodo.kit.db import Database
from voicetodo.kit.db.housekeeping import JobRecord, list_records


class RetentionRuns:
    """`db` is the kit's own: where every process notes what it did."""

    def __init__(self, *, db: Database) -> None:
        self._db = db

    async def list_all(self) -> list[JobRecord]:
        """Jobs that remove something in its time."""
        async with self._db.connection() as connection:
            return [each for each in await list_records(connection) if each.keeps]
