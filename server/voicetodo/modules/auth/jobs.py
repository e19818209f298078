"""What this module does in the background: what takes long, and letters, so that the time of an answer tells nothing of

them.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from voicetodo.kit.errors import Unavailable
from voicetodo.kit.jobs import Jobs, RunningJob
from voicetodo.modules.auth.service.building_data_exports import BuildingDataExports, SendDataExport
from voicetodo.modules.auth.service.changing_emails import SendEmailChange, SendEmailUndo
from voicetodo.modules.auth.service.data_exports import BuildDataExport
from voicetodo.modules.auth.service.deleting import SendDeletion
from voicetodo.modules.auth.service.post import Post
from voicetodo.modules.auth.service.registering import SendRegistration
from voicetodo.modules.auth.service.resetting_passwords import SendReset
from voicetodo.modules.auth.service.security_events import SendNotice

#: With its pauses about three hours, after which nobody waits for a letter any more.
_TRIES: Final = 22
_PAUSE_SECONDS: Final = 5.0
_BUILD_TRIES: Final = 3


def declare(jobs: Jobs, post: Post) -> None:
    """This process sends the letters of accounts."""
    sends = (
        (SendNotice, post.send_notice),
        (SendReset, post.send_reset),
        (SendRegistration, post.send_registration),
        (SendEmailChange, post.send_email_change),
        (SendEmailUndo, post.send_email_undo),
        (SendDeletion, post.send_deletion),
        (SendDataExport, post.send_data_export),
    )
    for kind, send in sends:
        jobs.declare(kind, _doing(send), tries=_TRIES, pause_seconds=_PAUSE_SECONDS)


def declare_builds(jobs: Jobs, building: BuildingDataExports) -> None:
    """This process writes the files with everything that is known of somebody."""

    async def build(job: RunningJob, wanted: BuildDataExport) -> None:
        try:
            await building.build(wanted)
        except Unavailable:
            raise
        except Exception:
            if job.is_last_try:
                await building.give_up(wanted)
            raise

    jobs.declare(BuildDataExport, build, tries=_BUILD_TRIES)


def _doing(send: Callable[[Any], Awaitable[None]]) -> Callable[[RunningJob, Any], Awaitable[None]]:
    async def do(_job: RunningJob, wanted: Any) -> None:
        await send(wanted)

    return do
