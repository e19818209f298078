"""`/v1/admin/jobs` and `/v1/admin/dead-letters`: what is done in the background, and what could not be."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Response, delete, get, put
from litestar.params import FromPath, QueryParameter

from voicetodo.kit.bus.dead_letters import LATEST, DeadLetter
from voicetodo.kit.errors import Conflict, NotFound
from voicetodo.kit.http import DEFAULT_LIMIT, Page, decode_cursor, encode_cursor, json, no_content, of, problems
from voicetodo.kit.jobs.jobs import KeptJob, Status
from voicetodo.modules.admin.errors import DeadLetterNotFound, JobNotFound
from voicetodo.modules.admin.routes.answers import TAGS, AnyRequest, Cursor, Limit, acting, before_of, moment
from voicetodo.modules.admin.service.background_work import BackgroundWork

_READ: Final[dict[str, Any]] = {"permission": "jobs:read"}
_RETRY: Final[dict[str, Any]] = {"permission": "jobs:retry"}
_CANCEL: Final[dict[str, Any]] = {"permission": "jobs:cancel"}
#: As the database counts them.
_HIGHEST: Final = 2**62

State = Annotated[Status | None, QueryParameter(description="How it stands.")]
Module = Annotated[str | None, QueryParameter(description="Of which module.", max_length=50)]


@get("/v1/admin/jobs", tags=TAGS, opt=_READ, responses=problems())
async def list_jobs(
    request: AnyRequest, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None, status: State = None, queue: Module = None
) -> Response[Page[KeptJob]]:
    """Background jobs, the latest first. What they are about is not told. Those that ended are kept for a month."""
    found = await of(request, BackgroundWork).list_jobs(
        status=status, queue=queue, before=before_of(cursor), limit=limit + 1
    )
    page = found[:limit]
    return json(Page(page, encode_cursor(page[-1].id) if len(found) > limit else None))


@get("/v1/admin/jobs/{job_id:str}", tags=TAGS, opt=_READ, responses=problems(NotFound))
async def get_job(request: AnyRequest, job_id: FromPath[str]) -> Response[KeptJob]:
    """One of them."""
    return json(await of(request, BackgroundWork).get_job(_checked(job_id)))


@put("/v1/admin/jobs/{job_id:str}/retry", tags=TAGS, opt=_RETRY, responses=problems(NotFound, Conflict))
async def retry_job(request: AnyRequest, job_id: FromPath[str]) -> Response[KeptJob]:
    """Run one once more that failed."""
    return json(await of(request, BackgroundWork).retry_job(_checked(job_id), by=acting(request)))


@put("/v1/admin/jobs/{job_id:str}/cancellation", tags=TAGS, opt=_CANCEL, responses=problems(NotFound, Conflict))
async def cancel_job(request: AnyRequest, job_id: FromPath[str]) -> Response[KeptJob]:
    """Never run it; where it runs, stop it, and undo what it has not committed."""
    return json(await of(request, BackgroundWork).cancel_job(_checked(job_id), by=acting(request)))


@get("/v1/admin/dead-letters", tags=TAGS, opt=_READ, responses=problems())
async def list_dead_letters(
    request: AnyRequest, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None, module: Module = None
) -> Response[Page[DeadLetter]]:
    """Events that a module could not hear, tried too often; the last first. They are kept for 90 days."""
    after = decode_cursor(cursor, tuple[datetime, UUID])
    if after is not None:
        moment("cursor", after[0])
    found = await of(request, BackgroundWork).list_dead_letters(module=module, before=after or LATEST, limit=limit + 1)
    page = found[:limit]
    return json(Page(page, encode_cursor(page[-1].died_at, page[-1].id) if len(found) > limit else None))


@put(
    "/v1/admin/dead-letters/{module:str}/{event_id:uuid}/retry",
    status_code=204,
    tags=TAGS,
    opt=_RETRY,
    responses=problems(NotFound),
)
async def retry_dead_letter(request: AnyRequest, module: FromPath[str], event_id: FromPath[UUID]) -> Response[None]:
    """Bring it to the module again. One that cannot be heard now either comes back here after ten tries."""
    await of(request, BackgroundWork).retry_dead_letter(_named(module), event_id, by=acting(request))
    return no_content()


@delete(
    "/v1/admin/dead-letters/{module:str}/{event_id:uuid}",
    status_code=204,
    tags=TAGS,
    opt=_CANCEL,
    responses=problems(NotFound, Conflict),
)
async def discard_dead_letter(request: AnyRequest, module: FromPath[str], event_id: FromPath[UUID]) -> Response[None]:
    """The module never hears of it. What erases somebody's data cannot be discarded."""
    await of(request, BackgroundWork).discard_dead_letter(_named(module), event_id, by=acting(request))
    return no_content()


def _checked(job_id: str) -> int:
    """Raises JobNotFound."""
    number = int(job_id) if job_id.isascii() and job_id.isdigit() and len(job_id) < 20 else 0
    if not 0 < number < _HIGHEST:
        raise JobNotFound
    return number


def _named(module: str) -> str:
    """Raises DeadLetterNotFound."""
    if not module.isidentifier():
        raise DeadLetterNotFound
    return module


ROUTES: Final = (
    list_jobs,
    get_job,
    retry_job,
    cancel_job,
    list_dead_letters,
    retry_dead_letter,
    discard_dead_letter,
)
