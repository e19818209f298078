"""Labels."""

from uuid import UUID

from litestar import Response, delete, get, patch, post
from litestar.params import FromPath, JSONBody

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import Page, etag_of, id_for, json, no_content, of, problems
from voicetodo.modules.todo.api import Label
from voicetodo.modules.todo.errors import LabelIdTaken, LabelInvalid, LabelNameTaken, LabelNotFound, NotAllowed
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, check_of, origin_of, user_of, values_answer
from voicetodo.modules.todo.routes.bodies import NamedBody, NamedPatchBody, given
from voicetodo.modules.todo.service.labels import Labels
from voicetodo.modules.todo.service.named import ColoredPatch


@get("/v1/labels", tags=TAGS, responses=problems())
async def list_labels(request: AnyRequest) -> Response[Page[Label]]:
    """All of them, by name."""
    return values_answer(request, await of(request, Labels).list_all(user_of(request)))


@post("/v1/labels", tags=TAGS, responses=problems(LabelInvalid, LabelNameTaken, LabelIdTaken))
async def create_label(request: AnyRequest, data: JSONBody[NamedBody]) -> Response[Label]:
    """Make a label. Sent again with the same `id` and content, it answers the one that is there."""
    label, _ = await of(request, Labels).create(
        user_of(request),
        label_id=data.id or id_for(request),
        name=data.name,
        color=data.color,
        origin=origin_of(request),
    )
    return json(label, status=201, headers={"ETag": etag_of(label.version)})


@get("/v1/labels/{label_id:uuid}", tags=TAGS, responses=problems(LabelNotFound))
async def get_label(request: AnyRequest, label_id: FromPath[UUID]) -> Response[Label]:
    """One label."""
    label = await of(request, Labels).get(user_of(request), label_id)
    return json(label, headers={"ETag": etag_of(label.version)})


@patch(
    "/v1/labels/{label_id:uuid}",
    tags=TAGS,
    responses=problems(LabelNotFound, NotAllowed, LabelInvalid, LabelNameTaken, PreconditionFailed),
)
async def update_label(
    request: AnyRequest, label_id: FromPath[UUID], data: JSONBody[NamedPatchBody]
) -> Response[Label]:
    """Another name or colour."""
    user_id = user_of(request)
    label = await of(request, Labels).update(
        user_id, label_id, ColoredPatch(**given(data)), origin=origin_of(request), check=check_of(request)
    )
    return json(label, headers={"ETag": etag_of(label.version)})


@delete(
    "/v1/labels/{label_id:uuid}",
    status_code=204,
    tags=TAGS,
    responses=problems(LabelNotFound, NotAllowed, PreconditionFailed),
)
async def delete_label(request: AnyRequest, label_id: FromPath[UUID]) -> Response[None]:
    """Off every todo that carries it."""
    user_id = user_of(request)
    await of(request, Labels).delete(user_id, label_id, origin=origin_of(request), check=check_of(request))
    return no_content()


ROUTES = (list_labels, create_label, get_label, update_label, delete_label)
