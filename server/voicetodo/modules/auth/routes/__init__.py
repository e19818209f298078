"""`auth` over HTTP: one file for each noun."""

from voicetodo.modules.auth.routes import accounts, app_passwords

ROUTES = (*accounts.ROUTES, *app_passwords.ROUTES)
