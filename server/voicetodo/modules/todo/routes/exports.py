"""Exports: everything somebody has, as a file."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from litestar import get
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIResponse, OpenAPIType, Operation, Schema
from litestar.params import FromPath
from litestar.response import Stream

from voicetodo.kit.http import of, problems
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, user_of
from voicetodo.modules.todo.service.exports import Exports
from voicetodo.modules.todo.transfer.writing import KINDS, ExportFormat

_ARCHIVE: Final = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY))


@dataclass
class Exporting(Operation):
    """The operation with all media types it may answer in."""

    def __post_init__(self) -> None:
        text = OpenAPIMediaType(schema=Schema(type=OpenAPIType.STRING))
        own = OpenAPIMediaType(schema=Schema(type=OpenAPIType.OBJECT))
        kinds = {media_type.partition(";")[0]: text for media_type, _ in KINDS.values()}
        answer = (self.responses or {}).get("200")
        if isinstance(answer, OpenAPIResponse):
            answer.description = "The file."
            answer.content = {**kinds, "application/json": own, "application/zip": _ARCHIVE}


@get("/v1/exports/{kind:str}", tags=TAGS, operation_class=Exporting, responses=problems())
async def export_todos(request: AnyRequest, kind: FromPath[ExportFormat]) -> Stream:
    """All of it but the trash. Our own archive (`voicetodo_archive`) loses nothing; `voicetodo` is it without files.

    See the documentation for the others.
    """
    user_id = user_of(request)
    media_type, ending = KINDS[kind]
    name = f"voicetodo-{datetime.now(UTC):%Y-%m-%d}.{ending}"
    return Stream(
        of(request, Exports).write(user_id, kind),
        media_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


ROUTES = (export_todos,)
