"""Setting a password anew that nobody knows any more: by a link from a letter, or by whoever runs the installation."""

from datetime import timedelta
from typing import ClassVar, Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Actor, audit, current_actor
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import defer
from voicetodo.modules.auth.api import User, email_key
from voicetodo.modules.auth.errors import LinkRefused, UserNotFound
from voicetodo.modules.auth.model.accounts import clean_email
from voicetodo.modules.auth.service.links import LinkTokens
from voicetodo.modules.auth.service.new_passwords import NewPasswords
from voicetodo.modules.auth.service.throttling import Throttling
from voicetodo.modules.auth.store import password_resets, users
from voicetodo.modules.auth.store.password_resets import PasswordReset

GOOD_FOR: Final = timedelta(minutes=30)
RESETS_KEPT_FOR: Final = timedelta(days=1)


class SendReset(msgspec.Struct, frozen=True):
    """A letter with a link, where anybody has the address that was typed."""

    name: ClassVar[str] = "auth.send_reset"
    reset_id: UUID


class ResettingPasswords:
    """A link works once, for GOOD_FOR. Nothing tells a stranger whether an address has an account."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        new_passwords: NewPasswords,
        throttling: Throttling,
        links: LinkTokens,
    ) -> None:
        self._db = db
        self._clock = clock
        self._new_passwords = new_passwords
        self._throttling = throttling
        self._links = links

    async def ask_for_reset(self, email: str, *, address: str) -> None:
        """Whoever has this address gets a letter; the same happens here whether anybody does. Raises Invalid."""
        try:
            wanted = clean_email(email)
        except ValueError as error:
            raise Invalid(errors=[FieldError.of("email", error)]) from error
        await self._throttling.admit_letter(address)
        async with self._db.transaction() as tx:
            await self.offer(tx, wanted)

    async def offer(self, tx: Transaction, email: str) -> None:
        """A letter to whoever has this address, if `tx` commits."""
        reset = PasswordReset(id=new_id(), email_key=email_key(email), created_at=self._clock.now())
        await password_resets.add(tx, reset)
        await defer(tx, SendReset(reset.id))

    async def is_good(self, token: str) -> bool:
        """Whether a password could be set with this link now. Nothing is used up."""
        return await self._find_reset(token) is not None

    async def reset(self, token: str, *, new: str, ends_other_access: bool = False) -> None:
        """Nobody is signed in afterwards. A password that will not do leaves the link good.

        Raises LinkRefused, Invalid.
        """
        reset = await self._find_reset(token)
        if reset is None or reset.user_id is None:
            raise LinkRefused
        user = (await self._credentials(reset.user_id)).user
        password_hash = await self._new_passwords.checked_hash(new, user, field="password")
        async with self._db.transaction() as tx:
            user_id = await password_resets.use(tx, reset.id, at=self._clock.now())
            if user_id is None:
                raise LinkRefused
            ended = await self._new_passwords.set(
                tx,
                user_id,
                password_hash,
                "password_reset",
                by=current_actor(user_id=user_id),
                ends_other_access=ends_other_access,
            )
        await self._new_passwords.tell(user_id, ended)

    async def set_for(self, email: str, *, new: str) -> User:
        """For whoever runs the installation. Raises UserNotFound, Invalid."""
        user = await self._user_at(email)
        password_hash = await self._new_passwords.checked_hash(new, user, field="password")
        async with self._db.transaction() as tx:
            ended = await self._new_passwords.set(tx, user.id, password_hash, "password_reset", by=Actor())
        await self._new_passwords.tell(user.id, ended)
        return user

    async def link_for(self, email: str) -> str:
        """The token of a link to set a password by, to be handed over by whoever runs the installation.

        Raises UserNotFound.
        """
        user, now = await self._user_at(email), self._clock.now()
        reset = PasswordReset(
            id=new_id(),
            email_key=email_key(user.email),
            created_at=now,
            user_id=user.id,
            expires_at=now + GOOD_FOR,
        )
        async with self._db.transaction() as tx:
            await password_resets.add(tx, reset)
            await audit(tx, "auth.reset_link_made", on=("user", user.id), by=Actor())
        return self._links.write("password_reset", reset.id)

    async def forget_old(self) -> None:
        """Housekeeping."""
        async with self._db.transaction() as tx:
            await password_resets.forget(tx, before=self._clock.now() - RESETS_KEPT_FOR)

    async def _find_reset(self, token: str) -> PasswordReset | None:
        """One whose link is still good."""
        reset_id = self._links.find("password_reset", token)
        if reset_id is None:
            return None
        async with self._db.connection() as connection:
            reset = await password_resets.find(connection, reset_id)
        if reset is None or reset.used_at is not None or reset.expires_at is None:
            return None
        return reset if self._clock.now() < reset.expires_at else None

    async def _credentials(self, user_id: UUID) -> users.Credentials:
        async with self._db.connection() as connection:
            found = await users.find_credentials_of(connection, user_id)
        if found is None:
            raise UserNotFound
        return found

    async def _user_at(self, email: str) -> User:
        async with self._db.connection() as connection:
            user = await users.find_by_email(connection, email)
        if user is None:
            raise UserNotFound
        return user
