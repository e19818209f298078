"""The work behind `privacy replay-deletions`. Apart from it, as what is imported here takes a second to load."""

from datetime import UTC, datetime

from voicetodo.main.cli import operating
from voicetodo.modules.auth.service.erasing import Erasing


def replay(since: datetime | None) -> int:
    """How many were erased again."""
    counts: list[int] = []

    async def work() -> None:
        async with operating.installed("auth") as process:
            moment = None if since is None else since.replace(tzinfo=UTC)
            counts.append(await process.service(Erasing).replay(since=moment))

    operating.run(work())
    return counts[0]
