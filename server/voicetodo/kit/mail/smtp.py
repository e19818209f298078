"""Letters by an SMTP server (RFC 5321), encrypted on the way there."""

from collections.abc import Collection
from datetime import datetime
from typing import Final, Literal

import msgspec

from voicetodo.kit.mail.mailer import Mail, MailNotSent, MailRefused, written

#: `tls` from the first byte (RFC 8314), `starttls` or nothing, or `plain`, encrypted where the server offers it.
Security = Literal["tls", "starttls", "plain"]

_TIMEOUT_SECONDS: Final = 20.0


class SmtpServer(msgspec.Struct, frozen=True):
    """Where letters are handed in."""

    host: str
    port: int
    security: Security
    username: str | None = None
    password: str | None = None


class SmtpMailer:
    """One connection for each letter: they are few."""

    reaches_people = True

    def __init__(self, server: SmtpServer, *, sender: str) -> None:
        self._server = server
        self._sender = sender

    async def send(self, mail: Mail) -> None:
        import aiosmtplib  # noqa: PLC0415 - a process that sends no letters does without

        message = written(mail, sender=self._sender)
        try:
            await aiosmtplib.send(
                message,
                sender=self._sender,
                recipients=[mail.to],
                hostname=self._server.host,
                port=self._server.port,
                username=self._server.username,
                password=self._server.password,
                use_tls=self._server.security == "tls",
                start_tls={"tls": False, "starttls": True, "plain": None}[self._server.security],
                local_hostname=self._sender.rpartition("@")[2],
                timeout=_TIMEOUT_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            if any(500 <= each.code < 600 for each in error.recipients):
                raise MailRefused("The mail server takes no letters for this address.") from error
            raise MailNotSent("The mail server takes no letters for this address just now.") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            from voicetodo.kit.mail.refusals import sentence_of  # noqa: PLC0415 - as above

            raise MailNotSent(sentence_of(error, host=self._server.host, port=self._server.port)) from error

    async def forget_old(self, *, before: datetime) -> None:
        """Nothing is kept here."""

    async def forget_to(self, addresses: Collection[str]) -> None:
        """Nothing is kept here."""
