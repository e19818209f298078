"""What this module does in the background, and what becomes of it where that fails."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from voicetodo.kit.clock import Clock
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.host import Step
from voicetodo.kit.jobs import Jobs, RunningJob
from voicetodo.modules.todo.service.background import ImportJob, ReadImport, RunImport, UndoImport, is_given_up
from voicetodo.modules.todo.service.bringing import Bringing
from voicetodo.modules.todo.service.ending_lists import EndingLists, SendListsEnd

_TRIES: Final = 3
#: With its pauses about three hours.
_LETTER_TRIES: Final = 22
IMPORTS_KEPT_FOR: Final = timedelta(days=30)
#: Longer than any job takes.
_LONG: Final = timedelta(hours=1)


def declare(jobs: Jobs, bringing: Bringing) -> None:
    """This process reads, runs and undoes imports."""

    async def read(_job: RunningJob, wanted: ImportJob) -> None:
        await bringing.read(wanted.user_id, wanted.import_id)

    async def run(job: RunningJob, wanted: ImportJob) -> None:
        await bringing.run(wanted.user_id, wanted.import_id, job)

    async def undo(_job: RunningJob, wanted: ImportJob) -> None:
        await bringing.undo(wanted.user_id, wanted.import_id)

    for kind, handler in ((ReadImport, read), (RunImport, run), (UndoImport, undo)):
        jobs.declare(kind, _or_give_up(handler, bringing), tries=_TRIES)


def declare_letters(jobs: Jobs, ending: EndingLists) -> None:
    """This process sends letters to members of lists that end."""

    async def send(_job: RunningJob, wanted: SendListsEnd) -> None:
        await ending.send(wanted)

    jobs.declare(SendListsEnd, send, tries=_LETTER_TRIES, pause_seconds=5.0)


def sweep_imports(bringing: Bringing, jobs: Jobs, clock: Clock) -> Step:
    """Tell of those that will never be done, and forget those that nobody touched for a month."""

    async def sweep() -> None:
        for each in await bringing.list_untouched(clock.now() - _LONG):
            if is_given_up(await jobs.find(each.job_id)):
                await bringing.give_up(each.user_id, each.import_id)
        await bringing.sweep(clock.now() - IMPORTS_KEPT_FOR)

    return sweep


def _or_give_up(
    handler: Callable[[RunningJob, ImportJob], Awaitable[None]], bringing: Bringing
) -> Callable[[RunningJob, ImportJob], Awaitable[None]]:
    """After the last try somebody must be told that it will never be done."""

    async def tried(job: RunningJob, wanted: ImportJob) -> None:
        try:
            await handler(job, wanted)
        except Unavailable:
            raise
        except Exception:
            if job.is_last_try:
                await bringing.give_up(wanted.user_id, wanted.import_id)
            raise

    return tried
