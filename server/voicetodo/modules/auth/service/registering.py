"""Making accounts: one's own, at once or once one's address is proven; or somebody else's."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar, Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Actor, audit, current_actor
from voicetodo.kit.bus import announce
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.kit.ids import new_id
from voicetodo.kit.jobs import defer
from voicetodo.modules.auth.api import AddedUser, User, email_key
from voicetodo.modules.auth.errors import (
    InvalidCredentials,
    LinkRefused,
    RegistrationClosed,
    RegistrationRefused,
    UserNotFound,
)
from voicetodo.modules.auth.events import UserRegistered
from voicetodo.modules.auth.model.accounts import Registration, check_addition, check_registration
from voicetodo.modules.auth.service.breached_passwords import refuse_breached
from voicetodo.modules.auth.service.consents import Consents
from voicetodo.modules.auth.service.devices import DeviceTokens
from voicetodo.modules.auth.service.grants import Grant, Grants
from voicetodo.modules.auth.service.links import LinkTokens
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.sessions import Begun, Origin, Sessions
from voicetodo.modules.auth.service.throttling import Throttling
from voicetodo.modules.auth.store import registrations, users
from voicetodo.modules.auth.store.registrations import PendingRegistration

GOOD_FOR: Final = timedelta(days=1)


class SendRegistration(msgspec.Struct, frozen=True):
    """A letter to whoever signed up; or, where somebody has the address already, to them."""

    name: ClassVar[str] = "auth.send_registration"
    registration_id: UUID


class Registering:
    """With `is_proof_needed`, neither an answer nor its time tells a stranger whether an address has an account."""

    def __init__(
        self,
        *,
        db: Database,
        clock: Clock,
        passwords: Passwords,
        checks: PasswordChecks,
        sessions: Sessions,
        grants: Grants,
        devices: DeviceTokens,
        throttling: Throttling,
        links: LinkTokens,
        consents: Consents,
        is_proof_needed: bool,
        is_first_user_admin: bool,
        may_register: Callable[[], bool],
    ) -> None:
        self._db = db
        self._clock = clock
        self._passwords = passwords
        self._checks = checks
        self._sessions = sessions
        self._grants = grants
        self._devices = devices
        self._throttling = throttling
        self._links = links
        self._consents = consents
        self._is_proof_needed = is_proof_needed
        self._is_first_user_admin = is_first_user_admin
        self._may_register = may_register

    async def register(
        self, *, user_id: UUID, email: str, password: str, name: str, timezone: str, origin: Origin
    ) -> Grant | None:
        """Make an account and sign in; None where the address is to be proven first, by a link in a letter.

        Repeated with the same `user_id` and password, signs in to the one made before. Raises Invalid for fields that
        will not do, RegistrationClosed, SignInBusy, LettersDelayed, RegistrationRefused for an address that is taken.
        """
        self._check_open()
        wish = check_registration(
            email=email, password=password, name=name, timezone=timezone, language=origin.language
        )
        refuse_breached(wish.password)
        self._passwords.refuse_crowd()
        if self._is_proof_needed:
            await self._throttling.admit_letter(origin.address)
        password_hash = await self._passwords.hash(wish.password, is_known=False)
        if self._is_proof_needed:
            await self._write_letter(user_id, wish, password_hash)
            return None
        async with self._db.transaction() as tx:
            user = await self._add_own(tx, user_id, wish, password_hash) or await users.find_user(tx, user_id)
            begun = await self._sessions.begin(tx, user, origin) if user else None
        if begun is None:
            await self._throttling.admit_letter(origin.address)
            await self._write_letter(user_id, wish, password_hash)
            raise RegistrationRefused
        return await self._granted(begun)

    async def is_good(self, token: str) -> bool:
        """Whether an account could be made by this link now. Nothing is used up."""
        return await self._find(token) is not None

    async def confirm(self, token: str, *, password: str, origin: Origin) -> Grant:
        """Make the account and sign in.

        The password is asked for once more: otherwise somebody could sign up with another's address and their own
        password, and wait until the other opens the link. Raises LinkRefused, InvalidCredentials, SignInDelayed,
        RegistrationClosed.
        """
        self._check_open()
        pending = await self._find(token)
        if pending is None:
            raise LinkRefused
        is_right = await self._checks.is_right(
            password,
            stored=pending.password_hash,
            account=pending.email_key,
            address=origin.address,
            device_id=None,
        )
        if not is_right:
            async with self._db.transaction() as tx:
                await audit(tx, "auth.registered", on=("user", None), result="refused")
            raise InvalidCredentials("This is not the password that was chosen for this account.")
        wish = _wish_of(pending)
        async with self._db.transaction() as tx:
            is_ours = await registrations.use(tx, pending)
            user = await self._add_own(tx, pending.id, wish, pending.password_hash, is_proven=True) if is_ours else None
            if user is None:
                raise LinkRefused
            begun = await self._sessions.begin(tx, user, origin)
        return await self._granted(begun)

    async def add(
        self,
        *,
        email: str,
        name: str,
        timezone: str,
        password: str | None,
        password_hash: str | None,
        language: str | None = None,
    ) -> AddedUser:
        """Make an account for somebody else; an address that has one keeps it. Raises Invalid."""
        checked = check_addition(
            email=email, name=name, timezone=timezone, password=password, password_hash=password_hash
        )
        if password_hash is None:
            refuse_breached(checked.password)
        async with self._db.connection() as connection:
            found = await users.find_by_email(connection, checked.email)
        if found is not None:
            return AddedUser(found.id, is_new=False)
        stored = password_hash or await self._passwords.hash(checked.password)
        async with self._db.transaction() as tx:
            user = await users.add_user(
                tx, new_id(), checked, password_hash=stored, roles=["user"], at=self._clock.now()
            )
            if user is not None:
                await users.keep_language(tx, user.id, language)
                registered = UserRegistered(
                    user_id=user.id, full_name=user.name, timezone=user.timezone, language=language
                )
                await announce(tx, registered)
                await audit(tx, "auth.user_added", on=("user", user.id))
                return AddedUser(user.id, is_new=True)
        async with self._db.connection() as connection:
            found = await users.find_by_email(connection, checked.email)
        if found is None:
            raise RegistrationRefused
        return AddedUser(found.id, is_new=False)

    async def add_proven(self, tx: Transaction, wish: Registration) -> User | None:
        """An account of one's own without a password, whose address somebody else has proven; None where it has one.

        Raises RegistrationClosed.
        """
        self._check_open()
        return await self._add_own(tx, new_id(), wish, self._passwords.nobodys, is_proven=True)

    async def accept(self, email: str) -> User:
        """Take the address for proven, for whoever runs the installation: of an account, or of one that waited for it.

        Raises UserNotFound.
        """
        async with self._db.transaction() as tx:
            user = await users.find_by_email(tx, email)
            if user is None:
                pending = await registrations.find_newest(tx, email_key(email), at=self._clock.now())
                if pending is None:
                    raise UserNotFound
                await registrations.use(tx, pending)
                wish = _wish_of(pending)
                user = await self._add_own(tx, pending.id, wish, pending.password_hash)
            if user is None:
                raise RegistrationRefused
            await users.verify_email(tx, user.id, at=self._clock.now())
            await audit(tx, "auth.email_verified", on=("user", user.id), by=Actor())
            return user

    async def forget_old(self) -> None:
        """Housekeeping."""
        async with self._db.transaction() as tx:
            await registrations.forget(tx, expired_before=self._clock.now())

    def _check_open(self) -> None:
        if not self._may_register():
            raise RegistrationClosed

    async def _add_own(
        self, tx: Transaction, user_id: UUID, wish: Registration, password_hash: str, *, is_proven: bool = False
    ) -> User | None:
        """None where there is one with this address, or this id."""
        now = self._clock.now()
        is_admin = self._is_first_user_admin and await users.is_first_user(tx)
        roles = ["user", "admin"] if is_admin else ["user"]
        user = await users.add_user(
            tx,
            user_id,
            wish,
            password_hash=password_hash,
            roles=roles,
            at=now,
            verified_at=now if is_proven else None,
        )
        if user is not None:
            await self._consents.begin(tx, user.id)
            registered = UserRegistered(
                user_id=user.id, full_name=user.name, timezone=user.timezone, language=wish.language
            )
            await announce(tx, registered)
            await audit(tx, "auth.registered", on=("user", user.id), by=current_actor(user_id=user.id))
        return user

    async def _write_letter(self, registration_id: UUID, wish: Registration, password_hash: str) -> None:
        now = self._clock.now()
        pending = PendingRegistration(
            id=registration_id,
            email=wish.email,
            email_key=email_key(wish.email),
            name=wish.name,
            timezone=wish.timezone,
            password_hash=password_hash,
            created_at=now,
            expires_at=now + GOOD_FOR,
            language=wish.language,
        )
        async with self._db.transaction() as tx:
            await registrations.add(tx, pending)
            await defer(tx, SendRegistration(pending.id))

    async def _find(self, token: str) -> PendingRegistration | None:
        registration_id = self._links.find("registration", token)
        if registration_id is None:
            return None
        async with self._db.connection() as connection:
            return await registrations.find(connection, registration_id, at=self._clock.now())

    async def _granted(self, begun: Begun) -> Grant:
        token = self._devices.write(begun.user.id, at=self._clock.now(), known=None)
        return await self._grants.issue(begun, device_token=token)


def _wish_of(pending: PendingRegistration) -> Registration:
    """Without the password, of which only the hash was kept."""
    return Registration(
        email=pending.email, password="", name=pending.name, timezone=pending.timezone, language=pending.language
    )
