"""What a letter is, and who takes it."""

from collections.abc import Collection
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from typing import Protocol
from uuid import UUID

import msgspec


class MailNotSent(Exception):
    """The letter could not be handed over just now; later it may."""


class MailRefused(Exception):
    """The letter will never be taken: there is no such mailbox, or it may not be written to."""


class Mail(msgspec.Struct, frozen=True):
    """A letter in plain text to one address. Sent twice under the same `id`, it can be known for the same."""

    id: UUID
    to: str
    subject: str
    text: str
    at: datetime


class Mailer(Protocol):
    """Hands letters over."""

    #: Letters reach the mailbox they are addressed to, so that whoever has read one has that mailbox.
    reaches_people: bool

    async def send(self, mail: Mail) -> None:
        """On return somebody else answers for it. Raises MailNotSent, MailRefused."""
        ...

    async def forget_old(self, *, before: datetime) -> None:
        """Letters from before then that are kept here."""
        ...

    async def forget_to(self, addresses: Collection[str]) -> None:
        """Letters to any of these that are kept here."""
        ...


def written(mail: Mail, *, sender: str) -> EmailMessage:
    """As it travels (RFC 5322). Raises MailRefused for an address that no letter can carry."""
    message = EmailMessage(policy=SMTP if mail.to.isascii() else SMTPUTF8)
    try:
        message["From"] = _address("Voice Todo", sender)
        message["To"] = _address("", mail.to)
        message["Subject"] = mail.subject
    except ValueError as error:
        raise MailRefused("An address or subject cannot be written into a letter.") from error
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: absence notes are not sent back to it
    message.set_content(mail.text)
    return message


def _address(name: str, email: str) -> Address:
    local, _, domain = email.rpartition("@")
    if not local or not domain:
        raise ValueError("no address")
    return Address(name, username=local, domain=domain)
