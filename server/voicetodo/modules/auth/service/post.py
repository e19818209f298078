"""Writes the letters that were asked for, and hands them over."""

from uuid import UUID

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.mail import Mail, Mailer, MailRefused
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.auth.service import letters
from voicetodo.modules.auth.service.letters import Letter
from voicetodo.modules.auth.service.links import LinkTokens
from voicetodo.modules.auth.service.resetting_passwords import GOOD_FOR, SendReset
from voicetodo.modules.auth.service.security_events import SendNotice
from voicetodo.modules.auth.service.throttling import LETTERS_TO_ONE, LETTERS_TO_ONE_WITHIN
from voicetodo.modules.auth.store import password_resets, security_events, users

log = logger("auth")


class Post:
    """What a letter says follows from what is so when it is written: an account may have gone meanwhile.

    Each verb raises MailNotSent where it is worth being done again.
    """

    def __init__(self, *, db: Database, clock: Clock, mailer: Mailer, links: LinkTokens, address: str) -> None:
        """`address` is where people reach us."""
        self._db = db
        self._clock = clock
        self._mailer = mailer
        self._links = links
        self._address = address

    async def send_notice(self, job: SendNotice) -> None:
        async with self._db.connection() as connection:
            found = await security_events.find(connection, job.event_id)
            user = await users.find_user(connection, found[0]) if found else None
        if found is not None and user is not None:
            await self._send(job.event_id, user.email, letters.notice(found[1], user, address=self._address))

    async def send_reset(self, job: SendReset) -> None:
        """Nothing, where nobody has that address; and no more than LETTERS_TO_ONE to one mailbox."""
        now = self._clock.now()
        async with self._db.transaction() as tx:
            reset = await password_resets.find(tx, job.reset_id)
            user = await users.find_by_email(tx, reset.email_key) if reset else None
            if reset is None or user is None:
                return
            expires_at = reset.expires_at or now + GOOD_FOR
            since = reset.created_at - LETTERS_TO_ONE_WITHIN
            if await password_resets.count_others(tx, reset.id, user_id=user.id, since=since) >= LETTERS_TO_ONE:
                return
            await password_resets.begin(tx, reset.id, user_id=user.id, expires_at=expires_at)
        if now < expires_at:
            link = self._link("password-reset", self._links.write("password_reset", reset.id))
            await self._send(
                reset.id, user.email, letters.reset(user, link=link, at=reset.created_at, until=expires_at)
            )

    def _link(self, page: str, token: str) -> str:
        return f"{self._address}/confirm/{page}?token={token}"

    async def _send(self, letter_id: UUID, to: str, letter: Letter) -> None:
        mail = Mail(id=letter_id, to=to, subject=letter.subject, text=letter.text, at=self._clock.now())
        try:
            await self._mailer.send(mail)
        except MailRefused as error:
            log.warning("mail_refused", letter_id=str(letter_id), reason=str(error))
