"""Puts `auth` into a host."""

from uuid import UUID

import msgspec

from voicetodo.kit.host import Host
from voicetodo.kit.outgoing import Outgoing
from voicetodo.kit.personal_data import PersonalData, PersonalDataFace
from voicetodo.kit.tokens.revocations import SESSION_REVOKED, USER_BARRED
from voicetodo.modules.admin.api import AdminApi
from voicetodo.modules.analytics.api import AnalyticsApi
from voicetodo.modules.auth import jobs, retention
from voicetodo.modules.auth.api import ADDRESS_DIGESTS, APP_PASSWORD_REVOKED, AuthApi
from voicetodo.modules.auth.federation import build_federation
from voicetodo.modules.auth.flags import CLIENT_REGISTRATION, REGISTRATION
from voicetodo.modules.auth.local import LocalAuthApi
from voicetodo.modules.auth.oauth import build_oauth
from voicetodo.modules.auth.routes import ROUTES
from voicetodo.modules.auth.routes.cookies import Cookies
from voicetodo.modules.auth.routes.oauth_metadata import OAuthAddresses
from voicetodo.modules.auth.sealed import COLUMNS
from voicetodo.modules.auth.service.app_passwords import AppPasswords
from voicetodo.modules.auth.service.building_data_exports import BuildingDataExports
from voicetodo.modules.auth.service.data_exports import DataExports, DataExportSettings
from voicetodo.modules.auth.service.erasing import Erasing
from voicetodo.modules.auth.service.oversight import Oversight
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.personal_tokens import PersonalTokens
from voicetodo.modules.auth.service.refresh_tokens import RefreshTokens
from voicetodo.modules.auth.service.sessions import Sessions
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.services import AuthSettings, build
from voicetodo.modules.auth.store.personal_data import TOLD
from voicetodo.modules.todo.api import TodoApi
from voicetodo.modules.voice.api import VoiceApi

_MINUTE_SECONDS = 60
_HOUR_SECONDS = 3600
#: Whoever keeps something of people, in the order in which it is told.
_TELLING: tuple[type[PersonalDataFace], ...] = (AuthApi, TodoApi, VoiceApi, AnalyticsApi, AdminApi)


def install(host: Host) -> None:
    settings = host.settings(AuthSettings)
    db = host.database("auth")
    host.seals(*COLUMNS)
    host.flags.declare(REGISTRATION, CLIENT_REGISTRATION)

    def may_register() -> bool:
        return host.flags.is_on(REGISTRATION)

    def may_clients_register() -> bool:
        return host.flags.is_on(CLIENT_REGISTRATION)

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
        may_register=may_clients_register,
    )

    async def bar(user_id: UUID) -> None:
        await host.broadcast.publish(USER_BARRED, user_id.bytes)

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
        on_barred=bar,
        on_app_password_revoked=tell_app_password,
        may_register=may_register,
    )
    outgoing = Outgoing()
    federation = build_federation(
        settings,
        services,
        db=db,
        clock=host.clock,
        seal=host.seal,
        sessions=sessions,
        address=host.address,
        outgoing=outgoing,
    )

    oversight = Oversight(db=db, clock=host.clock, sessions=sessions, versions=host.versions, on_barred=bar)
    erasing = Erasing(
        db=db,
        clock=host.clock,
        sessions=sessions,
        mailer=host.mailer,
        blobs=host.blobs,
        machinery=host.machinery,
        address=host.address,
        key=host.seal.derive(ADDRESS_DIGESTS),
        on_barred=bar,
    )
    jobs.declare(host.jobs, services.post)
    data_exports = _install_data_exports(host)
    origins = frozenset(filter(None, (origin.strip() for origin in settings.cors_origins.split(","))))
    cookies = Cookies(public_url=settings.public_url, origins=origins)
    others = (
        data_exports,
        oversight,
        erasing,
        sessions,
        keys,
        app_passwords,
        personal_tokens,
        cookies,
        OAuthAddresses(host.address, may_clients_register),
    )
    built = (services, oauth, federation)
    for service in (*(each for one in built for each in msgspec.structs.astuple(one)), *others):
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
            erasing=erasing,
            personal_data=PersonalData(db, TOLD),
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
    deletions = retention.deletions(settings.account_grace_days)
    host.every(_MINUTE_SECONDS, erasing.work, name="auth.erase_accounts", removes=[deletions])
    host.every(_MINUTE_SECONDS, personal_tokens.tell_expired, name="auth.tell_expired_personal_tokens")
    host.every(_HOUR_SECONDS, keys.keep_fresh, name="auth.keep_keys_fresh")
    host.on_stop(passwords.stop)
    host.on_stop(outgoing.close)


def _install_data_exports(host: Host) -> DataExports:
    db, settings = host.database("auth"), host.settings(DataExportSettings)

    def faces() -> dict[str, PersonalDataFace | None]:
        return {face.module: host.faces.find(face) for face in _TELLING}

    building = BuildingDataExports(
        db=db, clock=host.clock, blobs=host.blobs, seal=host.seal, faces=faces, settings=settings
    )
    jobs.declare_builds(host.jobs, building)
    data_exports = DataExports(db=db, clock=host.clock, jobs=host.jobs, blobs=host.blobs, seal=host.seal)
    files = retention.data_export_files(settings.data_export_days)
    for seconds, job, name, policy in (
        (_MINUTE_SECONDS, data_exports.expire, "auth.expire_data_exports", files),
        (_MINUTE_SECONDS, data_exports.remove_left, "auth.remove_left_blobs", retention.LEFT_DATA_EXPORTS),
        (_HOUR_SECONDS, data_exports.forget_old, "auth.forget_old_data_exports", retention.DATA_EXPORTS),
    ):
        host.every(seconds, job, name=name, removes=[policy])
    return data_exports
