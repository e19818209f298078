"""How letters leave, as the operator says."""

import ipaddress
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from voicetodo.kit.mail.folder import FolderMailer
from voicetodo.kit.mail.mailer import Mailer
from voicetodo.kit.mail.smtp import Security, SmtpMailer, SmtpServer
from voicetodo.kit.settings import SettingsError

#: What an address may begin with: how it is encrypted, and the usual port (RFC 8314).
_SCHEMES: Final[dict[str, tuple[Security, int]]] = {
    "smtps": ("tls", 465),
    "smtp+starttls": ("starttls", 587),
    "smtp": ("plain", 25),
}


class MailSettings(msgspec.Struct, frozen=True):
    """Without an address, letters go to the folder `mail` beside the other data."""

    data_dir: Path = Path("data")
    #: `smtps://name:password@host`, `smtp+starttls://…`, or `smtp://host` without encryption.
    mail_url: str | None = None
    #: Whom letters are from; needed with `mail_url`.
    mail_from: str | None = None


def open_mailer(settings: MailSettings) -> Mailer:
    """Nothing is asked yet. Raises SettingsError."""
    if settings.mail_url is None:
        return FolderMailer(settings.data_dir / "mail")
    if settings.mail_from is None or "@" not in settings.mail_from:
        raise SettingsError(
            "Beside VOICETODO_MAIL_URL, VOICETODO_MAIL_FROM must be the address that letters come from."
        )
    return SmtpMailer(_server(settings.mail_url), sender=settings.mail_from)


def _server(url: str) -> SmtpServer:
    # The address holds a password, so that no sentence may repeat it.
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if parts.scheme not in _SCHEMES or not host or parts.path not in {"", "/"}:
        raise SettingsError(
            "VOICETODO_MAIL_URL must read like smtps://name:password@host:465 or smtp+starttls://…:587."
        )
    security, usual_port = _SCHEMES[parts.scheme]
    if security == "plain" and parts.password is not None and not _is_here(host):
        raise SettingsError("VOICETODO_MAIL_URL would send a password unencrypted; use smtps:// or smtp+starttls://.")
    return SmtpServer(
        host=host,
        port=port or usual_port,
        security=security,
        username=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
    )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
