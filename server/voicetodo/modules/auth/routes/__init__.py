"""`auth` over HTTP: one file for each noun."""

from voicetodo.modules.auth.routes import (
    app_passwords,
    keys,
    me,
    passwords,
    personal_tokens,
    security_events,
    sessions,
    signing_in,
)

ROUTES = (
    *signing_in.ROUTES,
    *me.ROUTES,
    *sessions.ROUTES,
    *keys.ROUTES,
    *app_passwords.ROUTES,
    *passwords.ROUTES,
    *personal_tokens.ROUTES,
    *security_events.ROUTES,
)
