"""Writes the letters that were asked for, and hands them over."""

from uuid import UUID

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.mail import Mail, Mailer, MailRefused
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.auth.service.letters import Letter, notice
from voicetodo.modules.auth.service.security_events import SendNotice
from voicetodo.modules.auth.store import security_events, users

log = logger("auth")


class Post:
    """What a letter says follows from what is so when it is written: an account may have gone meanwhile.

    Each verb raises MailNotSent where it is worth being done again.
    """

    def __init__(self, *, db: Database, clock: Clock, mailer: Mailer, address: str) -> None:
        """`address` is where people reach us."""
        self._db = db
        self._clock = clock
        self._mailer = mailer
        self._address = address

    async def send_notice(self, job: SendNotice) -> None:
        async with self._db.connection() as connection:
            found = await security_events.find(connection, job.event_id)
            user = await users.find_user(connection, found[0]) if found else None
        if found is not None and user is not None:
            await self._send(job.event_id, user.email, notice(found[1], user, address=self._address))

    async def _send(self, letter_id: UUID, to: str, letter: Letter) -> None:
        mail = Mail(id=letter_id, to=to, subject=letter.subject, text=letter.text, at=self._clock.now())
        try:
            await self._mailer.send(mail)
        except MailRefused as error:
            log.warning("mail_refused", letter_id=str(letter_id), reason=str(error))
