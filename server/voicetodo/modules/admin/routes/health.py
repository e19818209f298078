"""`/v1/admin/health`: how the installation is doing."""

from typing import Final

from litestar import Response, get

from voicetodo.kit.http import json, of, problems
from voicetodo.modules.admin.routes.answers import TAGS, AnyRequest
from voicetodo.modules.admin.service.system_health import Health, SystemHealth


@get("/v1/admin/health", tags=TAGS, opt={"permission": "health:read"}, responses=problems())
async def get_health(request: AnyRequest) -> Response[SystemHealth]:
    """Each part with `ok`, `warn` or `bad`, and a sentence. Measured now, so that it takes a moment."""
    return json(await of(request, Health).measure(), headers={"Cache-Control": "no-store"})


ROUTES: Final = (get_health,)
