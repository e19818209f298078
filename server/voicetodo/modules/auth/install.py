"""Puts `auth` into a host."""

from typing import Annotated
from uuid import UUID

import msgspec

from voicetodo.kit.host import Host
from voicetodo.kit.tokens.revocations import SESSION_REVOKED
from voicetodo.modules.auth import jobs, retention
from voicetodo.modules.auth.api import APP_PASSWORD_REVOKED, AuthApi
from voicetodo.modules.auth.local import LocalAuthApi
from voicetodo.modules.auth.routes import ROUTES
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.service.accounts import Accounts
from voicetodo.modules.auth.service.app_passwords import AppPasswords
from voicetodo.modules.auth.service.changing_passwords import ChangingPasswords
from voicetodo.modules.auth.service.devices import DeviceTokens
from voicetodo.modules.auth.service.grants import Grants
from voicetodo.modules.auth.service.links import LinkTokens
from voicetodo.modules.auth.service.new_passwords import NewPasswords
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.personal_tokens import PersonalTokens
from voicetodo.modules.auth.service.post import Post
from voicetodo.modules.auth.service.refresh_tokens import RefreshTokens
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords
from voicetodo.modules.auth.service.security_events import SecurityEvents
from voicetodo.modules.auth.service.sessions import Sessions
from voicetodo.modules.auth.service.signing_in import SigningIn
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.service.throttling import Throttling

_MINUTE_SECONDS = 60
_HOUR_SECONDS = 3600


class AuthSettings(msgspec.Struct, frozen=True):
    """Read from `VOICETODO_<FIELD>`."""

    #: Whoever registers first on an installation looks after it.
    first_user_is_admin: bool = True
    #: Where people reach the product; an https address makes cookies Secure.
    public_url: str | None = None
    #: Other origins whose pages may use the browser's session, with commas between.
    cors_origins: str = ""
    #: So many wrong passwords may come from one address before it waits; offices of many people need more.
    wrong_passwords_per_address: Annotated[int, msgspec.Meta(ge=1)] = 30
    #: So many letters may be asked for from one address, without having signed in, before it waits.
    letters_per_address: Annotated[int, msgspec.Meta(ge=1)] = 20


def install(host: Host) -> None:
    settings = host.settings(AuthSettings)
    db = host.database("auth")
    keys = SigningKeys(db=db, seal=host.seal, clock=host.clock, on_rotated=host.tokens.expect_new_keys)
    passwords = Passwords()

    async def tell(session_ids: list[UUID]) -> None:
        for session_id in session_ids:
            await host.broadcast.publish(SESSION_REVOKED, session_id.bytes)

    sessions = Sessions(
        db=db,
        clock=host.clock,
        tokens=RefreshTokens(host.seal.derive("auth.refresh_tokens")),
        versions=host.versions,
        on_revoked=tell,
    )

    async def tell_app_password(app_password_id: UUID) -> None:
        await host.broadcast.publish(APP_PASSWORD_REVOKED, app_password_id.bytes)

    app_passwords = AppPasswords(
        db=db, clock=host.clock, key=host.seal.derive("auth.app_passwords"), on_revoked=tell_app_password
    )
    personal_tokens = PersonalTokens(
        db=db, clock=host.clock, key=host.seal.derive("auth.personal_tokens"), on_revoked=tell
    )
    grants = Grants(clock=host.clock, keys=keys, issuer=host.tokens.issuer)
    devices = DeviceTokens(host.seal.derive("auth.devices"))
    throttling = Throttling(
        db=db,
        clock=host.clock,
        key=host.seal.derive("auth.sign_in_attempts"),
        free_per_address=settings.wrong_passwords_per_address,
        free_letters=settings.letters_per_address,
    )
    checks = PasswordChecks(passwords=passwords, throttling=throttling)
    links = LinkTokens(host.seal.derive("auth.links"))
    signing_in = SigningIn(
        db=db,
        clock=host.clock,
        passwords=passwords,
        sessions=sessions,
        grants=grants,
        devices=devices,
        checks=checks,
        versions=host.versions,
    )
    new_passwords = NewPasswords(clock=host.clock, passwords=passwords, sessions=sessions)
    changing_passwords = ChangingPasswords(
        db=db,
        clock=host.clock,
        checks=checks,
        new_passwords=new_passwords,
        sessions=sessions,
        devices=devices,
    )
    resetting_passwords = ResettingPasswords(
        db=db,
        clock=host.clock,
        new_passwords=new_passwords,
        sessions=sessions,
        throttling=throttling,
        links=links,
    )
    accounts = Accounts(
        db=db,
        clock=host.clock,
        passwords=passwords,
        sessions=sessions,
        grants=grants,
        devices=devices,
        versions=host.versions,
        is_first_user_admin=settings.first_user_is_admin,
    )
    security_events = SecurityEvents(db=db, clock=host.clock)
    jobs.declare(host.jobs, Post(db=db, clock=host.clock, mailer=host.mailer, links=links, address=host.address))
    origins = frozenset(filter(None, (origin.strip() for origin in settings.cors_origins.split(","))))
    cookies = Cookies(public_url=settings.public_url, origins=origins)
    for service in (
        accounts,
        signing_in,
        changing_passwords,
        resetting_passwords,
        sessions,
        keys,
        app_passwords,
        personal_tokens,
        security_events,
        cookies,
    ):
        host.provide(service)
    host.routes(*ROUTES)
    host.answer(
        AuthApi,
        LocalAuthApi(
            accounts=accounts,
            sessions=sessions,
            keys=keys,
            app_passwords=app_passwords,
            personal_tokens=personal_tokens,
        ),
    )
    for forget_old, name, policy in (
        (sessions.forget_old, "auth.forget_old_sessions", retention.SESSIONS),
        (security_events.forget_old, "auth.forget_old_security_events", retention.SECURITY_EVENTS),
        (resetting_passwords.forget_old, "auth.forget_old_resets", retention.RESETS),
        (throttling.forget_old, "auth.forget_old_attempts", retention.ATTEMPTS),
        (personal_tokens.forget_old, "auth.forget_old_personal_tokens", retention.PERSONAL_TOKENS),
    ):
        host.every(_HOUR_SECONDS, forget_old, name=name, removes=[policy])
    host.keep(*retention.KEPT)
    host.every(_MINUTE_SECONDS, personal_tokens.tell_expired, name="auth.tell_expired_personal_tokens")
    host.every(_HOUR_SECONDS, keys.keep_fresh, name="auth.keep_keys_fresh")
    host.on_stop(passwords.stop)
