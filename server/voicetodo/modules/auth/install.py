"""Puts `auth` into a host."""

from uuid import UUID

import msgspec

from voicetodo.kit.host import Host
from voicetodo.kit.tokens.revocations import SESSION_REVOKED, USER_BARRED
from voicetodo.modules.auth import jobs, retention
from voicetodo.modules.auth.api import APP_PASSWORD_REVOKED, AuthApi
from voicetodo.modules.auth.local import LocalAuthApi
from voicetodo.modules.auth.oauth import build_oauth
from voicetodo.modules.auth.routes import ROUTES
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.oauth_metadata import OAuthAddresses
from voicetodo.modules.auth.service.app_passwords import AppPasswords
from voicetodo.modules.auth.service.oversight import Oversight
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.personal_tokens import PersonalTokens
from voicetodo.modules.auth.service.refresh_tokens import RefreshTokens
from voicetodo.modules.auth.service.sessions import Sessions
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.services import AuthSettings, build

_MINUTE_SECONDS = 60
_HOUR_SECONDS = 3600


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
    oauth = build_oauth(
        db=db,
        clock=host.clock,
        seal=host.seal,
        keys=keys,
        verifier=host.tokens,
        address=host.address,
        on_revoked=tell,
    )
    services = build(
        settings,
        db=db,
        clock=host.clock,
        seal=host.seal,
        mailer=host.mailer,
        address=host.address,
        issuer=host.tokens.issuer,
        versions=host.versions,
        passwords=passwords,
        sessions=sessions,
        keys=keys,
    )

    async def tell_suspended(user_id: UUID) -> None:
        await host.broadcast.publish(USER_BARRED, user_id.bytes)

    oversight = Oversight(
        db=db, clock=host.clock, sessions=sessions, versions=host.versions, on_suspended=tell_suspended
    )
    jobs.declare(host.jobs, services.post)
    origins = frozenset(filter(None, (origin.strip() for origin in settings.cors_origins.split(","))))
    cookies = Cookies(public_url=settings.public_url, origins=origins)
    others = (oversight, sessions, keys, app_passwords, personal_tokens, cookies, OAuthAddresses(host.address))
    for service in (*msgspec.structs.astuple(services), *msgspec.structs.astuple(oauth), *others):
        host.provide(service)
    host.routes(*ROUTES)
    host.answer(
        AuthApi,
        LocalAuthApi(
            accounts=services.accounts,
            registering=services.registering,
            sessions=sessions,
            keys=keys,
            app_passwords=app_passwords,
            personal_tokens=personal_tokens,
            applications=oauth.applications,
            oversight=oversight,
        ),
    )
    for forget_old, name, policy in (
        (sessions.forget_old, "auth.forget_old_sessions", retention.SESSIONS),
        (services.security_events.forget_old, "auth.forget_old_security_events", retention.SECURITY_EVENTS),
        (services.resetting_passwords.forget_old, "auth.forget_old_resets", retention.RESETS),
        (services.registering.forget_old, "auth.forget_old_registrations", retention.REGISTRATIONS),
        (services.changing_emails.forget_old, "auth.forget_old_email_changes", retention.EMAIL_CHANGES),
        (services.throttling.forget_old, "auth.forget_old_attempts", retention.ATTEMPTS),
        (services.second_factors.forget_old, "auth.forget_old_set_ups", retention.SECOND_FACTORS),
        (personal_tokens.forget_old, "auth.forget_old_personal_tokens", retention.PERSONAL_TOKENS),
        (oauth.applications.forget_old, "auth.forget_old_authorizations", retention.AUTHORIZATIONS),
        (oauth.clients.forget_unused, "auth.forget_unused_clients", retention.OAUTH_CLIENTS),
    ):
        host.every(_HOUR_SECONDS, forget_old, name=name, removes=[policy])
    host.keep(*retention.KEPT)
    host.every(_MINUTE_SECONDS, personal_tokens.tell_expired, name="auth.tell_expired_personal_tokens")
    host.every(_HOUR_SECONDS, keys.keep_fresh, name="auth.keep_keys_fresh")
    host.on_stop(passwords.stop)
