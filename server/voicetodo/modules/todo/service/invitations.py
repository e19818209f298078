"""Invitations to a category: by address, or by a token that is handed over.

An invitation to an address says nothing of whether there is an account: it is never looked for. Whoever signs in with
that address is offered it.
"""

import re
from datetime import timedelta
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.audit import audit
from voicetodo.kit.errors import FieldError
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import AuthApi, email_key
from voicetodo.modules.todo.api import Category, Origin
from voicetodo.modules.todo.api.people import GivenRole, Invitation
from voicetodo.modules.todo.errors import (
    CategoryNotFound,
    InvitationInvalid,
    InvitationNotFound,
    TooManyInvitations,
    TooManyMembers,
)
from voicetodo.modules.todo.invitation_tokens import is_same, new_token, read_token
from voicetodo.modules.todo.roles import lower, may
from voicetodo.modules.todo.service import access
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.service.sharing import share
from voicetodo.modules.todo.store import decisions, invitations, members
from voicetodo.modules.todo.store.decisions import Decision
from voicetodo.modules.todo.store.invitations import Kept
from voicetodo.modules.todo.store.shares import Access

MAX_MEMBERS: Final = 100
MAX_INVITATIONS_A_DAY: Final = 100
MAX_DAYS: Final = 90
_DAY: Final = timedelta(days=1)
_ADDRESS: Final = re.compile(r"[^\s@\x00-\x1f\x7f\ud800-\udfff]{1,64}@[^\s@\x00-\x1f\x7f\ud800-\udfff]{1,189}")


class Invitations:
    """Every verb is scoped by `user_id`; what is not for them raises InvitationNotFound."""

    def __init__(self, desk: Desk, users: AuthApi) -> None:
        self._desk = desk
        self._users = users

    async def create(
        self,
        user_id: UUID,
        category_id: UUID,
        *,
        role: GivenRole,
        address: str | None,
        is_reusable: bool,
        days: int,
        origin: Origin,
    ) -> Invitation:
        """With its token, which is told this once. The owner's right alone.

        Raises CategoryNotFound, NotAllowed, InvitationInvalid, TooManyInvitations.
        """
        address = None if address is None else _checked(address)
        if address is not None and is_reusable:
            raise _refused("is_reusable", "An invitation to an address is for one person.")
        user = await self._users.get_user(user_id=user_id)

        async def work(ledger: Ledger) -> Invitation:
            category = await CATEGORY.rows.find(ledger.tx, ledger.user_id, category_id)
            if category is None:
                raise CategoryNotFound
            made_since = ledger.now - _DAY
            if await invitations.count_since(ledger.tx, user_id, made_since) >= MAX_INVITATIONS_A_DAY:
                raise TooManyInvitations
            invitation_id = new_id()
            token, digest = new_token(invitation_id)
            made = Invitation(
                id=invitation_id,
                category_id=category_id,
                category_name=category.name,
                role=role,
                address=address,
                is_reusable=is_reusable,
                invited_by=user_id,
                inviter_name=user.name,
                created_at=ledger.now,
                expires_at=ledger.now + days * _DAY,
            )
            await members.keep_name(ledger.tx, user_id, user.name)
            key = None if address is None else email_key(address)
            await invitations.add(ledger.tx, Kept(ledger.user_id, made, key, digest, None))
            await audit(ledger.tx, "todo.invitation_created", on=("invitation", made.id), of=ledger.user_id, role=role)
            return replace(made, token=token)

        return await self._desk.at_category(user_id, category_id, origin, work, needs="owner")

    async def list_of_category(self, user_id: UUID, category_id: UUID) -> list[Invitation]:
        """Those that can still be accepted. Raises CategoryNotFound, NotAllowed."""
        async with self._desk.database.connection() as connection:
            found = await access.to_category(connection, user_id, category_id, needs="owner")
            kept = await invitations.list_of_category(
                connection, found.owner_id, category_id, at=self._desk.clock.now()
            )
        return [each.invitation for each in kept]

    async def revoke(self, user_id: UUID, category_id: UUID, invitation_id: UUID, *, origin: Origin) -> None:
        """Nobody can accept it any more. Raises CategoryNotFound, NotAllowed, InvitationNotFound."""

        async def work(ledger: Ledger) -> None:
            if await CATEGORY.rows.find(ledger.tx, ledger.user_id, category_id) is None:
                raise CategoryNotFound
            if not await invitations.delete(ledger.tx, ledger.user_id, category_id, invitation_id):
                raise InvitationNotFound
            await audit(ledger.tx, "todo.invitation_revoked", on=("invitation", invitation_id), of=ledger.user_id)

        await self._desk.at_category(user_id, category_id, origin, work, needs="owner")

    async def list_mine(self, user_id: UUID) -> list[Invitation]:
        """Those that wait for the address of the user's account."""
        key = await self._address_key(user_id)
        async with self._desk.database.connection() as connection:
            kept = await invitations.list_of_address(connection, key, user_id, at=self._desk.clock.now())
        return [each.invitation for each in kept]

    async def accept(self, user_id: UUID, invitation_id: UUID, *, origin: Origin) -> Category:
        """One that waits for the user's address. Raises InvitationNotFound, TooManyMembers."""
        return await self._accept(user_id, invitation_id, digest=None, origin=origin)

    async def accept_token(self, user_id: UUID, token: str, *, origin: Origin) -> Category:
        """One that was handed over. Accepting it again changes nothing. Raises InvitationNotFound, TooManyMembers."""
        read = read_token(token)
        if read is None:
            raise InvitationNotFound
        return await self._accept(user_id, read[0], digest=read[1], origin=origin)

    async def decline(self, user_id: UUID, invitation_id: UUID) -> None:
        """It is gone. Raises InvitationNotFound."""
        key = await self._address_key(user_id)
        async with self._desk.database.transaction() as tx:
            if not await invitations.delete_of_address(tx, invitation_id, key):
                raise InvitationNotFound

    async def forget_expired(self) -> None:
        """Those that nobody can accept any more, and how many were made longer ago than counts."""
        now = self._desk.clock.now()
        async with self._desk.database.transaction() as tx:
            await invitations.forget_expired(tx, now)
            await invitations.forget_counted(tx, now - _DAY)

    async def _accept(self, user_id: UUID, invitation_id: UUID, *, digest: bytes | None, origin: Origin) -> Category:
        user = await self._users.get_user(user_id=user_id)
        key = email_key(user.email)
        async with self._desk.writing(user_id, origin) as ledger:
            found = await invitations.find(ledger.tx, invitation_id)
            if found is None or not _is_for(found, key, digest):
                raise InvitationNotFound
            # The category before the invitation: whoever deletes the one takes the other along.
            if await CATEGORY.rows.hold(ledger.tx, found.owner_id, found.invitation.category_id) is None:
                raise InvitationNotFound
            locked = await invitations.lock(ledger.tx, invitation_id)
            if locked is None:
                raise InvitationNotFound
            category = await CATEGORY.rows.find_seen(ledger.tx, user_id, locked.invitation.category_id)
            if category is not None and user_id in {locked.owner_id, locked.accepted_by}:
                return category
            if locked.accepted_by is not None or locked.invitation.expires_at <= ledger.now:
                raise InvitationNotFound
            await members.keep_name(ledger.tx, user_id, user.name)
            await _join(ledger, locked)
            if not locked.invitation.is_reusable:
                await invitations.accept(ledger.tx, invitation_id, user_id)
            return await _joined(ledger, locked.invitation.category_id)

    async def _address_key(self, user_id: UUID) -> str:
        return email_key((await self._users.get_user(user_id=user_id)).email)


