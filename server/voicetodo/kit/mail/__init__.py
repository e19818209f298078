"""Letters to people: by an SMTP server, or into a folder where whoever runs the installation reads them."""

from voicetodo.kit.mail.folder import KEPT_FOR, FolderMailer
from voicetodo.kit.mail.mailer import Mail, Mailer, MailNotSent, MailRefused
from voicetodo.kit.mail.opening import MailSettings, open_mailer
from voicetodo.kit.mail.smtp import SmtpMailer

__all__ = [
    "KEPT_FOR",
    "FolderMailer",
    "Mail",
    "MailNotSent",
    "MailRefused",
    "MailSettings",
    "Mailer",
    "SmtpMailer",
    "open_mailer",
]
