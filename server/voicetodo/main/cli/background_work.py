"""The work behind `jobs` and `dead-letters`. Apart from it, as what is imported here takes a second to load."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar, cast
from uuid import UUID

from voicetodo.kit.audit import Actor
from voicetodo.kit.bus.dead_letters import LATEST
from voicetodo.kit.jobs.jobs import KeptJob, Status
from voicetodo.main.cli import operating
from voicetodo.modules.admin.service.background_work import BackgroundWork

T = TypeVar("T")

_HIGHEST: Final = 2**62


def list_jobs(status: str | None, module: str | None, limit: int) -> list[str]:
    found = _done(
        lambda work: work.list_jobs(status=cast("Status | None", status), queue=module, before=_HIGHEST, limit=limit)
    )
    return [_told(job) for job in found]


def retry_job(job_id: int) -> str:
    return _told(_done(lambda work: work.retry_job(job_id, by=Actor())))


def cancel_job(job_id: int) -> str:
    return _told(_done(lambda work: work.cancel_job(job_id, by=Actor())))


def list_dead_letters(module: str | None, limit: int) -> list[str]:
    found = _done(lambda work: work.list_dead_letters(module=module, before=LATEST, limit=limit))
    return [
        f"{each.module}  {each.id}  {each.name}  {each.tries} tries  {each.error}  {each.died_at:%Y-%m-%d %H:%M} UTC"
        for each in found
    ]


def retry_dead_letter(module: str, event_id: UUID) -> None:
    _done(lambda work: work.retry_dead_letter(module, event_id, by=Actor()))


def discard_dead_letter(module: str, event_id: UUID) -> None:
    _done(lambda work: work.discard_dead_letter(module, event_id, by=Actor()))


def _told(job: KeptJob) -> str:
    asked = "" if job.asked_at is None else f"  {job.asked_at:%Y-%m-%d %H:%M} UTC"
    return f"{job.id}  {job.status}  {job.tries} failed tries  {job.name}{asked}"


def _done(work: Callable[[BackgroundWork], Awaitable[T]]) -> T:
    answers: list[T] = []

    async def run() -> None:
        async with operating.installed("auth", "admin") as process:
            answers.append(await work(process.service(BackgroundWork)))

    operating.run(run())
    return answers[0]
