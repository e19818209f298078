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
    data="Sessions: the address and the program that each was used from last",
    kept_for=KEPT_AFTER_END,
    counted_from="its end",
)
PERSONAL_TOKENS: Final = RetentionPolicy(
    data="Personal access tokens: name, scopes, last use", kept_for=KEPT_AFTER_END, counted_from="its end"
)
AUTHORIZATIONS: Final = RetentionPolicy(
    data="What somebody agreed to that an application may do: scopes, last use",
    kept_for=KEPT_AFTER_END,
    counted_from="its end",
)
OAUTH_CLIENTS: Final = RetentionPolicy(
    data="Applications, as they described themselves", kept_for=IDLE_KEPT, counted_from="their last use"
)
SECURITY_EVENTS: Final = RetentionPolicy(
    data="Security events of an account: kind, address, program", kept_for=KEPT_FOR, counted_from="the event"
)
ATTEMPTS: Final = RetentionPolicy(
    data="Wrong passwords, counted under keyed digests", kept_for=FORGOTTEN_AFTER, counted_from="the last of them"
)
RESETS: Final = RetentionPolicy(
    data="Addresses for which a new password was asked", kept_for=RESETS_KEPT_FOR, counted_from="the asking"
)
SECOND_FACTORS: Final = RetentionPolicy(
    data="Authenticator apps from which no code ever came: sealed seed",
    kept_for=SET_UP_WITHIN,
    counted_from="the set-up",
)
REGISTRATIONS: Final = RetentionPolicy(
    data="Accounts whose address was never proven: address, name, time zone, hash of the password",
    kept_for=REGISTRATIONS_KEPT_FOR,
    counted_from="the signing up",
)
EMAIL_CHANGES: Final = RetentionPolicy(
    data="Addresses that an account had before, or was to have",
    kept_for=EMAIL_CHANGES_KEPT_FOR,
    counted_from="the asking",
)
DATA_EXPORTS: Final = RetentionPolicy(
    data="That somebody asked for their data, and downloaded it",
    kept_for=DATA_EXPORTS_KEPT_FOR,
    counted_from="the asking",
)
LEFT_DATA_EXPORTS: Final = RetentionPolicy(
    data="Downloads of somebody's data that expired or were deleted",
    kept_for=timedelta(),
    counted_from="the end",
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
        data="Accounts that their owners want deleted, with all that is theirs",
        kept_for=timedelta(days=grace_days),
        counted_from="the asking",
        setting="VOICETODO_ACCOUNT_GRACE_DAYS",
    )


def data_export_files(days: int) -> RetentionPolicy:
    return RetentionPolicy(
        data="Downloads of somebody's data: the sealed file",
        kept_for=timedelta(days=days),
        counted_from="the moment it was ready",
        setting="VOICETODO_DATA_EXPORT_DAYS",
    )
