"""`auth` alone: its services on a database of their own with a clock moved by hand, and its routes over real HTTP."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest
from argon2 import PasswordHasher

from tests.conftest import clone
from tests.fixtures.product import Product
from voicetodo.kit.audit import Audited
from voicetodo.kit.cache import NoVersions
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database, EmbeddedPostgres
from voicetodo.kit.ids import new_id
from voicetodo.kit.tokens import TokenVerifier
from voicetodo.modules.auth.service.accounts import Accounts
from voicetodo.modules.auth.service.app_passwords import AppPasswords
from voicetodo.modules.auth.service.devices import DeviceTokens
from voicetodo.modules.auth.service.grants import Grant, Grants
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.personal_tokens import PersonalTokens
from voicetodo.modules.auth.service.refresh_tokens import RefreshTokens
from voicetodo.modules.auth.service.sessions import Origin, Sessions
from voicetodo.modules.auth.service.signing_in import SigningIn
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.service.throttling import Throttling

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
PASSWORD = "correct horse"
NATIVE = Origin(client="native", address="192.0.2.1", user_agent="tests")


@pytest.fixture(scope="session")
def product(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """`auth` as a process of its own."""
    for url in clone(postgres, template):
        running = Product(url, tmp_path_factory.mktemp("auth"), names=("auth",))
        running.start()
        yield running
        running.stop()


class World(msgspec.Struct):
    """The services, and what they told others."""

    clock: FixedClock
    db: Database
    accounts: Accounts
    signing_in: SigningIn
    sessions: Sessions
    keys: SigningKeys
    verifier: TokenVerifier
    passwords: Passwords
    revoked: list[UUID]
    app_passwords: AppPasswords
    revoked_app_passwords: list[UUID]
    personal_tokens: PersonalTokens

    async def register(self, email: str = "alice@example.org", password: str = PASSWORD) -> Grant:
        return await self.accounts.register(
            user_id=new_id(), email=email, password=password, name="", timezone="UTC", origin=NATIVE
        )

    async def log_in(self, email: str = "alice@example.org", password: str = PASSWORD) -> Grant:
        return await self.signing_in.log_in(email=email, password=password, origin=NATIVE)

    async def refresh(self, token: str) -> Grant:
        return await self.accounts.refresh(refresh_token=token, origin=NATIVE)

    async def announced(self) -> list[str]:
        """What others hear of, beside what is audited."""
        async with self.db.connection() as connection:
            names = [row["name"] for row in await connection.fetch("select name from outbox order by id")]
        return [name for name in names if name != Audited.name]

    async def audited(self) -> list[Audited]:
        async with self.db.connection() as connection:
            rows = await connection.fetch("select payload from outbox where name = $1 order by place", Audited.name)
        return [msgspec.json.decode(row["payload"], type=Audited) for row in rows]


@pytest.fixture
def world(database: Callable[[str], Database]) -> World:
    return make_world(database("auth"))


def make_world(db: Database, seal: Seal | None = None) -> World:
    """Passwords cost next to nothing here: what they cost is tested on its own."""
    clock, revoked = FixedClock(START), list[UUID]()
    seal = seal or Seal(b"k" * 32)
    keys = SigningKeys(db=db, seal=seal, clock=clock)
    verifier = TokenVerifier(keys=keys.published, clock=clock, issuer="us")
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    async def tell(session_ids: list[UUID]) -> None:
        for session_id in session_ids:
            revoked.append(session_id)
            verifier.forget_session(session_id)

    tokens = RefreshTokens(seal.derive("auth.refresh_tokens"))
    sessions = Sessions(db=db, clock=clock, tokens=tokens, versions=NoVersions(), on_revoked=tell)
    grants = Grants(clock=clock, keys=keys, issuer="us")
    devices = DeviceTokens(seal.derive("auth.devices"))
    signing_in = SigningIn(
        db=db,
        clock=clock,
        passwords=passwords,
        sessions=sessions,
        grants=grants,
        devices=devices,
        throttling=Throttling(db=db, clock=clock, key=seal.derive("auth.sign_in_attempts"), free_per_address=30),
        versions=NoVersions(),
    )
    accounts = Accounts(
        db=db,
        clock=clock,
        passwords=passwords,
        sessions=sessions,
        grants=grants,
        devices=devices,
        versions=NoVersions(),
        is_first_user_admin=True,
    )
    personal_tokens = PersonalTokens(db=db, clock=clock, key=seal.derive("auth.personal_tokens"), on_revoked=tell)
    revoked_app_passwords: list[UUID] = []

    async def tell_app_password(app_password_id: UUID) -> None:
        revoked_app_passwords.append(app_password_id)

    app_passwords = AppPasswords(
        db=db, clock=clock, key=seal.derive("auth.app_passwords"), on_revoked=tell_app_password
    )
    return World(
        clock=clock,
        db=db,
        accounts=accounts,
        signing_in=signing_in,
        sessions=sessions,
        keys=keys,
        verifier=verifier,
        passwords=passwords,
        revoked=revoked,
        app_passwords=app_passwords,
        revoked_app_passwords=revoked_app_passwords,
        personal_tokens=personal_tokens,
    )
