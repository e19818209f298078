"""Invitations to a category or a team: by address, or by a token that is handed over.

An invitation to an address says nothing of whether there is an account: it is never looked for. Whoever signs in with
that address is offered it.
"""

import re
from datetime import timedelta
from typing import Final
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.kit.audit import audit
from voicetodo.kit.errors import FieldError
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.api import AuthApi, email_key
from voicetodo.modules.todo.api import Category, Origin
from voicetodo.modules.todo.api.people import Invitation, InvitedRole, Team
from voicetodo.modules.todo.errors import InvitationInvalid, InvitationNotFound, TooManyInvitations
from voicetodo.modules.todo.invitation_tokens import is_same, new_token, read_token
from voicetodo.modules.todo.service import admitting
from voicetodo.modules.todo.service.admitting import ToCategory, ToTeam
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.store import invitations, members
from voicetodo.modules.todo.store.invitations import Kept

MAX_INVITATIONS_A_DAY: Final = 100
MAX_DAYS: Final = 90
_DAY: Final = timedelta(days=1)
_ADDRESS: Final = re.compile(r"[^\s@\x00-\x1f\x7f\ud800-\udfff]{1,64}@[^\s@\x00-\x1f\x7f\ud800-\udfff]{1,189}")


class InvitationDraft(msgspec.Struct, frozen=True, kw_only=True):
    """To an `address`, or without one for whoever has the token."""

    role: InvitedRole
    address: str | None = None
    is_reusable: bool = False
    days: int = 7


class Invitations:
    """Every verb is scoped by `user_id`; what is not for them raises InvitationNotFound.

    Where they may not invite raises that the category or the team is not found, or NotAllowed.
    """

    def __init__(self, desk: Desk, users: AuthApi) -> None:
        self._desk = desk
        self._users = users

    async def create(
        self, user_id: UUID, to: ToCategory | ToTeam, draft: InvitationDraft, *, origin: Origin
    ) -> Invitation:
        """With its token, which is told this once. Raises InvitationInvalid, TooManyInvitations."""
        address = None if draft.address is None else _checked(draft.address)
        if address is not None and draft.is_reusable:
            raise _refused("is_reusable", "An invitation to an address is for one person.", "invitation-reusable")
        user = await self._users.get_user(user_id=user_id)
        async with self._desk.writing(user_id, origin) as ledger:
            opened = await to.opened(ledger.tx, user_id, draft.role)
            made_since = ledger.now - _DAY
            if await invitations.count_since(ledger.tx, user_id, made_since) >= MAX_INVITATIONS_A_DAY:
                raise TooManyInvitations
            invitation_id = new_id()
            token, digest = new_token(invitation_id)
            made = Invitation(
                id=invitation_id,
                category_id=opened.category_id,
                category_name=opened.category_name,
                team_id=opened.team_id,
                team_name=opened.team_name,
                role=draft.role,
                address=address,
                is_reusable=draft.is_reusable,
                invited_by=user_id,
                inviter_name=user.name,
                created_at=ledger.now,
                expires_at=ledger.now + draft.days * _DAY,
            )
            await members.keep_name(ledger.tx, user_id, user.name)
            key = None if address is None else email_key(address)
            await invitations.add(ledger.tx, Kept(opened.target, made, key, digest, None))
            on = ("invitation", made.id)
            await audit(ledger.tx, "todo.invitation_created", on=on, of=user_id, role=draft.role)
            return replace(made, token=token)

    async def list_open(self, user_id: UUID, to: ToCategory | ToTeam) -> list[Invitation]:
        """Those that can still be accepted."""
        async with self._desk.database.connection() as connection:
            opened = await to.opened(connection, user_id, None)
            kept = await invitations.list_open(connection, opened.target, at=self._desk.clock.now())
        return [each.invitation for each in kept]

    async def revoke(self, user_id: UUID, to: ToCategory | ToTeam, invitation_id: UUID, *, origin: Origin) -> None:
        """Nobody can accept it any more. Raises InvitationNotFound."""
        async with self._desk.writing(user_id, origin) as ledger:
            opened = await to.opened(ledger.tx, user_id, None)
            if not await invitations.delete(ledger.tx, opened.target, invitation_id):
                raise InvitationNotFound
            await audit(ledger.tx, "todo.invitation_revoked", on=("invitation", invitation_id), of=user_id)

    async def list_mine(self, user_id: UUID) -> list[Invitation]:
        """Those that wait for the address of the user's account."""
        key = await self._address_key(user_id)
        async with self._desk.database.connection() as connection:
            kept = await invitations.list_of_address(connection, key, user_id, at=self._desk.clock.now())
        return [each.invitation for each in kept]

    async def accept(self, user_id: UUID, invitation_id: UUID, *, origin: Origin) -> Category | Team:
        """One that waits for the user's address.

        Raises InvitationNotFound, TooManyMembers, TooManyTeamMembers, TooManyTeams.
        """
        return await self._accept(user_id, invitation_id, digest=None, origin=origin)

    async def accept_token(self, user_id: UUID, token: str, *, origin: Origin) -> Category | Team:
        """One that was handed over. Accepting it again changes nothing.

        Raises InvitationNotFound, TooManyMembers, TooManyTeamMembers, TooManyTeams.
        """
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

    async def _accept(
        self, user_id: UUID, invitation_id: UUID, *, digest: bytes | None, origin: Origin
    ) -> Category | Team:
        user = await self._users.get_user(user_id=user_id)
        key = email_key(user.email)
        async with self._desk.writing(user_id, origin) as ledger:
            found = await invitations.find(ledger.tx, invitation_id)
            if found is None or not _is_for(found, key, digest):
                raise InvitationNotFound
            # What it is to before the invitation: whoever deletes the one takes the other along.
            if not await admitting.hold(ledger, found.target):
                raise InvitationNotFound
            locked = await invitations.lock(ledger.tx, invitation_id)
            if locked is None:
                raise InvitationNotFound
            seen = await admitting.find(ledger, locked.target)
            if seen is not None and (seen.role == "owner" or user_id == locked.accepted_by):
                return seen
            if locked.accepted_by is not None or locked.invitation.expires_at <= ledger.now:
                raise InvitationNotFound
            await members.keep_name(ledger.tx, user_id, user.name)
            await admitting.let_in(ledger, locked)
            if not locked.invitation.is_reusable:
                await invitations.accept(ledger.tx, invitation_id, user_id)
            seen = await admitting.find(ledger, locked.target)
            if seen is None:
                raise InvitationNotFound
            return seen

    async def _address_key(self, user_id: UUID) -> str:
        return email_key((await self._users.get_user(user_id=user_id)).email)


def _is_for(kept: Kept, address_key: str, digest: bytes | None) -> bool:
    """Whoever brings the token, unless it is for another address; without a token only the address counts."""
    is_known = kept.address_key is not None and kept.address_key == address_key
    if digest is None:
        return is_known
    return is_same(digest, kept.token_digest) and (kept.address_key is None or is_known)


def _checked(address: str) -> str:
    address = address.strip()
    if not _ADDRESS.fullmatch(address):
        raise _refused("address", "This does not look like an e-mail address.", "email-shape")
    return address


def _refused(field: str, sentence: str, code: str) -> InvitationInvalid:
    return InvitationInvalid(sentence, errors=[FieldError(field, sentence, code)])
