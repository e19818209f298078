"""`voicetodo jobs` and `voicetodo dead-letters`: background work, on the machine of the database."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import typer

from voicetodo.main.cli.terminal import console

jobs = typer.Typer(help="Background jobs: see how they went, run them again, stop them.", no_args_is_help=True)
dead_letters = typer.Typer(
    help="Events that a module could not hear: see them, bring them again, discard them.", no_args_is_help=True
)

Module = Annotated[str | None, typer.Option("--module", help="Of this module only.")]
Limit = Annotated[int, typer.Option(min=1, max=1000, help="How many at most, the latest first.")]
OfModule = Annotated[str, typer.Argument(help="The module that could not hear it.")]


class State(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


def register(app: typer.Typer) -> None:
    app.add_typer(jobs, name="jobs")
    app.add_typer(dead_letters, name="dead-letters")


@jobs.command("list")
def list_jobs(
    state: Annotated[State | None, typer.Option(help="How they stand.")] = None,
    module: Module = None,
    limit: Limit = 50,
) -> None:
    """The latest first: id, state, tries, kind, when it was asked for."""
    from voicetodo.main.cli import background_work as work  # noqa: PLC0415 - the other commands start without the server

    _show(work.list_jobs(None if state is None else state.value, module, limit), "No jobs.")


@jobs.command("retry")
def retry_job(job_id: Annotated[int, typer.Argument(min=1)]) -> None:
    """Run one once more that failed."""
    from voicetodo.main.cli import background_work as work  # noqa: PLC0415 - as above

    _show([work.retry_job(job_id)], "")


@jobs.command("cancel")
def cancel_job(job_id: Annotated[int, typer.Argument(min=1)]) -> None:
    """Never run it; where it runs, stop it."""
    from voicetodo.main.cli import background_work as work  # noqa: PLC0415 - as above

    _show([work.cancel_job(job_id)], "")


@dead_letters.command("list")
def list_dead_letters(module: Module = None, limit: Limit = 50) -> None:
    """Those that were given up last first: module, id, kind, tries, error, when."""
    from voicetodo.main.cli import background_work as work  # noqa: PLC0415 - as above

    _show(work.list_dead_letters(module, limit), "No dead letters.")


@dead_letters.command("retry")
def retry_dead_letter(module: OfModule, event_id: UUID) -> None:
    """Bring it to the module again."""
    from voicetodo.main.cli import background_work as work  # noqa: PLC0415 - as above

    work.retry_dead_letter(module, event_id)
    console.print("On its way again.")


@dead_letters.command("discard")
def discard_dead_letter(module: OfModule, event_id: UUID) -> None:
    """The module never hears of it."""
    from voicetodo.main.cli import background_work as work  # noqa: PLC0415 - as above

    work.discard_dead_letter(module, event_id)
    console.print("Discarded.")


def _show(lines: list[str], nothing: str) -> None:
    for line in lines or [nothing]:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
