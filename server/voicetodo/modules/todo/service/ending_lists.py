"""Letters to members of lists that are going to end with their owner's account, so that they can keep what they need.

They name nobody and no list, as letters may be kept where nobody can erase them: they link to the lists.
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

import msgspec

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Transaction
from voicetodo.kit.errors import NotFound
from voicetodo.kit.jobs import defer
from voicetodo.kit.mail import Mail, Mailer, MailRefused
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.auth.api import AuthApi, User
from voicetodo.modules.todo.store import erasing

log = logger("todo")


class SendListsEnd(msgspec.Struct, frozen=True):
    """To a member: these lists end then; or, without a day, they do not end after all."""

    name: ClassVar[str] = "todo.send_lists_end"
    member_id: UUID
    category_ids: tuple[UUID, ...]
    due_at: datetime | None
    #: Of the fact that is told of: sent twice, a letter is known for the same.
    event_id: UUID


async def defer_letters(tx: Transaction, owner_id: UUID, *, due_at: datetime | None, event_id: UUID) -> None:
    """One to each member, whatever number of lists it is."""
    seen: dict[UUID, list[UUID]] = {}
    for category_id, member_ids in (await erasing.list_lent(tx, owner_id)).items():
        for member_id in member_ids:
            seen.setdefault(member_id, []).append(category_id)
    for member_id, category_ids in sorted(seen.items()):
        await defer(tx, SendListsEnd(member_id, tuple(category_ids), due_at, event_id))


class EndingLists:
    """`address` is where people reach us."""

    def __init__(self, *, clock: Clock, users: AuthApi, mailer: Mailer, address: str) -> None:
        self._clock = clock
        self._users = users
        self._mailer = mailer
        self._address = address

    async def send(self, job: SendListsEnd) -> None:
        """Nothing, where the member is gone as well. Raises MailNotSent."""
        try:
            user = await self._users.get_user(user_id=job.member_id)
        except NotFound:
            return
        subject, text = self._words(job, user)
        letter_id = uuid5(job.event_id, str(job.member_id))
        try:
            await self._mailer.send(Mail(letter_id, user.email, subject, text, self._clock.now()))
        except MailRefused as error:
            log.warning("mail_refused", letter_id=str(letter_id), reason=str(error))

    def _words(self, job: SendListsEnd, user: User) -> tuple[str, str]:
        links = "\n".join(f"{self._address}/lists/{category_id}" for category_id in job.category_ids)
        if job.due_at is None:
            return "Shared lists stay", _joined(
                "We wrote that lists which are shared with you would end. They stay after all:", links
            )
        there = job.due_at.astimezone(ZoneInfo(user.timezone))
        return "Shared lists are going to end", _joined(
            "The account that these lists belong to is going to be deleted, and they end with it:",
            links,
            f"This happens on {there.day} {there:%B %Y, %H:%M} ({user.timezone}), or soon after. Until then you can use"
            " them as before. What you need longer, move to a list of your own, or save as a file.",
        )


def _joined(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n\n-- \nVoice Todo\n"
