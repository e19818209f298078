"""`/v1/me/applications`: the programs of others that I let act for me."""

from typing import Any, Final

from litestar import Request, Response, delete, get
from litestar.params import FromPath

from voicetodo.kit.http import Page, caller, json, no_content, of, problems
from voicetodo.modules.auth.errors import ApplicationNotFound
from voicetodo.modules.auth.model.authorizations import Application
from voicetodo.modules.auth.service.applications import Applications

AnyRequest = Request[Any, Any, Any]


@get("/v1/me/applications", tags=["auth"], responses=problems())
async def list_applications(request: AnyRequest) -> Response[Page[Application]]:
    """Those connected, by name. There are never more than 100."""
    return json(Page(items=await of(request, Applications).list_all(caller(request).user_id)))


@delete("/v1/me/applications/{client_id:str}", status_code=204, tags=["auth"], responses=problems(ApplicationNotFound))
async def revoke_application(request: AnyRequest, client_id: FromPath[str]) -> Response[None]:
    """It may do nothing in my name any more, from now on and wherever it runs."""
    await of(request, Applications).revoke(caller(request).user_id, client_id)
    return no_content()


ROUTES: Final = (list_applications, revoke_application)
