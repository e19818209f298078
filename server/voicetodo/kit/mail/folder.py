"""Letters as files, for an installation without a mail server: whoever runs it reads them there."""

import asyncio
import os
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path
from typing import Final

from voicetodo.kit.mail.mailer import Mail, written
from voicetodo.kit.telemetry.logs import logger

_SENDER = "voicetodo@localhost"
#: Letters that nobody read by then say what is long over.
KEPT_FOR: Final = timedelta(days=30)

log = logger("mail")


class FolderMailer:
    """One `.eml` for each letter, readable by its owner only. The log says that one waits, and not a word of it."""

    reaches_people = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def send(self, mail: Mail) -> None:
        content = written(mail, sender=_SENDER).as_bytes()
        path = self.folder / f"{_named(mail.at)}-{mail.id}.eml"
        await asyncio.to_thread(_write, path, content)
        log.info("mail_waits", file=str(path))

    async def forget_old(self, *, before: datetime) -> None:
        await asyncio.to_thread(_remove, self.folder, before)

    async def forget_to(self, addresses: Collection[str]) -> None:
        wanted = frozenset(address.lower() for address in addresses)
        await asyncio.to_thread(_remove_to, self.folder, wanted)


def _remove_to(folder: Path, addresses: frozenset[str]) -> None:
    for letter in folder.glob("*.eml"):
        with suppress(FileNotFoundError), letter.open("rb") as file:
            to = BytesHeaderParser(policy=default).parse(file)["To"]
            if to is not None and any(each.addr_spec.lower() in addresses for each in to.addresses):
                letter.unlink(missing_ok=True)


def _remove(folder: Path, before: datetime) -> None:
    for letter in folder.glob("*.eml"):
        if letter.name < _named(before):
            letter.unlink(missing_ok=True)


def _named(at: datetime) -> str:
    """How names of letters begin: they sort by their moments."""
    return f"{at:%Y%m%dT%H%M%SZ}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    draft.replace(path)
