"""`/v1/admin/maintenance`: asking everybody but admins to come back later."""

from datetime import datetime
from typing import Any, Final

import msgspec
from litestar import Response, delete, get, put
from litestar.params import JSONBody

from voicetodo.kit.http import Body, json, no_content, of, problems
from voicetodo.kit.maintenance import Upkeep
from voicetodo.modules.admin.errors import MaintenanceInvalid
from voicetodo.modules.admin.routes.answers import TAGS, AnyRequest, acting, moment
from voicetodo.modules.admin.service.maintenance_mode import MaintenanceMode

_WRITE: Final[dict[str, Any]] = {"permission": "maintenance:write"}


class MaintenanceState(msgspec.Struct):
    """`until` is when it is thought to be over; it is not over by itself."""

    is_on: bool
    message: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class NewMaintenance(Body):
    """`message` is what people read meanwhile; we have one of our own."""

    message: str | None = None
    until: datetime | None = None


@get("/v1/admin/maintenance", tags=TAGS, opt={"permission": "health:read"}, responses=problems())
async def get_maintenance(request: AnyRequest) -> Response[MaintenanceState]:
    """Whether there is maintenance."""
    return json(_state(await of(request, MaintenanceMode).find()))


@put("/v1/admin/maintenance", tags=TAGS, opt=_WRITE, responses=problems(MaintenanceInvalid))
async def begin_maintenance(request: AnyRequest, data: JSONBody[NewMaintenance]) -> Response[MaintenanceState]:
    """Within five seconds every process answers 503 with this message to everybody but admins, who can still sign in.
    Live connections of others end."""
    begun = await of(request, MaintenanceMode).begin(
        message=data.message, until=moment("until", data.until), by=acting(request)
    )
    return json(_state(begun))


@delete("/v1/admin/maintenance", status_code=204, tags=TAGS, opt=_WRITE, responses=problems())
async def end_maintenance(request: AnyRequest) -> Response[None]:
    """Everybody may come back."""
    await of(request, MaintenanceMode).end(by=acting(request))
    return no_content()


def _state(upkeep: Upkeep | None) -> MaintenanceState:
    if upkeep is None:
        return MaintenanceState(is_on=False)
    return MaintenanceState(is_on=True, message=upkeep.message, since=upkeep.since, until=upkeep.until)


ROUTES: Final = (get_maintenance, begin_maintenance, end_maintenance)