async def _join(ledger: Ledger, kept: Kept) -> None:
    category_id = kept.invitation.category_id
    role = await members.lock_role(ledger.tx, kept.owner_id, category_id, ledger.actor_id)
    given = _given(kept, await decisions.find(ledger.tx, kept.owner_id, category_id, ledger.actor_id))
    if given is None:
        raise InvitationNotFound
    if role is not None and may(role, given):
        return
    if role is None and await members.count(ledger.tx, kept.owner_id, category_id) >= MAX_MEMBERS:
        raise TooManyMembers
    there = ledger.at(Access(owner_id=kept.owner_id, role="viewer", category_id=category_id))
    await share(there, category_id, ledger.actor_id, given)


def _given(kept: Kept, decision: Decision | None) -> GivenRole | None:
    """The role for somebody about whom the owner decided this; None where it readmits them to nothing.

    Only what was made after the decision outranks it; and no token that anybody may bring raises a role.
    """
    role = kept.invitation.role
    if decision is None:
        return role
    is_newer = kept.invitation.created_at > decision.at
    if decision.role is None:
        return role if is_newer else None
    return role if is_newer and kept.address_key is not None else lower(role, decision.role)


async def _joined(ledger: Ledger, category_id: UUID) -> Category:
    category = await CATEGORY.rows.find_seen(ledger.tx, ledger.actor_id, category_id)
    if category is None:
        raise CategoryNotFound
    return category


def _is_for(kept: Kept, address_key: str, digest: bytes | None) -> bool:
    """Whoever brings the token, unless it is for another address; without a token only the address counts."""
    is_known = kept.address_key is not None and kept.address_key == address_key
    if digest is None:
        return is_known
    return is_same(digest, kept.token_digest) and (kept.address_key is None or is_known)


def _checked(address: str) -> str:
    address = address.strip()
    if not _ADDRESS.fullmatch(address):
        raise _refused("address", "This does not look like an e-mail address.")
    return address


def _refused(field: str, sentence: str) -> InvitationInvalid:
    return InvitationInvalid(sentence, errors=[FieldError(field, sentence)])
