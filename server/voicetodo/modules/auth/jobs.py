"""What this module does in the background: letters, so that the time of an answer tells nothing of them."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from voicetodo.kit.jobs import Jobs, RunningJob
from voicetodo.modules.auth.service.changing_emails import SendEmailChange, SendEmailUndo
from voicetodo.modules.auth.service.post import Post
from voicetodo.modules.auth.service.registering import SendRegistration
from voicetodo.modules.auth.service.resetting_passwords import SendReset
from voicetodo.modules.auth.service.security_events import SendNotice

#: With its pauses about three hours, after which nobody waits for a letter any more.
_TRIES: Final = 22
_PAUSE_SECONDS: Final = 5.0


def declare(jobs: Jobs, post: Post) -> None:
    """This process sends the letters of accounts."""
    sends = (
        (SendNotice, post.send_notice),
        (SendReset, post.send_reset),
        (SendRegistration, post.send_registration),
        (SendEmailChange, post.send_email_change),
        (SendEmailUndo, post.send_email_undo),
    )
    for kind, send in sends:
        jobs.declare(kind, _doing(send), tries=_TRIES, pause_seconds=_PAUSE_SECONDS)


def _doing(send: Callable[[Any], Awaitable[None]]) -> Callable[[RunningJob, Any], Awaitable[None]]:
    async def do(_job: RunningJob, wanted: Any) -> None:
        await send(wanted)

    return do
