"""Answers `AuthApi` in this process."""

from uuid import UUID

from voicetodo.kit.tokens import Jwk, TokenUse
from voicetodo.modules.auth.api import AddedUser, AppPasswordUse, AuthApi, User
from voicetodo.modules.auth.service.accounts import Accounts
from voicetodo.modules.auth.service.app_passwords import AppPasswords
from voicetodo.modules.auth.service.applications import Applications
from voicetodo.modules.auth.service.personal_tokens import PersonalTokens
from voicetodo.modules.auth.service.registering import Registering
from voicetodo.modules.auth.service.sessions import Sessions
from voicetodo.modules.auth.service.signing_keys import SigningKeys


class LocalAuthApi(AuthApi):
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
    ) -> None:
        self._accounts = accounts
        self._registering = registering
        self._sessions = sessions
        self._keys = keys
        self._app_passwords = app_passwords
        self._personal_tokens = personal_tokens
        self._applications = applications

    async def public_keys(self) -> list[Jwk]:
        return await self._keys.published()

    async def revoked_sessions(self) -> list[UUID]:
        return [
            *await self._sessions.revoked_lately(),
            *await self._personal_tokens.revoked_lately(),
            *await self._applications.revoked_lately(),
        ]

    async def find_token_use(self, *, token: str) -> TokenUse | None:
        return await self._personal_tokens.find_use(token)

    async def get_user(self, *, user_id: UUID) -> User:
        return await self._accounts.get_user(user_id)

    async def add_user(
        self, *, email: str, name: str, timezone: str, password: str | None, password_hash: str | None
    ) -> AddedUser:
        return await self._registering.add(
            email=email, name=name, timezone=timezone, password=password, password_hash=password_hash
        )

    async def find_app_password_use(self, *, email: str, password: str) -> AppPasswordUse | None:
        return await self._app_passwords.find_use(email=email, password=password)
