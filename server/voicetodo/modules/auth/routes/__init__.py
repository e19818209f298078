"""`auth` over HTTP: one file for each noun."""

from voicetodo.modules.auth.routes import (
    app_passwords,
    confirm,
    consents,
    email_changes,
    keys,
    me,
    passwords,
    personal_tokens,
    reauthentication,
    registrations,
    security_events,
    sessions,
    signing_in,
)

ROUTES = (
    *registrations.ROUTES,
    *signing_in.ROUTES,
    *me.ROUTES,
    *sessions.ROUTES,
    *keys.ROUTES,
    *app_passwords.ROUTES,
    *passwords.ROUTES,
    *email_changes.ROUTES,
    *confirm.ROUTES,
    *personal_tokens.ROUTES,
    *reauthentication.ROUTES,
    *security_events.ROUTES,
    *consents.ROUTES,
)
