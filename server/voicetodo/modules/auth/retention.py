"""What is kept of people's accounts, and for how long."""

from datetime import timedelta
from typing import Final

from voicetodo.kit.retention import RetentionPolicy
from voicetodo.modules.auth.model.security_events import KEPT_FOR
from voicetodo.modules.auth.model.throttling import FORGOTTEN_AFTER
from voicetodo.modules.auth.service.changing_emails import EMAIL_CHANGES_KEPT_FOR
from voicetodo.modules.auth.service.data_exports import DATA_EXPORTS_KEPT_FOR
from voicetodo.modules.auth.service.oauth_clients import IDLE_KEPT
from voicetodo.modules.auth.service.registering import GOOD_FOR as REGISTRATIONS_KEPT_FOR
from voicetodo.modules.auth.service.resetting_passwords import RESETS_KEPT_FOR
from voicetodo.modules.auth.service.second_factors import SET_UP_WITHIN
from voicetodo.modules.auth.service.sessions import KEPT_AFTER_END

SESSIONS: Final = RetentionPolicy(
    code="sessions",
    data="Sessions: the address and the program that each was used from last",
    kept_for=KEPT_AFTER_END,
    counted_from="its end",
    counted_from_code="end",
)
PERSONAL_TOKENS: Final = RetentionPolicy(
    code="personal-tokens",
    data="Personal access tokens: name, scopes, last use",
    kept_for=KEPT_AFTER_END,
    counted_from="its end",
    counted_from_code="end",
)
AUTHORIZATIONS: Final = RetentionPolicy(
    code="authorizations",
    data="What somebody agreed to that an application may do: scopes, last use",
    kept_for=KEPT_AFTER_END,
    counted_from="its end",
    counted_from_code="end",
)
OAUTH_CLIENTS: Final = RetentionPolicy(
    code="applications",
    data="Applications, as they described themselves",
    kept_for=IDLE_KEPT,
    counted_from="their last use",
    counted_from_code="last-use",
)
SECURITY_EVENTS: Final = RetentionPolicy(
    code="security-events",
    data="Security events of an account: kind, address, program",
    kept_for=KEPT_FOR,
    counted_from="the event",
    counted_from_code="event",
)
ATTEMPTS: Final = RetentionPolicy(
    code="wrong-passwords",
    data="Wrong passwords, counted under keyed digests",
    kept_for=FORGOTTEN_AFTER,
    counted_from="the last of them",
    counted_from_code="last-try",
)
RESETS: Final = RetentionPolicy(
    code="password-resets",
    data="Addresses for which a new password was asked",
    kept_for=RESETS_KEPT_FOR,
    counted_from="the asking",
    counted_from_code="asking",
)
SECOND_FACTORS: Final = RetentionPolicy(
    code="unfinished-authenticators",
    data="Authenticator apps from which no code ever came: sealed seed",
    kept_for=SET_UP_WITHIN,
    counted_from="the set-up",
    counted_from_code="setting-up",
)
REGISTRATIONS: Final = RetentionPolicy(
    code="registrations",
    data="Accounts whose address was never proven: address, name, time zone, hash of the password",
    kept_for=REGISTRATIONS_KEPT_FOR,
    counted_from="the signing up",
    counted_from_code="signing-up",
)
EMAIL_CHANGES: Final = RetentionPolicy(
    code="email-changes",
    data="Addresses that an account had before, or was to have",
    kept_for=EMAIL_CHANGES_KEPT_FOR,
    counted_from="the asking",
    counted_from_code="asking",
)
DATA_EXPORTS: Final = RetentionPolicy(
    code="data-exports",
    data="That somebody asked for their data, and downloaded it",
    kept_for=DATA_EXPORTS_KEPT_FOR,
    counted_from="the asking",
    counted_from_code="asking",
)
LEFT_DATA_EXPORTS: Final = RetentionPolicy(
    code="ended-downloads",
    data="Downloads of somebody's data that expired or were deleted",
    kept_for=timedelta(),
    counted_from="the end",
    counted_from_code="end",
)
KEPT: Final = (
    RetentionPolicy(data="Accounts: address, name, time zone, hash of the password"),
    RetentionPolicy(data="Consents: which wording, given or withdrawn, when, from where"),
    RetentionPolicy(data="Authenticator apps: sealed seed, last use; recovery codes as digests"),
    RetentionPolicy(data="Passkeys: name, public key, last use"),
    RetentionPolicy(data="Accounts at sign-in providers: which, who they are there, address there, last use"),
    RetentionPolicy(data="App passwords: name, last use, digest"),
    RetentionPolicy(data="Tombstones of deleted accounts: an id that leads to nobody, and the day (kept for good)"),
)


def deletions(grace_days: int) -> RetentionPolicy:
    return RetentionPolicy(
        code="deleted-accounts",
        data="Accounts that their owners want deleted, with all that is theirs",
        kept_for=timedelta(days=grace_days),
        counted_from="the asking",
        counted_from_code="asking",
        setting="VOICETODO_ACCOUNT_GRACE_DAYS",
    )


def data_export_files(days: int) -> RetentionPolicy:
    return RetentionPolicy(
        code="downloads",
        data="Downloads of somebody's data: the sealed file",
        kept_for=timedelta(days=days),
        counted_from="the moment it was ready",
        counted_from_code="ready",
        setting="VOICETODO_DATA_EXPORT_DAYS",
    )
