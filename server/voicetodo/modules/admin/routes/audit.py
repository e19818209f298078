"""`/v1/admin/audit`: who did what."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final
from uuid import UUID

from litestar import Response, get
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from voicetodo.kit.audit import Result, Role
from voicetodo.kit.http import DEFAULT_LIMIT, Page, encode_cursor, json, of, problems
from voicetodo.modules.admin.api import Act
from voicetodo.modules.admin.errors import ExportGapped, QueryInvalid
from voicetodo.modules.admin.routes.answers import TAGS, AnyRequest, Cursor, Limit, acting, before_of, moment
from voicetodo.modules.admin.service.audit_check import AuditCheck, Checked
from voicetodo.modules.admin.service.audit_export import KINDS, AuditExport, ExportKind
from voicetodo.modules.admin.service.audit_log import AuditLog
from voicetodo.modules.admin.store.audit_search import ActFilter

_READ: Final = {"permission": "audit:read"}

Person = Annotated[UUID | None, QueryParameter(description="Who did it, or to whom it was done.")]
ActorId = Annotated[UUID | None, QueryParameter(description="Who did it.")]
OwnerId = Annotated[UUID | None, QueryParameter(description="To whom, or to whose things, it was done.")]
Action = Annotated[str | None, QueryParameter(description="Such as `auth.signed_in`.", max_length=100)]
Kind = Annotated[str | None, QueryParameter(description="What it was done to, such as `session`.", max_length=50)]
ObjectId = Annotated[str | None, QueryParameter(description="Which of them.", max_length=100)]
Address = Annotated[str | None, QueryParameter(description="The IP address it was asked from.", max_length=100)]
RequestId = Annotated[str | None, QueryParameter(description="The request's `X-Request-Id`.", max_length=64)]
Since = Annotated[datetime | None, QueryParameter(description="From this moment on.")]
Until = Annotated[datetime | None, QueryParameter(description="Before this moment.")]


@get("/v1/admin/audit", tags=TAGS, opt=_READ, responses=problems(QueryInvalid))
async def list_acts(  # noqa: PLR0917 - Litestar hands parameters over by name
    request: AnyRequest,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    person_id: Person = None,
    actor_id: ActorId = None,
    owner_id: OwnerId = None,
    action: Action = None,
    result: Annotated[Result | None, QueryParameter(description="Whether it was done.")] = None,
    role: Annotated[Role | None, QueryParameter(description="As what they acted.")] = None,
    object_kind: Kind = None,
    object_id: ObjectId = None,
    address: Address = None,
    request_id: RequestId = None,
    since: Since = None,
    until: Until = None,
) -> Response[Page[Act]]:
    """What matters to security, the latest first: who did what, to what and whose, from where, and whether it was
    refused."""
    wanted = ActFilter(
        person_id=person_id,
        actor_id=actor_id,
        owner_id=owner_id,
        action=action,
        result=result,
        role=role,
        object_kind=object_kind,
        object_id=object_id,
        address=address,
        request_id=request_id,
        since=moment("since", since),
        until=moment("until", until),
    )
    found = await of(request, AuditLog).list_latest(wanted, before=before_of(cursor), limit=limit + 1)
    page = found[:limit]
    return json(Page(page, encode_cursor(page[-1].seq) if len(found) > limit else None))


@get("/v1/admin/audit/verification", tags=TAGS, opt=_READ, responses=problems())
async def verify_acts(request: AnyRequest) -> Response[Checked]:
    """Whether all of the log is as it was written. `voicetodo audit verify` does the same without the server."""
    return json(await of(request, AuditCheck).check())


@dataclass
class Exporting(Operation):
    """The operation with the media types it may answer in."""

    def __post_init__(self) -> None:
        text = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))
        answer = (self.responses or {}).get("200")
        if isinstance(answer, OpenAPIResponse):
            answer.description = "The file."
            answer.content = dict.fromkeys((media_type.partition(";")[0] for media_type in KINDS.values()), text)


@get(
    "/v1/admin/audit/exports/{kind:str}",
    tags=TAGS,
    opt={**_READ, "recent": True},
    operation_class=Exporting,
    responses=problems(QueryInvalid, ExportGapped),
)
async def export_acts(  # noqa: PLR0917 - as above
    request: AnyRequest,
    kind: FromPath[ExportKind],
    person_id: Person = None,
    action: Action = None,
    result: Annotated[Result | None, QueryParameter(description="Whether it was done.")] = None,
    since: Since = None,
    until: Until = None,
) -> Stream:
    """What is asked for, the first first. Lines of JSON hold all that is needed to verify them elsewhere, and therefore
    all acts in the order in which they were kept, from the first of a time up to the first after it. Then come the
    later entries, with a `before`, that tell of origins erased since. A table may also be of somebody, or of one kind
    of act."""
    wanted = ActFilter(
        person_id=person_id,
        action=action,
        result=result,
        since=moment("since", since),
        until=moment("until", until),
    )
    if kind == "jsonl" and (person_id or action or result):
        raise ExportGapped
    pieces = await of(request, AuditExport).begin(wanted, kind, by=acting(request))
    name = f"voicetodo-audit-{datetime.now(UTC):%Y-%m-%d}.{kind}"
    return Stream(
        pieces,
        media_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


ROUTES: Final = (list_acts, verify_acts, export_acts)
