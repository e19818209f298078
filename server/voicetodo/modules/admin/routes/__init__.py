"""`/v1/admin/…`: one file for each noun. What each asks of its caller stands in its `opt`."""

from voicetodo.modules.admin.routes import audit, maintenance, users

ROUTES = (*audit.ROUTES, *users.ROUTES, *maintenance.ROUTES)
