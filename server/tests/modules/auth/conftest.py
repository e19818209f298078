"""`auth` alone: its services on a database of their own with a clock moved by hand, and its routes over real HTTP."""

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec
import pytest
from argon2 import PasswordHasher

from tests.conftest import clone
from tests.fixtures.product import NO_CERTIFICATES, Product
from voicetodo.kit.audit import Audited
from voicetodo.kit.cache import NoVersions
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database, EmbeddedPostgres
from voicetodo.kit.ids import new_id
from voicetodo.kit.mail import Mail
from voicetodo.kit.outgoing import Outgoing
from voicetodo.kit.tokens import TokenVerifier
from voicetodo.modules.auth.events import UserRegistered
from voicetodo.modules.auth.federation import Federation, build_federation
from voicetodo.modules.auth.oauth import OAuth, build_oauth
from voicetodo.modules.auth.sealed import COLUMNS
from voicetodo.modules.auth.service.accounts import Accounts
from voicetodo.modules.auth.service.app_passwords import AppPasswords
from voicetodo.modules.auth.service.changing_emails import ChangingEmails, SendEmailChange, SendEmailUndo
from voicetodo.modules.auth.service.changing_passwords import ChangingPasswords
from voicetodo.modules.auth.service.consents import Consents
from voicetodo.modules.auth.service.deleting import Deleting, SendDeletion
from voicetodo.modules.auth.service.grants import Grant
from voicetodo.modules.auth.service.oversight import Oversight
from voicetodo.modules.auth.service.passkey_sign_in import PasskeySignIn
from voicetodo.modules.auth.service.passkeys import Passkeys
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.personal_tokens import PersonalTokens
from voicetodo.modules.auth.service.post import Post
from voicetodo.modules.auth.service.reauthentication import Reauthentication
from voicetodo.modules.auth.service.refresh_tokens import RefreshTokens
from voicetodo.modules.auth.service.registering import Registering, SendRegistration
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords, SendReset
from voicetodo.modules.auth.service.second_factors import SecondFactorAuthentication
from voicetodo.modules.auth.service.security_events import SendNotice
from voicetodo.modules.auth.service.sessions import Origin, Sessions
from voicetodo.modules.auth.service.signing_in import SigningIn
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.services import AuthSettings, build

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
PASSWORD = "correct horse"
ADDRESS = "https://todo.example"
AT_HOME = AuthSettings(verify_email="never")
#: With providers of sign-ins.
PATIENCE_SECONDS = 20.0
NATIVE = Origin(client="native", address="192.0.2.1", user_agent="tests")


