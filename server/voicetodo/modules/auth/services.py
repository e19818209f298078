"""The services with which people prove who they are, put together."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from voicetodo.kit.audit import Seldom
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database
from voicetodo.kit.mail import Mailer
from voicetodo.modules.auth.service.accounts import Accounts
from voicetodo.modules.auth.service.app_passwords import OnAppPasswordRevoked
from voicetodo.modules.auth.service.challenges import Challenges
from voicetodo.modules.auth.service.changing_emails import ChangingEmails
from voicetodo.modules.auth.service.changing_passwords import ChangingPasswords
from voicetodo.modules.auth.service.consent_texts import load_texts
from voicetodo.modules.auth.service.consents import Consents
from voicetodo.modules.auth.service.deleting import Deleting
from voicetodo.modules.auth.service.devices import DeviceTokens
from voicetodo.modules.auth.service.entering import Entering
from voicetodo.modules.auth.service.grants import Grants
from voicetodo.modules.auth.service.links import LinkTokens
from voicetodo.modules.auth.service.new_passwords import NewPasswords
from voicetodo.modules.auth.service.passkey_sign_in import PasskeySignIn
from voicetodo.modules.auth.service.passkeys import Passkeys
from voicetodo.modules.auth.service.password_checks import PasswordChecks
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.post import Post
from voicetodo.modules.auth.service.reauthentication import Reauthentication
from voicetodo.modules.auth.service.registering import Registering
from voicetodo.modules.auth.service.resetting_passwords import ResettingPasswords
from voicetodo.modules.auth.service.second_factors import SecondFactorAuthentication
from voicetodo.modules.auth.service.security_events import SecurityEvents
from voicetodo.modules.auth.service.sessions import OnBarred, Sessions
from voicetodo.modules.auth.service.signing_in import SigningIn
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.service.throttling import Throttling

Count = Annotated[int, msgspec.Meta(ge=1)]


class AuthSettings(msgspec.Struct, frozen=True):
    """Read from `VOICETODO_<FIELD>`."""

    #: Whoever registers first on an installation looks after it.
    first_user_is_admin: bool = True
    #: Where people reach the product; an https address makes cookies Secure.
    public_url: str | None = None
    #: Other origins whose pages may use the browser's session, with commas between.
    cors_origins: str = ""
    #: A folder with the operator's own `terms.md`, `privacy_notice.md`, `recordings.md` and `analytics.md`. Beside it,
    #: `terms.de.md` is the German of it, and so on.
    texts_dir: Path | None = None
    #: Whether somebody must prove to read the mail of an address before it is theirs. `auto`: where there is a mail
    #: server; otherwise the letters are files on the server.
    verify_email: Literal["auto", "always", "never"] = "auto"
    #: So many wrong passwords may come from one address before it waits; offices of many people need more.
    wrong_passwords_per_address: Count = 30
    #: So many letters may be asked for from one address, without having signed in, before it waits.
    letters_per_address: Count = 20
    #: So many days somebody can take it back that their account is to be deleted; with 0 it is deleted at once.
    account_grace_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 30
    #: With whose accounts people may sign in (OpenID Connect): a list in JSON, see docs/sign-in-with-others.md.
    sign_in_providers: str = ""


class Services(msgspec.Struct, frozen=True):
    """Those that routes, jobs and housekeeping ask."""

    accounts: Accounts
    registering: Registering
    signing_in: SigningIn
    reauthentication: Reauthentication
    second_factors: SecondFactorAuthentication
    passkeys: Passkeys
    passkey_sign_in: PasskeySignIn
    changing_passwords: ChangingPasswords
    resetting_passwords: ResettingPasswords
    changing_emails: ChangingEmails
    security_events: SecurityEvents
    throttling: Throttling
    checks: PasswordChecks
    post: Post
    consents: Consents
    deleting: Deleting
    entering: Entering


def build(
    settings: AuthSettings,
    *,
    db: Database,
    clock: Clock,
    seal: Seal,
    mailer: Mailer,
    address: str,
    issuer: str,
    versions: Versions,
    passwords: Passwords,
    sessions: Sessions,
    keys: SigningKeys,
    on_barred: OnBarred,
    on_app_password_revoked: OnAppPasswordRevoked,
    may_register: Callable[[], bool],
) -> Services:
    """`address` is where people reach us; `issuer` signs access tokens."""
    is_proof_needed = settings.verify_email == "always" or (settings.verify_email == "auto" and mailer.reaches_people)
    grants = Grants(clock=clock, keys=keys, issuer=issuer)
    devices, links = DeviceTokens(seal.derive("auth.devices")), LinkTokens(seal.derive("auth.links"))
    throttling = Throttling(
        db=db,
        clock=clock,
        key=seal.derive("auth.sign_in_attempts"),
        free_per_address=settings.wrong_passwords_per_address,
        free_letters=settings.letters_per_address,
    )
    checks = PasswordChecks(passwords=passwords, throttling=throttling)
    second_factors = SecondFactorAuthentication(
        db=db, clock=clock, seal=seal, key=seal.derive("auth.recovery_codes"), throttling=throttling
    )
    challenges = Challenges(seal.derive("auth.challenges"))
    entering = Entering(clock=clock, sessions=sessions, grants=grants, devices=devices, versions=versions)
    passkeys = Passkeys(db=db, clock=clock, challenges=challenges)
    new_passwords = NewPasswords(
        clock=clock, passwords=passwords, sessions=sessions, on_app_password_revoked=on_app_password_revoked
    )
    resetting_passwords = ResettingPasswords(
        db=db, clock=clock, new_passwords=new_passwords, throttling=throttling, links=links
    )
    consents = Consents(db=db, clock=clock, versions=versions, texts=load_texts(settings.texts_dir))
    return Services(
        accounts=Accounts(db=db, sessions=sessions, grants=grants, versions=versions),
        registering=Registering(
            db=db,
            clock=clock,
            passwords=passwords,
            checks=checks,
            sessions=sessions,
            grants=grants,
            devices=devices,
            throttling=throttling,
            links=links,
            consents=consents,
            is_proof_needed=is_proof_needed,
            is_first_user_admin=settings.first_user_is_admin,
            may_register=may_register,
        ),
        signing_in=SigningIn(
            db=db,
            clock=clock,
            passwords=passwords,
            checks=checks,
            entering=entering,
            second_factors=second_factors,
            challenges=challenges,
        ),
        passkeys=passkeys,
        passkey_sign_in=PasskeySignIn(db=db, passkeys=passkeys, entering=entering, refusals=Seldom(clock)),
        second_factors=second_factors,
        reauthentication=Reauthentication(
            db=db, clock=clock, checks=checks, second_factors=second_factors, passkeys=passkeys, grants=grants
        ),
        changing_passwords=ChangingPasswords(
            db=db, clock=clock, checks=checks, new_passwords=new_passwords, devices=devices
        ),
        resetting_passwords=resetting_passwords,
        changing_emails=ChangingEmails(
            db=db,
            clock=clock,
            passwords=passwords,
            checks=checks,
            sessions=sessions,
            resetting=resetting_passwords,
            links=links,
            versions=versions,
            on_barred=on_barred,
            is_proof_needed=is_proof_needed,
        ),
        security_events=SecurityEvents(db=db, clock=clock),
        throttling=throttling,
        checks=checks,
        post=Post(db=db, clock=clock, mailer=mailer, links=links, address=address),
        consents=consents,
        deleting=Deleting(db=db, clock=clock, versions=versions, grace=timedelta(days=settings.account_grace_days)),
        entering=entering,
    )
