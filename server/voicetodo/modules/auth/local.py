"""Answers `AuthApi` in this process."""

from uuid import UUID

from voicetodo.kit.audit import Actor
from voicetodo.kit.personal_data import PersonalData, PersonalDataAnswer
from voicetodo.kit.tokens import Jwk, TokenUse
from voicetodo.modules.auth.api import (
    Account,
    AccountRole,
    AddedUser,
    AppPasswordUse,
    AuthApi,
    SuspensionReason,
    User,
)
from voicetodo.modules.auth.service.accounts import Accounts
from voicetodo.modules.auth.service.app_passwords import AppPasswords
from voicetodo.modules.auth.service.applications import Applications
from voicetodo.modules.auth.service.erasing import Erasing
from voicetodo.modules.auth.service.oversight import Oversight
from voicetodo.modules.auth.service.personal_tokens import PersonalTokens
from voicetodo.modules.auth.service.registering import Registering
from voicetodo.modules.auth.service.sessions import Sessions
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.store.accounts import AccountFilter


class LocalAuthApi(PersonalDataAnswer, AuthApi):
    def __init__(
        self,
        *,
        accounts: Accounts,
        registering: Registering,
        sessions: Sessions,
        keys: SigningKeys,
        app_passwords: AppPasswords,
        personal_tokens: PersonalTokens,
        applications: Applications,
        oversight: Oversight,
        erasing: Erasing,
        personal_data: PersonalData,
    ) -> None:
        super().__init__(personal_data)
        self._accounts = accounts
        self._registering = registering
        self._sessions = sessions
        self._keys = keys
        self._app_passwords = app_passwords
        self._personal_tokens = personal_tokens
        self._applications = applications
        self._oversight = oversight
        self._erasing = erasing

    async def public_keys(self) -> list[Jwk]:
        return await self._keys.published()

    async def revoked_sessions(self) -> list[UUID]:
        return [
            *await self._sessions.revoked_lately(),
            *await self._personal_tokens.revoked_lately(),
            *await self._applications.revoked_lately(),
            *await self._erasing.ended_lately(),
        ]

    async def find_token_use(self, *, token: str) -> TokenUse | None:
        use = await self._personal_tokens.find_use(token)
        return None if use is None or await self._oversight.is_suspended(use.user_id) else use

    async def get_user(self, *, user_id: UUID) -> User:
        return await self._accounts.get_user(user_id)

    async def add_user(
        self,
        *,
        email: str,
        name: str,
        timezone: str,
        password: str | None,
        password_hash: str | None,
        language: str | None = None,
    ) -> AddedUser:
        return await self._registering.add(
            email=email,
            name=name,
            timezone=timezone,
            password=password,
            password_hash=password_hash,
            language=language,
        )

    async def find_app_password_use(self, *, email: str, password: str) -> AppPasswordUse | None:
        return await self._app_passwords.find_use(email=email, password=password)

    async def list_accounts(
        self,
        *,
        text: str | None,
        role: AccountRole | None,
        is_suspended: bool | None,
        before: UUID | None,
        limit: int,
    ) -> list[Account]:
        wanted = AccountFilter(text=text, role=role, is_suspended=is_suspended)
        return await self._oversight.list_page(wanted, before=before, limit=limit)

    async def get_account(self, *, user_id: UUID) -> Account:
        return await self._oversight.get(user_id)

    async def count_waiting_deletions(self) -> int:
        return await self._erasing.count_waiting()

    async def suspend_account(self, *, user_id: UUID, reason: SuspensionReason, by: Actor) -> Account:
        return await self._oversight.suspend(user_id, reason=reason, by=by)

    async def restore_account(self, *, user_id: UUID, by: Actor) -> Account:
        return await self._oversight.restore(user_id, by=by)

    async def sign_out_account(self, *, user_id: UUID, by: Actor) -> None:
        await self._oversight.sign_out(user_id, by=by)

    async def set_roles(self, *, user_id: UUID, roles: list[AccountRole], by: Actor) -> Account:
        return await self._oversight.set_roles(user_id, roles, by=by)
