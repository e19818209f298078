"""The work behind `maintenance`. Apart from it, as what is imported here takes a second to load."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from voicetodo.kit.audit import Actor
from voicetodo.kit.maintenance import Upkeep
from voicetodo.main.cli import operating
from voicetodo.modules.admin.service.maintenance_mode import MaintenanceMode

T = TypeVar("T")


def begin(message: str | None, minutes: int | None) -> str:
    until = None if minutes is None else datetime.now(UTC) + timedelta(minutes=minutes)
    return _told(_done(lambda mode: mode.begin(message=message, until=until, by=Actor())))


def end() -> None:
    _done(lambda mode: mode.end(by=Actor()))


def find() -> str | None:
    """None where there is none."""
    found = _done(lambda mode: mode.find())
    return None if found is None else _told(found)


def _told(upkeep: Upkeep) -> str:
    until = "" if upkeep.until is None else f", until about {upkeep.until:%H:%M} UTC"
    return f"since {upkeep.since:%H:%M} UTC{until}. {upkeep.message}"


def _done(work: Callable[[MaintenanceMode], Awaitable[T]]) -> T:
    answers: list[T] = []

    async def run() -> None:
        async with operating.installed("auth", "admin") as process:
            answers.append(await work(process.service(MaintenanceMode)))

    operating.run(run())
    return answers[0]
