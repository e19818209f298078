"""Tables of the machinery, which are told to nobody: what is in them is on its way, or stands elsewhere too."""

from typing import Final

#: Of each schema that is no module's, and (under `*`) in each that is: the table, and why.
UNTOLD: Final = {
    "*.inbox": "ids of events that were heard",
    "*.outbox": "events on their way: what they tell of is told where it is kept",
    "bus.dead_letters": "events that could not be heard, until somebody looks",
    "bus.queue": "events on their way",
    "bus.retries": "whose events wait, and since when",
    "bus.subscriptions": "the installation's own",
    "jobs.procrastinate_events": "when background work began and ended",
    "jobs.procrastinate_jobs": "ids of what is to be done",
    "jobs.procrastinate_periodic_defers": "the installation's own",
    "jobs.procrastinate_workers": "the installation's own",
    "jobs.progress": "how far background work has come",
    "kit.housekeeping": "the installation's own",
    "kit.processes": "the installation's own",
    "kit.idempotency_keys": "answers sealed under a key that only the asking program has, for a day",
    "kit.maintenance": "the installation's own",
    "kit.user_plans": "a word, which the account tells of itself: `GET /v1/me/plan`",
}
