"""What this module keeps of somebody, as it is told to them. Digests, hashes and sealed seeds are told to nobody."""

from typing import Final

from voicetodo.kit.personal_data import PersonalPart, Telling

TOLD: Final = (
    Telling(
        part=PersonalPart(name="account", title="Account"),
        tables=("users",),
        source="users",
        columns=(
            "id, email, name, timezone, language, roles, created_at, email_verified_at, trusted_since, suspended_at,"
            " suspension_reason"
        ),
        whose="id = $1",
    ),
    Telling(
        part=PersonalPart(
            name="consents",
            title="What you agreed to",
            about="Every answer you ever gave, with the wording it was given to.",
        ),
        tables=("consents", "consent_texts"),
        source="consents join consent_texts using (purpose, version)",
        columns="id, purpose, version, title, is_given, at, address, user_agent, body as text",
    ),
    Telling(
        part=PersonalPart(name="sessions", title="Sessions", about="Where you were signed in."),
        tables=("sessions",),
        source="sessions",
        columns=(
            "id, client, user_agent, address, created_at, authenticated_at, methods, last_used_at, expires_at,"
            " revoked_at, revoked_reason"
        ),
    ),
    Telling(
        part=PersonalPart(name="security-events", title="Security events", about="What happened to your account."),
        tables=("security_events",),
        source="security_events",
        columns="id, kind, at, address, user_agent",
    ),
    Telling(
        part=PersonalPart(name="passkeys", title="Passkeys"),
        tables=("passkeys",),
        source="passkeys",
        columns="id, name, transports, is_synced, created_at, last_used_at",
    ),
    Telling(
        part=PersonalPart(
            name="identities", title="Accounts elsewhere", about="With which you may sign in here, as they call you."
        ),
        tables=("identities",),
        source="identities",
        columns="id, provider, issuer, subject, email, created_at, last_used_at",
    ),
    Telling(
        part=PersonalPart(name="second-factors", title="Authenticator app and recovery codes"),
        tables=("authenticator_apps", "recovery_codes"),
        source="authenticator_apps",
        columns=(
            "created_at, confirmed_at, last_used_at,"
            " (select count(*) from recovery_codes as code where code.user_id = authenticator_apps.user_id"
            " and used_at is null) as unused_recovery_codes"
        ),
        key="user_id",
    ),
    Telling(
        part=PersonalPart(name="app-passwords", title="App passwords", about="Of calendar programs, by their names."),
        tables=("app_passwords",),
        source="app_passwords",
        columns="id, name, created_at, last_used_at",
    ),
    Telling(
        part=PersonalPart(name="tokens", title="Access tokens", about="Of your own programs, by their names."),
        tables=("personal_tokens",),
        source="personal_tokens",
        columns="id, name, scopes, created_at, expires_at, last_used_at, revoked_at",
    ),
    Telling(
        part=PersonalPart(name="applications", title="Applications", about="Which applications you let act for you."),
        tables=("authorizations", "oauth_clients"),
        source="authorizations as mine join oauth_clients as client on client.id = mine.client_id",
        columns=(
            "mine.id, client.name as application, client.uri, mine.scopes, mine.created_at, mine.redeemed_at,"
            " mine.last_used_at, mine.expires_at, mine.revoked_at, mine.revoked_reason"
        ),
        key="mine.id",
    ),
    Telling(
        part=PersonalPart(name="password-resets", title="New passwords asked for"),
        tables=("password_resets",),
        source="password_resets",
        columns="id, email_key as email, created_at, expires_at, used_at",
    ),
    Telling(
        part=PersonalPart(name="email-changes", title="Changes of your e-mail address"),
        tables=("email_changes",),
        source="email_changes",
        columns="id, old_email, new_email, created_at, confirmed_at",
    ),
    Telling(
        part=PersonalPart(name="deletion", title="That your account is to be deleted"),
        tables=("deletions",),
        source="deletions",
        columns="asked_at, due_at",
        key="user_id",
    ),
    Telling(
        part=PersonalPart(name="data-exports", title="Downloads of your data"),
        tables=("data_exports",),
        source="data_exports",
        columns="id, state, created_at, ready_at, expires_at, size, downloaded_at, reason",
    ),
)

#: Tables that are told of nowhere, and why.
UNTOLD: Final = {
    "blobs_left": "keys of files that are just being removed",
    "registrations": "of people who have no account yet; becomes the account",
    "sign_in_attempts": "counted under keyed digests, which lead to nobody",
    "signing_keys": "the installation's own",
    "spent_challenges": "digests of what was signed a few minutes ago, of nobody",
    "tombstones": "of accounts that are gone",
}