@pytest.fixture(scope="session")
def product(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """`auth` as a process of its own."""
    for url in clone(postgres, template):
        running = Product(url, tmp_path_factory.mktemp("auth"), names=("auth",))
        running.start()
        yield running
        running.stop()


class Letters:
    """Takes every letter."""

    reaches_people = True

    def __init__(self) -> None:
        self.sent: list[Mail] = []

    async def send(self, mail: Mail) -> None:
        self.sent.append(mail)

    async def forget_old(self, *, before: datetime) -> None:
        """There is nothing that is kept."""

    async def forget_to(self, addresses: Collection[str]) -> None:
        """The same."""


class World(msgspec.Struct):
    """The services, and what they told others. `url` is the database's, for its owner."""

    url: str
    clock: FixedClock
    db: Database
    accounts: Accounts
    signing_in: SigningIn
    registering: Registering
    changing_passwords: ChangingPasswords
    resetting_passwords: ResettingPasswords
    changing_emails: ChangingEmails
    letters: "Letters"
    post: Post
    sessions: Sessions
    keys: SigningKeys
    verifier: TokenVerifier
    passwords: Passwords
    revoked: list[UUID]
    reauthentication: Reauthentication
    second_factors: SecondFactorAuthentication
    passkeys: Passkeys
    passkey_sign_in: PasskeySignIn
    app_passwords: AppPasswords
    revoked_app_passwords: list[UUID]
    personal_tokens: PersonalTokens
    consents: Consents
    deleting: Deleting
    oauth: OAuth
    oversight: Oversight
    barred: list[UUID]
    federation: Federation

    async def register(self, email: str = "alice@example.org", password: str = PASSWORD) -> Grant:
        grant = await self.registering.register(
            user_id=new_id(), email=email, password=password, name="", timezone="UTC", origin=NATIVE
        )
        assert grant is not None
        return grant

    async def log_in(self, email: str = "alice@example.org", password: str = PASSWORD) -> Grant:
        return await self.signing_in.log_in(email=email, password=password, origin=NATIVE)

    async def refresh(self, token: str) -> Grant:
        return await self.accounts.refresh(refresh_token=token, origin=NATIVE)

    async def deliver(self, *, times: int = 1) -> list[Mail]:
        """Have the letters written that were asked for since the last time, as often; those that were sent."""
        self.letters.sent.clear()
        connection = await asyncpg.connect(self.url, server_settings={"search_path": "jobs"})
        try:
            rows = await connection.fetch("select task_name, args from procrastinate_jobs order by id")
            await connection.execute("delete from procrastinate_jobs")
        finally:
            await connection.close()
        for row in rows * times:
            kind, send = {
                SendNotice.name: (SendNotice, self.post.send_notice),
                SendReset.name: (SendReset, self.post.send_reset),
                SendRegistration.name: (SendRegistration, self.post.send_registration),
                SendEmailChange.name: (SendEmailChange, self.post.send_email_change),
                SendEmailUndo.name: (SendEmailUndo, self.post.send_email_undo),
                SendDeletion.name: (SendDeletion, self.post.send_deletion),
            }[row["task_name"]]
            await send(msgspec.json.decode(row["args"], type=kind))
        return list(self.letters.sent)

    async def announced(self) -> list[str]:
        """What others hear of, beside what is audited."""
        async with self.db.connection() as connection:
            names = [row["name"] for row in await connection.fetch("select name from outbox order by id")]
        return [name for name in names if name != Audited.name]

    async def language_told(self) -> str | None:
        """The one that whoever got the only account is said to have signed up in."""
        async with self.db.connection() as connection:
            payload = await connection.fetchval("select payload from outbox where name = $1", UserRegistered.name)
        return msgspec.json.decode(payload, type=UserRegistered).language

    async def audited(self) -> list[Audited]:
        async with self.db.connection() as connection:
            rows = await connection.fetch("select payload from outbox where name = $1 order by place", Audited.name)
        return [msgspec.json.decode(row["payload"], type=Audited) for row in rows]


@pytest.fixture
def world(database: Callable[[str], Database], postgres_url: str) -> World:
    return make_world(database("auth"), url=postgres_url)


@pytest.fixture
def careful(database: Callable[[str], Database], postgres_url: str) -> World:
    """The same, where addresses must be proven."""
    return make_world(database("auth"), url=postgres_url, settings=AuthSettings())


def make_world(db: Database, seal: Seal | None = None, *, url: str = "", settings: AuthSettings = AT_HOME) -> World:
    """Passwords cost next to nothing here: what they cost is tested on its own."""
    clock, revoked = FixedClock(START), list[UUID]()
    seal = (seal or Seal.of(b"k" * 32)).know(*(column.purpose for column in COLUMNS))
    keys = SigningKeys(db=db, seal=seal, clock=clock)
    verifier = TokenVerifier(keys=keys.published, clock=clock, issuer="us", address=ADDRESS)
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))

    async def tell(session_ids: list[UUID]) -> None:
        for session_id in session_ids:
            revoked.append(session_id)
            verifier.forget_session(session_id)

    tokens = RefreshTokens(seal.derive("auth.refresh_tokens"))
    sessions = Sessions(db=db, clock=clock, tokens=tokens, versions=NoVersions(), on_revoked=tell)
    letters = Letters()
    barred: list[UUID] = []

    async def bar(user_id: UUID) -> None:
        barred.append(user_id)

    revoked_app_passwords: list[UUID] = []

    async def tell_app_password(app_password_id: UUID) -> None:
        revoked_app_passwords.append(app_password_id)

    services = build(
        settings,
        db=db,
        clock=clock,
        seal=seal,
        mailer=letters,
        address=ADDRESS,
        issuer="us",
        versions=NoVersions(),
        passwords=passwords,
        sessions=sessions,
        keys=keys,
        on_barred=bar,
        on_app_password_revoked=tell_app_password,
        may_register=lambda: True,
    )
    personal_tokens = PersonalTokens(db=db, clock=clock, key=seal.derive("auth.personal_tokens"), on_revoked=tell)
    app_passwords = AppPasswords(
        db=db, clock=clock, key=seal.derive("auth.app_passwords"), on_revoked=tell_app_password
    )
    oversight = Oversight(db=db, clock=clock, sessions=sessions, versions=NoVersions(), on_barred=bar)
    return World(
        url=url,
        clock=clock,
        db=db,
        accounts=services.accounts,
        registering=services.registering,
        signing_in=services.signing_in,
        changing_passwords=services.changing_passwords,
        resetting_passwords=services.resetting_passwords,
        changing_emails=services.changing_emails,
        letters=letters,
        post=services.post,
        sessions=sessions,
        keys=keys,
        verifier=verifier,
        passwords=passwords,
        revoked=revoked,
        reauthentication=services.reauthentication,
        second_factors=services.second_factors,
        passkeys=services.passkeys,
        passkey_sign_in=services.passkey_sign_in,
        app_passwords=app_passwords,
        revoked_app_passwords=revoked_app_passwords,
        personal_tokens=personal_tokens,
        consents=services.consents,
        deleting=services.deleting,
        oauth=build_oauth(
            db=db,
            clock=clock,
            seal=seal,
            keys=keys,
            verifier=verifier,
            address=ADDRESS,
            on_revoked=tell,
            may_register=lambda: True,
        ),
        oversight=oversight,
        barred=barred,
        federation=build_federation(
            settings,
            services,
            db=db,
            clock=clock,
            seal=seal,
            sessions=sessions,
            address=ADDRESS,
            outgoing=Outgoing(timeout_seconds=PATIENCE_SECONDS, tls=NO_CERTIFICATES),
        ),
    )
