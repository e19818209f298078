"""A letter to whoever looks after the installation, to see whether letters go out."""

from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.audit.audited import Result
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.mail import Mail, Mailer, MailNotSent, MailRefused
from voicetodo.modules.admin.errors import LetterNotSent, LettersGoNowhere
from voicetodo.modules.auth.api import AuthApi

_ENGLISH: Final = (
    "A test letter from Voice Todo",
    """\
Letters of your Voice Todo at {address} go out: this is one of them.

You asked for it as somebody who looks after that installation. There is nothing to do.
""",
)
_GERMAN: Final = (
    "Ein Testbrief von Voice Todo",
    """\
Briefe deines Voice Todo unter {address} gehen hinaus: Das ist einer davon.

Du hast ihn verlangt, weil du diese Installation betreust. Es ist nichts zu tun.
""",
)
_LANGUAGES: Final[dict[str | None, tuple[str, str]]] = {"en": _ENGLISH, "de": _GERMAN}


class SentLetter(msgspec.Struct, frozen=True):
    """`to` is your own address. The mail server has taken the letter; whether it arrives, only the mailbox can tell."""

    to: str


class Letters:
    """None goes to anybody but whoever asks."""

    def __init__(self, *, db: Database, clock: Clock, auth: AuthApi, mailer: Mailer, address: str) -> None:
        self._db = db
        self._clock = clock
        self._auth = auth
        self._mailer = mailer
        self._address = address

    async def send_test(self, user_id: UUID, *, language: str | None, by: Actor) -> SentLetter:
        """Now, not in the background. In English where the language is not spoken.

        Raises LettersGoNowhere, LetterNotSent.
        """
        if not self._mailer.reaches_people:
            raise LettersGoNowhere
        account = await self._auth.get_account(user_id=user_id)
        subject, words = _LANGUAGES.get(language, _ENGLISH)
        text = words.format(address=self._address)
        letter = Mail(id=new_id(), to=account.email, subject=subject, text=text, at=self._clock.now())
        try:
            await self._mailer.send(letter)
        except (MailNotSent, MailRefused) as error:
            await self._tell(by, "refused")
            raise LetterNotSent(str(error)) from error
        await self._tell(by, "done")
        return SentLetter(account.email)

    async def _tell(self, by: Actor, result: Result) -> None:
        async with self._db.transaction() as tx:
            await audit(tx, "admin.test_letter_sent", on=("installation", None), result=result, by=by)
