"""The work behind `analytics rebuild`. Apart from it, as what is imported here takes a second to load."""

from collections.abc import Callable

from voicetodo.main.cli import operating
from voicetodo.modules.analytics.service.backfill import Backfill

_TOLD_EVERY = 100


def rebuild(tell: Callable[[str], None]) -> int:
    """How many accounts were read. Raises Failure."""
    read: list[int] = []

    def progress(accounts: int) -> None:
        if accounts % _TOLD_EVERY == 0:
            tell(f"{accounts:,} accounts")

    async def work() -> None:
        async with operating.installed("auth", "todo", "analytics") as process:
            backfill = process.service(Backfill)
            await backfill.begin_again()
            read.append(await backfill.go_on(progress))

    operating.run(work())
    return read[0]
