"""`/v1/admin/retention`: how long what is kept, and whether it goes when it should."""

from datetime import datetime
from typing import Final

import msgspec
from litestar import Response, get

from voicetodo.kit.db.housekeeping import JobRecord
from voicetodo.kit.http import Page, json, of, problems
from voicetodo.kit.retention import RetentionPolicy, told
from voicetodo.modules.admin.routes.answers import TAGS, AnyRequest
from voicetodo.modules.admin.service.retention_runs import RetentionRuns


class RetentionState(msgspec.Struct, kw_only=True):
    """One kind of data. `runs` and `failures` count how often its job was done to its end, and how often it failed.

    The codes are stable: by them a client says `data` and `counted_from` in words of its own. They are empty where the
    job is of an older version. `last_done_at` is null until its first turn, which comes within the hour.
    """

    data: str
    code: str
    kept_for: str
    counted_from: str
    counted_from_code: str
    setting: str | None
    job: str
    last_done_at: datetime | None
    runs: int
    last_failed_at: datetime | None
    failures: int


@get("/v1/admin/retention", tags=TAGS, opt={"permission": "health:read"}, responses=problems())
async def list_retention(request: AnyRequest) -> Response[Page[RetentionState]]:
    """What goes by itself, after how long, and when that was last seen to. There are some dozens, all on one page."""
    records = await of(request, RetentionRuns).list_all()
    return json(Page(items=[_state(record, policy) for record in records for policy in record.keeps]))


def _state(record: JobRecord, policy: RetentionPolicy) -> RetentionState:
    return RetentionState(
        data=policy.data,
        code=policy.code,
        kept_for=told(policy.kept_for) if policy.kept_for else "not at all",
        counted_from=policy.counted_from,
        counted_from_code=policy.counted_from_code,
        setting=policy.setting,
        job=record.job,
        last_done_at=record.done_at,
        runs=record.runs,
        last_failed_at=record.failed_at,
        failures=record.failures,
    )


ROUTES: Final = (list_retention,)
