"""Letters as files, for an installation without a mail server: whoever runs it reads them there."""

import asyncio
import os
from pathlib import Path

from voicetodo.kit.mail.mailer import Mail, written
from voicetodo.kit.telemetry.logs import logger

_SENDER = "voicetodo@localhost"

log = logger("mail")


class FolderMailer:
    """One `.eml` for each letter, readable by its owner only. The log says that one waits, and not a word of it."""

    reaches_people = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def send(self, mail: Mail) -> None:
        content = written(mail, sender=_SENDER).as_bytes()
        path = self.folder / f"{mail.at:%Y%m%dT%H%M%SZ}-{mail.id}.eml"
        await asyncio.to_thread(_write, path, content)
        log.info("mail_waits", file=str(path))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
