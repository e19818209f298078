"""`/v1/admin/…`: one file for each noun. What each asks of its caller stands in its `opt`."""

from voicetodo.modules.admin.routes import (
    announcements,
    audit,
    flags,
    health,
    jobs,
    letters,
    maintenance,
    plans,
    retention,
    users,
)

ROUTES = (
    *audit.ROUTES,
    *users.ROUTES,
    *maintenance.ROUTES,
    *flags.ROUTES,
    *jobs.ROUTES,
    *plans.ROUTES,
    *announcements.ROUTES,
    *retention.ROUTES,
    *health.ROUTES,
    *letters.ROUTES,
)
