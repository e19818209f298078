"""`/v1/me/exports`: everything that is known of me, as one file."""

from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import Request, Response, delete, get, post
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Stream

from voicetodo.kit.blobs import BlobMissing
from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    MAX_LIMIT,
    Page,
    caller,
    decode_cursor,
    encode_cursor,
    json,
    no_content,
    of,
    problems,
)
from voicetodo.kit.http.requirements import RECENT
from voicetodo.modules.auth.errors import (
    DataExportExpired,
    DataExportNotFound,
    DataExportUnderWay,
    DataExportUnready,
    TooManyDataExports,
)
from voicetodo.modules.auth.model.data_exports import DataExport
from voicetodo.modules.auth.service.data_exports import DataExports

AnyRequest = Request[Any, Any, Any]


@dataclass
class Downloading(Operation):
    """The operation with the bytes it answers."""

    def __post_init__(self) -> None:
        answer = (self.responses or {}).get("200")
        if isinstance(answer, OpenAPIResponse):
            answer.description = "The file."
            content = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
            answer.content = {"application/zip": OpenAPIMediaType(schema=content)}


@post(
    "/v1/me/exports",
    status_code=201,
    tags=["auth"],
    opt=RECENT,
    responses=problems(DataExportUnderWay, TooManyDataExports),
)
async def create_data_export(request: AnyRequest) -> Response[DataExport]:
    """Have everything that is known of me written into one file. A letter comes once it is `ready`.

    One at a time; the one from before is removed then.
    """
    made = await of(request, DataExports).create(caller(request).user_id)
    return json(made, status=201, headers={"Location": f"/v1/me/exports/{made.id}"})


@get("/v1/me/exports", tags=["auth"], responses=problems())
async def list_data_exports(
    request: AnyRequest,
    limit: Annotated[int, QueryParameter(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
    cursor: FromQuery[str | None] = None,
) -> Response[Page[DataExport]]:
    """Those of the last 90 days, the newest first."""
    before = decode_cursor(cursor, tuple[UUID])
    found = await of(request, DataExports).list_page(
        caller(request).user_id, before=before[0] if before else None, limit=limit + 1
    )
    items = found[:limit]
    return json(Page(items=items, next_cursor=encode_cursor(items[-1].id) if len(found) > limit else None))


@get("/v1/me/exports/{export_id:uuid}", tags=["auth"], responses=problems(DataExportNotFound))
async def get_data_export(request: AnyRequest, export_id: FromPath[UUID]) -> Response[DataExport]:
    """How far it is, and until when it can be downloaded."""
    return json(await of(request, DataExports).get(caller(request).user_id, export_id))


@get(
    "/v1/me/exports/{export_id:uuid}/file",
    tags=["auth"],
    opt=RECENT,
    operation_class=Downloading,
    responses=problems(DataExportNotFound, DataExportExpired, DataExportUnready, BlobMissing),
)
async def download_data_export(request: AnyRequest, export_id: FromPath[UUID]) -> Stream:
    """The ZIP archive. Open `index.html` in it to read; the files beside it are for machines."""
    found, chunks = await of(request, DataExports).open(caller(request).user_id, export_id)
    return Stream(
        chunks,
        media_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="voicetodo-my-data-{found.created_at:%Y-%m-%d}.zip"',
            "Content-Length": str(found.size),
            "Cache-Control": "no-store",
        },
    )


@delete("/v1/me/exports/{export_id:uuid}", status_code=204, tags=["auth"], responses=problems(DataExportNotFound))
async def delete_data_export(request: AnyRequest, export_id: FromPath[UUID]) -> Response[None]:
    """Remove the file, or have it not made at all."""
    await of(request, DataExports).delete(caller(request).user_id, export_id)
    return no_content()


ROUTES: Final = (
    create_data_export,
    list_data_exports,
    get_data_export,
    download_data_export,
    delete_data_export,
)
